"""The desk over HTTP: who may come in, what is entered, what goes out."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from desk_class import QUESTION
from desk_server import TOKEN, Running

from autograder.records.work import Work


def work_at(desk: Running, place: int = 0) -> Work:
    return desk.records.work(desk.desk.overview().rows[place].work.id)


def post(desk: Running, path: str, **words: object) -> requests.Response:
    words = {"csrf": TOKEN, "token": "t" * 32, **words}
    return requests.post(desk.address + path, data=words, allow_redirects=False, timeout=30)


def adjust(desk: Running, work: Work, **words: object) -> requests.Response:
    told = {"kind": "adjust", "target": "total", "points": "40", "reason": "oral", **words}
    return post(desk, f"work/{work.id}", seen=work.seen, **told)


def test_a_guessed_token_gets_nothing(desk: Running) -> None:
    origin = desk.address.removesuffix(f"{TOKEN}/")
    for path in ("", "x", "x/", f"{TOKEN[:-1]}/", f"{TOKEN}x/class.pdf", "static/desk.css"):
        answer = requests.get(origin + path, timeout=30)
        assert (answer.status_code, answer.content) == (404, b"") or path == ""


def test_another_name_for_this_machine_gets_nothing(desk: Running) -> None:
    """A page of evil.example whose name now means 127.0.0.1."""
    port = urlsplit(desk.address).port
    answer = requests.get(desk.address, headers={"Host": f"evil.example:{port}"}, timeout=30)
    assert (answer.status_code, answer.content) == (404, b"")


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_cannot_post(desk: Running, headers: dict[str, str]) -> None:
    work = work_at(desk)
    words = {"csrf": TOKEN, "kind": "adjust", "target": "total", "points": "1"}
    answer = requests.post(f"{desk.address}work/{work.id}", data=words, headers=headers, timeout=30)
    assert answer.status_code == 404
    assert post(desk, f"work/{work.id}", csrf="wrong", kind="adjust").status_code == 403
    assert work_at(desk).changes == ()


def test_every_answer_tells_the_browser_what_it_may_not_do(desk: Running) -> None:
    work = work_at(desk)
    for path in ("", "pairs", "rules", f"work/{work.id}", f"question/{QUESTION}", "no/such/page"):
        headers = requests.get(desk.address + path, timeout=30).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["Referrer-Policy"] == "same-origin"
        assert "Access-Control-Allow-Origin" not in headers
        assert "Set-Cookie" not in headers
    attempt = work.attempts[-1].id
    confined = requests.get(f"{desk.address}answer/{attempt}/{QUESTION}", timeout=30).headers
    assert "sandbox" in confined["Content-Security-Policy"].split("; ")


def test_a_persons_points_are_entered_and_shown(desk: Running) -> None:
    work = work_at(desk)
    assert adjust(desk, work).status_code == 303
    assert desk.desk.overview().rows[0].standing.score == 40
    page = requests.get(f"{desk.address}work/{work.id}", timeout=30).text
    assert "Lee set it to 40 (oral)" in page


@pytest.mark.parametrize("points", ["1e9", "nan", "-", "0x10", "7 7", "１２", "1,2,3"])
def test_what_is_no_number_is_told_and_kept_in_the_form(desk: Running, points: str) -> None:
    work = work_at(desk)
    answer = adjust(desk, work, points=points, reason="a long reason")
    assert answer.status_code == 400
    assert "a long reason" in answer.text
    assert work_at(desk).changes == ()


def test_two_windows_at_once_the_later_one_is_told_and_loses_nothing(desk: Running) -> None:
    work = work_at(desk)
    assert adjust(desk, work, points="40").status_code == 303
    late = adjust(desk, work, points="60", reason="my own long reason", token="u" * 32)
    assert late.status_code == 409
    assert "Lee changed this" in late.text and "my own long reason" in late.text
    (change,) = work_at(desk).changes
    assert change.value == {"set": 40}


def test_a_form_sent_twice_is_entered_once(desk: Running) -> None:
    work = work_at(desk)
    assert [adjust(desk, work).status_code for _ in range(2)] == [303, 303]
    assert len(work_at(desk).changes) == 1


def test_a_page_shows_what_a_command_line_changed(desk: Running) -> None:
    from autograder.desk.classroom import Classroom

    before = requests.get(f"{desk.address}version", timeout=30).json()
    other = Classroom(desk.desk.room.out, desk.records, None, "Park")
    other.change("adjust", "total", {"set": 11}, "on paper", work_at(desk))
    assert requests.get(f"{desk.address}version", timeout=30).json() != before
    assert "Park set it to 11 (on paper)" in requests.get(desk.address, timeout=30).text


def test_equal_answers_are_graded_at_once_and_the_rest_is_left(desk: Running) -> None:
    page = requests.get(f"{desk.address}question/{QUESTION}", timeout=30).text
    group = re.search(r'name="group" value="(w\d+)"', page)
    seen = dict(re.findall(r'name="(seen-\d+)" value="(\d+)"', page))
    assert group and len(seen) > 1
    told = {"item": ["direction"], "group": group[1], "comment": "good", **seen}
    answer = post(desk, f"question/{QUESTION}", **told)
    assert answer.status_code == 303
    graded = [row for row in desk.desk.overview().rows if not row.standing.to_grade]
    assert len(graded) == len(seen)
    for row in graded:
        points = {q.name: q.score for q in row.standing.counted.questions}  # type: ignore[union-attr]
        assert points[QUESTION] == 6


def test_a_question_without_an_answer_is_for_a_person_to_close(desk: Running) -> None:
    rows = [r for r in desk.desk.overview().rows if r.number in ("20260000", "20260017")]
    assert all(row.standing.to_grade == (QUESTION,) for row in rows)
    work = rows[0].work
    page = requests.get(f"{desk.address}question/{QUESTION}?group=w{work.id}", timeout=30).text
    group = re.search(r'name="group" value="(w\d+)"', page)
    answer = post(desk, f"question/{QUESTION}", group=group[1], points="0")  # type: ignore[index]
    assert answer.status_code == 303
    assert desk.desk.overview().row(work.id).standing.to_grade == ()  # type: ignore[union-attr]


def test_a_re_grade_without_its_assignment_says_so(desk: Running) -> None:
    assert "with -a" in requests.get(f"{desk.address}regrade", timeout=30).text


def sheet(desk: Running, **current: str) -> bytes:
    """Canvas's sheet of the class, with grades that are there already."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "An assignment (7)"]
    )
    writer.writerow(["    Points Possible", "", "", "", "", "100"])
    for n, row in enumerate(desk.desk.overview().rows):
        (person,) = row.work.people
        there = current.get(person.number, "")
        writer.writerow([person.name, n, person.number, f"s{n}", "A", there])
    return text.getvalue().encode()


