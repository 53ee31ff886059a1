"""What is told while a run goes on, by a clock that the test winds."""

from __future__ import annotations

import pytest

from autograder.grading.progress import Progress, duration


def test_lines_tell_rate_and_time_left(capsys: pytest.CaptureFixture[str]) -> None:
    time = [0.0]
    with Progress(100, now=lambda: time[0]) as progress:
        for n in range(100):
            time[0] += 0.0 if n < 20 else 0.5
            progress.advance(was_there=n < 20)
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "grading: 30 of 100, 20 of them before, 2.0 a second, 35 s left"
    assert lines[-1] == "grading: 100 of 100, 20 of them before, 2.0 a second"
    assert len(lines) == 8


def test_what_was_there_before_gives_no_rate(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(2, now=lambda: 0.0) as progress:
        progress.advance(was_there=True)
        progress.advance(was_there=True)
    assert capsys.readouterr().err == "grading: 2 of 2, 2 of them before\n"


def test_quiet_tells_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(1, quiet=True) as progress:
        progress.advance(was_there=False)
    said = capsys.readouterr()
    assert said.out + said.err == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "0 s"), (59.6, "1 min 0 s"), (200, "3 min 20 s"), (7500, "2 h 5 min")],
)
def test_times_are_told_as_a_person_says_them(seconds: float, words: str) -> None:
    assert duration(seconds) == words
