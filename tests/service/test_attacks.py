"""What somebody may try by the web: uploads, forged forms, stolen addresses, others' work."""

from __future__ import annotations

import io
import socket
import zipfile
from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import requests
from service_site import KIM, LEE, RIGHT, TEACHER, Served, csrf_of, notebook
from sqlalchemy import update

from autograder.records.database import writing
from autograder.records.schema import now
from autograder.service import limits
from autograder.service.app import opened
from autograder.service.schema import VisitRow


def send(served: Served, home: str, name: str, data: bytes, **words: str) -> requests.Response:
    return served.session.post(
        f"{home}hand-in",
        data={"csrf": csrf_of(home)},
        files={"file": (name, data)},
        headers={"Accept": "application/json", **words},
        allow_redirects=False,
    )


def raw(served: Served, head: str, body: bytes = b"") -> bytes:
    """Send bytes as no client of good will does; return the beginning of the answer."""
    parts = urlsplit(served.address)
    with socket.create_connection((str(parts.hostname), parts.port or 0), 20) as connection:
        connection.sendall(head.replace("\n", "\r\n").encode() + body)
        return connection.recv(2000)


@pytest.mark.parametrize("length", [2 * 2**30, 33 * 2**20 + 2**17])
def test_a_file_that_is_too_large_is_refused_before_a_byte_is_read(
    idle: Served, length: int
) -> None:
    home = idle.enter(KIM)
    path = urlsplit(home).path
    cookie = "; ".join(f"{c.name}={c.value}" for c in idle.session.cookies)
    head = (
        f"POST {path}hand-in HTTP/1.1\nHost: x\nCookie: {cookie}\nContent-Length: {length}\n"
        "Content-Type: multipart/form-data; boundary=b\n\n"
    )
    assert raw(idle, head).startswith(b"HTTP/1.1 413")


def test_a_file_without_a_length_is_refused(idle: Served) -> None:
    path = urlsplit(idle.enter(KIM)).path
    cookie = "; ".join(f"{c.name}={c.value}" for c in idle.session.cookies)
    head = f"POST {path}hand-in HTTP/1.1\nHost: x\nCookie: {cookie}\nTransfer-Encoding: chunked\n"
    head += "Content-Type: multipart/form-data; boundary=b\n\n"
    assert raw(idle, head, b"5\r\nhello\r\n").startswith(b"HTTP/1.1 413")


def test_names_of_files_lead_nowhere_and_say_nothing_to_a_browser(idle: Served) -> None:
    home = idle.enter(KIM)
    given = ("../../../etc/passwd.ipynb", "C:\\x\\y.ipynb.txt", "<script>alert(1).py")
    for n, name in enumerate(given):
        assert send(idle, home, name, f"a = {n}".encode()).status_code == 200
    (work,) = idle.site.records(1).works()
    assert [attempt.name for attempt in work.attempts] == [
        "20260001/passwd.ipynb",
        "20260001/y.ipynb.txt",
        "20260001/<script>alert(1).py",
    ]
    assert "<script>alert" not in idle.get(home, "").text
    got = idle.get(home, "attempts/3/file")
    assert got.headers["Content-Disposition"].startswith("attachment")
    assert got.headers["Content-Type"] == "application/octet-stream"


@pytest.mark.slow
def test_a_zip_bomb_is_an_attempt_that_cannot_be_read(small: Served) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for n in range(30):
            archive.writestr(f"{n}.ipynb", b"0" * 10 * 2**20)
    home = small.enter(LEE)
    assert send(small, home, "bomb.zip", content.getvalue()).status_code == 200
    with small.session.get(f"{home}attempts/1/events", stream=True, timeout=60) as events:
        said = [line for line in events.iter_lines() if line]
    assert b'"done"' in said[-1]
    assert "the zip holds too much" in small.get(home, "attempts/1").text