def graded(desk: Running, count: int = 2) -> list[Work]:
    """Works with a total, 40 points each."""
    works = [work_at(desk, place) for place in range(count)]
    for n, work in enumerate(works):
        assert adjust(desk, work, token=f"{n}" * 32).status_code == 303
    return works


def preview(desk: Running, data: bytes) -> tuple[str, str]:
    answer = requests.post(
        f"{desk.address}sheet",
        data={"csrf": TOKEN, "lms": "canvas"},
        files={"sheet": ("grades.csv", data)},
        timeout=30,
    )
    assert answer.status_code == 200, answer.text
    key = re.search(r'name="given" value="(\w+)"', answer.text)
    assert key, answer.text
    return answer.text, key[1]


def column(content: bytes) -> dict[str, str]:
    rows = list(csv.DictReader(io.StringIO(content.decode())))
    return {row["SIS User ID"]: row["An assignment (7)"] for row in rows}


def test_the_sheet_shows_every_cell_and_a_typed_grade_stays(desk: Running) -> None:
    one, other = graded(desk)
    typed, empty = one.people[0].number, other.people[0].number
    text, key = preview(desk, sheet(desk, **{typed: "95.5"}))
    assert "95.5" in text and "take over as an adjustment" in text
    filled = post(desk, "sheet", given=key)
    assert column(filled.content)[typed] == "95.5"
    assert column(filled.content)[empty] == "40"
    assert work_at(desk).changes[-1].value == {"set": 40}


def test_a_typed_grade_can_be_taken_over_as_an_adjustment(desk: Running) -> None:
    one, _ = graded(desk)
    number = one.people[0].number
    text, key = preview(desk, sheet(desk, **{number: "95.5"}))
    place = re.search(r'name="take" value="([^"]+)"', text)
    filled = post(desk, "sheet", given=key, take=place[1])  # type: ignore[index]
    assert column(filled.content)[number] == "95.5"
    assert work_at(desk).changes[-1].value == {"set": 95.5}


@pytest.mark.slow
def test_what_we_gave_the_lms_ourselves_is_not_taken_for_typed(desk: Running) -> None:
    one, _ = graded(desk)
    number = one.people[0].number
    _, key = preview(desk, sheet(desk))
    filled = post(desk, "sheet", given=key)
    assert adjust(desk, work_at(desk), points="50", token="z" * 32).status_code == 303
    _, again = preview(desk, filled.content)
    assert column(post(desk, "sheet", given=again).content)[number] == "50"


def test_a_sheet_that_is_none_is_told_in_one_line(desk: Running) -> None:
    answer = requests.post(
        f"{desk.address}sheet",
        data={"csrf": TOKEN, "lms": "canvas"},
        files={"sheet": ("<script>.csv", b"no,sheet\n1,2\n")},
        timeout=30,
    )
    assert answer.status_code == 400
    assert "<script>" not in answer.text and "&lt;script&gt;" in answer.text


def test_evidence_is_one_file_that_needs_no_desk(desk: Running) -> None:
    ((_, rows),) = desk.desk.overview().alike
    left, right = rows[0].work.id, rows[1].work.id
    answer = requests.get(f"{desk.address}pairs/{left}/{right}?save=1", timeout=30)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert rows[0].work.attempts[-1].sha256 in answer.text
    assert TOKEN not in answer.text and "http" not in answer.text.replace("http-equiv", "")


@pytest.mark.system
def test_a_pdf_has_korean_text_in_order(tmp_path: Path, desk: Running) -> None:
    from autograder.base.language import Text
    from autograder.pages.student_page import write_feedback

    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext: apt-get install poppler-utils")
    out = desk.desk.room.out
    work = work_at(desk)
    attempt = work.attempts[-1]
    write_feedback(out, attempt.key, attempt.result or {}, Text("A", "신경망 학습"))
    answer = requests.get(f"{desk.address}work/{work.id}.pdf", timeout=60)
    assert answer.content.startswith(b"%PDF")
    file = tmp_path / "page.pdf"
    file.write_bytes(answer.content)
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True).stdout
    for words in ("신경망 학습", "이 문제는 사람이 직접 채점합니다", "비공개 검사"):
        assert words in " ".join(text.split())
    fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True).stdout
    assert "Type 3" not in fonts
