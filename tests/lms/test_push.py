"""Grades sent over web services arrive once, slowly if asked to, and no token is ever shown."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path

import keyring
import pytest
from click.testing import CliRunner
from keyring.backend import KeyringBackend
from lms_platform import CLIENT, Platform, key_pair
from lms_samples import run_folder, who
from lms_servers import Answer, Canvas, Lms, Moodle, listening

from autograder.cli.main import main
from autograder.lms.push import http as web

TOKEN = "7~verysecretTOKENvalue0123456789"
BUSY = [
    Answer(429, {"errors": "slow down"}, {"Retry-After": "1"}),
    Answer(503, "<html>later</html>"),
    Answer(502, ""),
]


class Desk:
    """A graded run, an LMS that listens, and the command."""

    def __init__(self, out: Path, kind: str, lms: Lms, words: Mapping[str, str]) -> None:
        self.out, self.kind, self.lms, self.words = out, kind, lms, words
        self.output = ""

    def push(self, *more: str, code: int = 0) -> str:
        options = [part for name, value in self.words.items() for part in (f"--{name}", value)]
        arguments = ["lms", "push", self.kind, str(self.out), *options, *more]
        done = CliRunner().invoke(main, arguments)
        self.output += done.output
        assert done.exit_code == code, done.output
        assert done.exception is None or isinstance(done.exception, SystemExit)
        return done.output


@pytest.fixture(autouse=True)
def nothing_shows_a_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> Iterator[list[str]]:
    """Look for the secret, after every test, in all that was written, logged or asked for."""
    monkeypatch.setattr(web, "_BACK_OFF", 0.01)
    monkeypatch.setenv("GRADKIT_CANVAS_TOKEN", TOKEN)
    monkeypatch.setenv("GRADKIT_MOODLE_TOKEN", TOKEN)
    monkeypatch.setenv("GRADKIT_LTI_KEY", key_pair("tool")[0])
    caplog.set_level(logging.DEBUG)
    seen: list[str] = []
    yield seen
    written = [p.read_text(encoding="utf-8") for p in tmp_path.rglob("*") if p.is_file()]
    key_line = key_pair("tool")[0].splitlines()[1]
    for text in [*seen, *written, caplog.text]:
        assert TOKEN not in text and key_line not in text
        assert "eyJ" not in text  # how every assertion and access token of LTI begins


@pytest.fixture
def canvas(tmp_path: Path, nothing_shows_a_secret: list[str]) -> Iterator[Desk]:
    handed = {f"kim_{n}_9_a.py": (who(user=str(n)), n - 100) for n in (101, 102, 103, 104, 105)}
    server = Canvas(token=TOKEN, scores=dict.fromkeys((101, 102, 103, 104, 105, 106)))
    with listening(server):
        words = {"url": server.url, "course": "7", "assignment": "70"}
        desk = Desk(run_folder(tmp_path / "canvas", handed), "canvas", server, words)
        yield desk
        nothing_shows_a_secret += [desk.output, *server.asked]


@pytest.fixture
def moodle(tmp_path: Path, nothing_shows_a_secret: list[str]) -> Iterator[Desk]:
    handed = {
        "Kim_12_assignsubmission_file/a.py": (who(participant="12"), 8.25),
        "Lee_13_assignsubmission_file/a.py": (who(participant="13"), 6),
    }
    server = Moodle(token=TOKEN, people={501: 12, 502: 13, 503: 14}, grades={502: "-1.00000"})
    with listening(server):
        words = {"url": f"{server.url}/", "assignment": "30"}
        desk = Desk(run_folder(tmp_path / "moodle", handed), "moodle", server, words)
        yield desk
        nothing_shows_a_secret += [desk.output, *server.asked]


@pytest.fixture
def lti(tmp_path: Path, nothing_shows_a_secret: list[str]) -> Iterator[Desk]:
    handed = {
        "a.py": (who(email="minjun@u.kr"), 8.25),
        "b.py": (who(email="seoyeon@u.kr"), 6),
    }
    server = Platform(names={"u-1": "minjun@u.kr", "u-2": "seoyeon@u.kr", "u-3": "x@u.kr"})
    with listening(server):
        words = {
            "line-item": f"{server.url}/items/1?type=a",
            "members": f"{server.url}/members",
            "token-url": f"{server.url}/token",
            "client-id": CLIENT,
            "key-id": "tool-1",
        }
        desk = Desk(run_folder(tmp_path / "lti", handed), "lti", server, words)
        yield desk
        nothing_shows_a_secret += [desk.output, *server.asked]


@pytest.fixture(params=["canvas", "moodle", pytest.param("lti", marks=pytest.mark.slow)])
def desk(request: pytest.FixtureRequest) -> Desk:
    return request.getfixturevalue(request.param)


def arrived(desk: Desk) -> dict[str, float]:
    """Return the grades that the LMS holds, out of 10."""
    match desk.lms:
        case Canvas(scores=scores):
            return {str(user): score for user, score in scores.items() if score is not None}
        case Moodle(grades=grades):
            return {str(u): float(grade) for u, grade in grades.items() if float(grade) >= 0}
        case Platform(results=results):
            return {user: score / 10 for user, score in results.items()}
    raise AssertionError


def writes(desk: Desk) -> int:
    match desk.lms:
        case Canvas(writes=done) | Moodle(writes=done):
            return len(done)
        case Platform(scores=done):
            return len(done)
    raise AssertionError


EXPECTED = {
    "canvas": {"101": 1, "102": 2, "103": 3, "104": 4, "105": 5},
    "moodle": {"501": 8.25, "502": 6},
    "lti": {"u-1": 8.25, "u-2": 6},
}


def test_grades_arrive_once(desk: Desk) -> None:
    expected = EXPECTED[desk.kind]
    assert f"sent: {len(expected)} of {len(expected)}" in desk.push()
    assert arrived(desk) == expected and writes(desk) == len(expected)
    assert f"to send: 0, already there or sent: {len(expected)}" in desk.push()
    assert writes(desk) == len(expected)


def test_dry_run_sends_nothing(desk: Desk) -> None:
    output = desk.push("--dry-run")
    assert output.count("would send") == len(EXPECTED[desk.kind])
    assert arrived(desk) == {} and not (desk.out / "pushed.json").exists()


@pytest.mark.slow
def test_a_busy_server_is_asked_again(desk: Desk) -> None:
    desk.lms.troubles = list(BUSY)
    desk.push()
    assert arrived(desk) == EXPECTED[desk.kind]
    assert not desk.lms.troubles


def test_what_was_cut_off_goes_on(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "_TRIES", 1)
    desk.push("--dry-run")  # see how many requests come before the first grade
    before = len(desk.lms.asked)
    expected = EXPECTED[desk.kind]

    real, served = type(desk.lms).answer, 0

    def broken(self: Lms, *words: object) -> Answer:
        nonlocal served
        if writes(desk) == 1:
            return Answer(503, "down")
        served += 1
        return real(self, *words)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(type(desk.lms), "answer", broken)
        output = desk.push(code=2)
    assert f"sent: 1 of {len(expected)}" in output and "again" in output
    assert served >= before and writes(desk) == 1
    assert f"sent: {len(expected) - 1} of" in desk.push()
    assert arrived(desk) == expected and writes(desk) == len(expected)


def test_a_grade_that_a_person_changed_since_stays(desk: Desk) -> None:
    desk.push()
    match desk.lms:
        case Canvas(scores=scores):
            scores[105] = 4.5
        case Moodle(grades=grades):
            grades[501] = "4.50000"
        case Platform(results=results):
            results["u-1"] = 45
    assert "is 4.5 now, left as it is" in desk.push()
    assert 4.5 in arrived(desk).values()
    desk.push("--force")
    assert arrived(desk) == EXPECTED[desk.kind]


def test_a_grade_is_never_lowered_unasked(desk: Desk) -> None:
    match desk.lms:
        case Canvas(scores=scores):
            scores[101] = 9.5
        case Moodle(grades=grades):
            grades[501] = "9.50000"
        case Platform(results=results):
            results["u-1"] = 95
    assert "would be lowered from 9.5" in desk.push(code=1)
    assert writes(desk) == 0
    desk.push("--force")
    assert arrived(desk) == EXPECTED[desk.kind]


def test_one_student_who_is_gone_stops_nobody_else(canvas: Desk) -> None:
    assert isinstance(canvas.lms, Canvas)
    canvas.lms.gone = {102}
    output = canvas.push(code=1)
    assert "sent: 4 of 5" in output and "refused" in output and "102" in output
    canvas.lms.gone = set()
    assert "sent: 1 of 1" in canvas.push()


def test_the_throttle_of_canvas_is_no_refusal(canvas: Desk) -> None:
    canvas.lms.troubles = [Answer(403, "403 Forbidden (Rate Limit Exceeded)")]
    canvas.push()
    assert arrived(canvas) == EXPECTED["canvas"]


def test_a_wrong_token_is_told_and_not_shown(
    canvas: Desk, moodle: Desk, lti: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both servers send the token back in their answer."""
    for desk in (canvas, moodle):
        assert isinstance(desk.lms, Canvas | Moodle)
        desk.lms.token = "another"
        assert "***" in desk.push(code=2) and writes(desk) == 0
    monkeypatch.setenv("GRADKIT_LTI_KEY", key_pair("stranger")[0])
    assert "invalid_client" in lti.push(code=2)
    monkeypatch.setenv("GRADKIT_LTI_KEY", "no key")
    assert "RSA private key" in lti.push(code=2)