@pytest.mark.parametrize(
    "words",
    [
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_is_not_taken(idle: Served, words: dict[str, str]) -> None:
    home = idle.enter(KIM)
    assert send(idle, home, "a.py", b"a = 1", **words).status_code == 403
    home = idle.enter(TEACHER)
    for path in ("rules", "grades", "extend", "desk/forgive"):
        form = {"csrf": csrf_of(home), "text": "", "how": "full", "check": "x"}
        sent = idle.session.post(home + path, data=form, headers=words, allow_redirects=False)
        assert sent.status_code in (403, 404), path
    assert idle.site.rules_text(1) == ""


def test_a_form_without_its_own_word_is_not_taken(idle: Served) -> None:
    home, other = idle.enter(KIM), idle.enter(LEE)
    for word in ("", "x" * 64, csrf_of(other)):
        done = idle.session.post(
            f"{home}hand-in",
            data={"csrf": word},
            files={"file": ("a.py", b"a = 1")},
            headers={"Accept": "application/json"},
        )
        assert done.status_code == 403
    teacher = idle.enter(TEACHER)
    assert idle.post(teacher, "rules", {"csrf": csrf_of(home), "text": "x"}).status_code == 403
    assert idle.site.records(1).works() == []


def test_only_the_platform_shows_it_in_a_frame(idle: Served) -> None:
    home = idle.enter(TEACHER)
    for path in ("", "roster", "rules", "desk/"):
        policy = idle.get(home, path).headers["Content-Security-Policy"]
        ancestors = policy.partition("frame-ancestors ")[2].partition(";")[0]
        assert ancestors == f"'self' {TEACHER.frame_ancestors}", path
        assert "'unsafe" not in policy


def test_every_launch_is_a_new_visit_and_a_copied_address_opens_nothing(idle: Served) -> None:
    first, second = idle.enter(KIM), idle.enter(KIM)
    assert first != second
    thief = requests.Session()
    assert thief.get(second).status_code == 403
    assert thief.get(second, cookies={"gradkit_2": "guessed"}).status_code == 403
    assert thief.get(f"{second}desk/").status_code == 404
    # A browser that keeps no cookie is let in by the address alone.
    answer = thief.get(idle.launch(KIM), allow_redirects=False)
    thief.cookies.clear()
    assert thief.get(f"{idle.address}{answer.headers['Location']}").status_code == 200


def test_a_visit_ends(idle: Served) -> None:
    home = idle.enter(KIM)
    with writing(idle.site.engine) as session:
        session.execute(update(VisitRow).values(until=now() - timedelta(seconds=1)))
    ended = idle.get(home, "")
    assert ended.status_code == 403 and "expired" in ended.text
    assert send(idle, home, "a.py", b"a = 1").status_code == 403


def test_a_browser_that_asks_without_end_is_told_to_wait_and_others_are_not(
    idle: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "_AT_ONCE", 5.0)
    monkeypatch.setattr(limits, "_A_SECOND", 0.0)  # so that no time passes
    home, other = idle.enter(KIM), idle.enter(LEE)  # which is a page each
    codes = [idle.get(home, "").status_code for _ in range(6)]
    assert codes == [200] * 4 + [429] * 2
    assert idle.get(other, "").status_code == 200


def test_a_bucket_fills_again() -> None:
    at = 0.0
    bucket = limits.Limits(lambda: at)
    while bucket.allows(1):
        pass
    at = 1.0
    assert [bucket.allows(1) for _ in range(5)] == [True] * 4 + [False]


def test_a_students_name_runs_nothing(idle: Served) -> None:
    name = "<img src=x onerror=alert(1)>\u202e"
    home = idle.enter(replace(KIM, name=name, user="sub-x"))
    send(idle, home, "a.py", b"a = 1")
    teacher = idle.enter(TEACHER)
    for path in ("roster", "trail", "desk/"):
        text = idle.get(teacher, path).text
        assert "<img src=x" not in text and "\u202e" not in text, path
        assert "&lt;img src=x" in text, path


def test_nothing_secret_is_in_the_database_or_readable_by_others(idle: Served) -> None:
    home = idle.enter(KIM)
    send(idle, home, "a.ipynb", notebook(RIGHT))
    token = home.rstrip("/").rpartition("/")[2]
    secrets = [token, *(cookie.value or "" for cookie in idle.session.cookies), csrf_of(home)]
    for path in idle.site.folder.glob("class.db*"):
        content = path.read_bytes()
        assert not [secret for secret in secrets if secret.encode() in content]
    assert idle.site.folder.stat().st_mode & 0o077 == 0


def test_over_tls_the_visits_cookie_is_kept_in_a_frame_and_by_no_script(idle: Served) -> None:
    site = idle.site
    site.settings = replace(site.settings, address="https://homework.example")
    said = opened(site, KIM).headers["set-cookie"]
    for word in ("Secure", "HttpOnly", "SameSite=None", "Partitioned", "Path=/s/"):
        assert f"; {word}" in said
