"""The code of a counterexample: it ends at the call whose answer was compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from autograder.base.language import Text
from autograder.checks import Student, as_number, assert_array, assert_close, assert_number, expect
from autograder.checks.verdict import verdict_of
from autograder.protocol.outcomes import StudentException
from autograder.selfcheck.inprocess import Allowance, InProcess

WORK = """
import numpy as np
def number(x): return x / 3
def lone(x): return np.array(x / 3)
def rows(x): return np.array([[x, x], [x / 3, x]])
def pair(x): return np.array([x / 3]), [np.array([x])]
def entries(x): return {"W": np.array([x / 3])}
def nothing(x): return None if x == 1 else x
"""
WHAT = Text("it", "그것")


@pytest.fixture
def student() -> Iterator[Student]:
    names: dict[str, Any] = {"__name__": "__main__"}
    exec(WORK, names)
    runner = InProcess({}, Allowance(), names)
    wanted = ["number", "lone", "rows", "pair", "entries", "nothing"]
    runner.request("load", [[], {name: [] for name in wanted}, {}, False, 0], lambda _question: [])
    yield Student(runner, "en")
    runner.close()


def close(value: Any) -> None:
    assert_close(value, expected=np.zeros(value.shape), tolerance=0.0, what=WHAT)


@pytest.mark.parametrize(
    ("name", "compare"),
    [
        ("number", lambda value: assert_number(value, expected=0.0, tolerance=0.0, what=WHAT)),
        ("number", lambda value: expect(value < 0, otherwise=WHAT, actual=value)),
        ("lone", lambda value: assert_number(value, expected=0.0, tolerance=0.0, what=WHAT)),
        (
            "lone",
            lambda value: expect(False, otherwise=WHAT, actual=float(value), compared=(value,)),
        ),
        ("rows", lambda value: close(value[1])),
        ("rows", lambda value: assert_array(value, shape=(3,), what=WHAT)),
        ("pair", lambda value: close(value[0])),
        ("pair", lambda value: close(value[1][0])),
        ("entries", lambda value: close(value["W"])),
        ("nothing", lambda value: as_number(value, what=WHAT)),
    ],
)
def test_the_code_ends_at_the_call_that_was_compared(
    student: Student, name: str, compare: Callable[[Any], None]
) -> None:
    answers = [getattr(student, name)(float(number)) for number in (1, 2, 3)]
    for which, answer in enumerate(answers[: 1 if name == "nothing" else 3], start=1):
        with pytest.raises(AssertionError) as caught:
            compare(answer)
        verdict = verdict_of(caught.value, student.example)
        assert verdict is not None
        assert verdict.code.splitlines()[-1] == f"{name}({which}.0)"


def test_what_no_call_gave_is_shown_with_everything(student: Student) -> None:
    values = [student.number(1.0), student.number(2.0)]
    with pytest.raises(AssertionError) as caught:
        expect(False, otherwise=WHAT, actual=sum(values))
    verdict = verdict_of(caught.value, student.example)
    assert verdict is not None and verdict.code == "number(1.0)\nnumber(2.0)"


def test_what_our_side_says_as_an_exception_is_said_in_both_languages() -> None:
    for kind, text in (
        ("TypeError", "plt shows something; in grading it is not a number"),
        ("TypeError", "f is a float, not a function"),
        ("RuntimeError", "the cell waits for something that never comes"),
        ("RuntimeError", "f can only be called while your function runs"),
        ("ValueError", "an argument's shape was changed"),
        ("ModuleNotFoundError", "No module named 'torch'"),
    ):
        verdict = verdict_of(StudentException(kind, text, None), lambda *_: "")
        assert verdict is not None
        assert verdict.message.ko != verdict.message.en
    verdict = verdict_of(StudentException("ValueError", "too many\nvalues", None), lambda *_: "")
    assert verdict is not None and verdict.message.ko == "ValueError: too many\nvalues"