def test_any_exception_is_one_line_without_the_token(
    canvas: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def boom(*_: object, **__: object) -> None:
        raise RuntimeError(f"headers: Bearer {TOKEN}\nmore")

    monkeypatch.setattr("autograder.lms.push.canvas.CanvasService.seats", boom)
    output = canvas.push(code=2)
    assert output.splitlines() == [
        "gradkit: sending failed: RuntimeError: headers: Bearer *** more"
    ]


def test_without_a_token_the_places_for_one_are_named(
    canvas: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GRADKIT_CANVAS_TOKEN")
    output = canvas.push(code=2)
    assert "GRADKIT_CANVAS_TOKEN" in output and "keyring set gradkit" in output
    assert canvas.lms.asked == []


class _Memory(KeyringBackend):
    priority = -1  # never found by itself

    def get_password(self, service: str, username: str) -> str | None:
        return TOKEN if (service, username.split()[0]) == ("gradkit", "canvas") else None

    def set_password(self, service: str, username: str, password: str) -> None:
        raise NotImplementedError


def test_the_token_can_be_in_the_keyring(canvas: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GRADKIT_CANVAS_TOKEN")
    there = keyring.get_keyring()
    keyring.set_keyring(_Memory())
    try:
        canvas.push()
    finally:
        keyring.set_keyring(there)
    assert arrived(canvas) == EXPECTED["canvas"]


@pytest.mark.parametrize(
    "url", ["http://school.example", "ftp://x", "https://me:pw@school.example"]
)
def test_a_token_goes_nowhere_unsafe(canvas: Desk, url: str) -> None:
    canvas.words = {**canvas.words, "url": url}
    assert "pw@" not in canvas.push(code=2)


def test_a_redirect_is_not_followed(moodle: Desk) -> None:
    moodle.lms.troubles = [Answer(307, "", {"Location": f"{moodle.lms.url}/elsewhere"})]
    assert "elsewhere" in moodle.push(code=2)
    assert len(moodle.lms.asked) == 1


def test_comments(canvas: Desk, moodle: Desk) -> None:
    assert isinstance(canvas.lms, Canvas) and isinstance(moodle.lms, Moodle)
    canvas.push("--comments")
    canvas.push("--comments")
    said = "Total: 1 / 10\nf: 1 / 10\n- <b>One</b>: 2 & not 1"
    assert canvas.lms.comments[101] == [said]
    moodle.lms.comments[502] = "<p>by hand</p>"
    moodle.push("--comments")
    assert moodle.lms.comments[501].startswith("<p><b>Total: 8.25 / 10</b>")
    assert moodle.lms.comments[502] == "<p>by hand</p>"  # Moodle would have emptied it


def test_moodle_keeps_the_comments_it_has(moodle: Desk) -> None:
    assert isinstance(moodle.lms, Moodle)
    moodle.lms.comments[501] = "<p>by hand</p>"
    moodle.push()
    assert moodle.lms.comments[501] == "<p>by hand</p>"


def test_moodle_out_of_range_is_told(moodle: Desk) -> None:
    assert "over the LMS's maximum" in moodle.push("--scale", "20", code=1)
    assert writes(moodle) == 0


def test_lti_renews_a_token_that_ran_out(lti: Desk) -> None:
    assert isinstance(lti.lms, Platform)
    lti.lms.expire = 1
    lti.push()
    assert arrived(lti) == EXPECTED["lti"]
    assert lti.lms.tokens == 4  # one for each of three scopes, and one again


def test_lti_timestamps_increase_whatever_the_clock_says(lti: Desk) -> None:
    assert isinstance(lti.lms, Platform)
    lti.push()
    path = lti.out / "pushed.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    (target,) = held["targets"].values()
    for entry, score in zip(target.values(), lti.lms.scores, strict=True):
        entry["at"] = score["timestamp"] = "2099-01-01T00:00:00.000000+00:00"
    path.write_text(json.dumps(held), encoding="utf-8")
    lti.lms.results["u-1"] = 10
    lti.push("--force")
    assert lti.lms.scores[-1]["timestamp"] == "2099-01-01T00:00:00.000001+00:00"
    assert arrived(lti)["u-1"] == 8.25


def test_lti_score_has_its_own_scale(lti: Desk) -> None:
    assert isinstance(lti.lms, Platform)
    lti.push("--scale", "5", "--comments")
    score = lti.lms.scores[0]
    assert (score["scoreGiven"], score["scoreMaximum"]) == (4.125, 5)
    assert score["comment"].startswith("Total: 8.25 / 10")
    assert any(asked.startswith("POST /items/1/scores?type=a") for asked in lti.lms.asked)
