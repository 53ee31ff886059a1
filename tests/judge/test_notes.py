"""What diagnosis has worked out is kept from one run to the next, and changes no hint."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from harness import gradkit, results_in, small_assignment

from autograder.assignment.assignment import load
from autograder.judge.diagnosis.notes import Notes

CHECKS = '''
from hypothesis import given, settings, strategies as st

@check("f", points=10)
@settings(max_examples=8)
@given(x=st.integers(1, 99))
def test_f(student, x):
    """Doubles

    두 배"""
    assert student.f(float(x)) == 2 * x
'''


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the root of a small course, with a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = small_assignment(tmp_path / "root", CHECKS)
    reference = root / "solutions" / "mini" / "reference.py"
    reference.write_text("def f(x): return 2 * x\n", encoding="utf-8")
    return root


def notes_of(root: Path) -> Notes:
    """Return the notes of a further process."""
    folder = root / "assignments" / "mini"
    return Notes(load(folder, root / "solutions" / "mini" / "reference.py"))


def worked_out() -> int:
    raise AssertionError("it was noted")


def test_what_is_kept_is_not_worked_out_again(course: Path) -> None:
    first = notes_of(course)
    assert first.of("one", lambda: 1) == 1
    first.keep()
    assert notes_of(course).of("one", worked_out) == 1


def test_what_is_equal_is_noted_once(course: Path) -> None:
    notes = notes_of(course)
    table = notes.table("answers")
    for key in range(100):
        table.of(key, lambda: {table.same("f"): table.same((np.zeros(9), "raised"))})
    notes.keep()
    kept = notes_of(course).table("answers")
    entries = [kept.of(key, worked_out) for key in range(100)]
    assert len({id(answers) for entry in entries for answers in entry.values()}) == 1
    assert np.array_equal(entries[0]["f"][0], np.zeros(9))


def test_two_processes_add_to_one_table(course: Path) -> None:
    one, other = notes_of(course), notes_of(course)
    one.table("answers").of("a", lambda: 1)
    other.table("answers").of("b", lambda: 2)
    one.keep()
    other.keep()
    both = notes_of(course).table("answers")
    assert [both.of(key, worked_out) for key in "ab"] == [1, 2]


def test_what_was_not_answered_is_not_kept(course: Path) -> None:
    first = notes_of(course)
    first.of("one", lambda: 1)
    first.lack()
    first.keep()
    assert notes_of(course).of("one", lambda: 2) == 2


def test_notes_of_another_reference_are_not_used(course: Path) -> None:
    first = notes_of(course)
    first.of("one", lambda: 1)
    first.keep()
    reference = course / "solutions" / "mini" / "reference.py"
    reference.write_text("def f(x): return x + x\n", encoding="utf-8")
    assert notes_of(course).of("one", lambda: 3) == 3


@pytest.mark.slow
def test_a_hint_is_the_same_from_notes(course: Path, tmp_path: Path) -> None:
    work = tmp_path / "work.py"
    work.write_text("def f(x): return x\n", encoding="utf-8")
    hints = []
    for place in ("first", "second"):
        out = tmp_path / place
        done = gradkit("--root", course, "grade", work, "-o", out, "-a", "mini")
        assert done.returncode == 0, done.stderr
        (question,) = results_in(out)["work.py"]["questions"]
        hints.append([check["hint"] for check in question["checks"]])
        assert list((tmp_path / "cache" / "gradkit" / "hints").glob("*.pickle"))
    assert hints[0] == hints[1]
    assert hints[0][0]["id"]
