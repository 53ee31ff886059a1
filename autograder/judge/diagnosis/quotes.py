"""Quotes: the smallest wrong case that may be shown, beside the nearest right one.

Must never quote a case of a hidden check, nor one that is too long to be read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.base.language import Text
from autograder.checks.code import shown
from autograder.judge.diagnosis.answers import Case
from autograder.judge.diagnosis.comparison import Comparison

_MOST_ENTRIES = 20
_MOST_INPUTS = 9
_NEAR = 2
"""A right case is near a wrong one that has at most so many other numbers."""


def example(wrong: Sequence[Case], right: Sequence[Case] = ()) -> Text | None:
    """Return the smallest wrong case that may be quoted; None where none may be.

    Of the ``right`` ones the nearest is told first. Where all are too long, shapes may say it.
    """
    quotable = _quotable(wrong)
    if not quotable:
        return _of_shapes(wrong)
    case = min(quotable, key=_length)
    given, of, value = _given(case), _others(case), _told(case.actual)
    said = Text(
        f"For {of.en}{given} the right answer is {_told(case.right)}; here it is {value}.",
        f"{of.ko}{given}일 때 올바른 값은 {_told(case.right)}인데 여기서는 {value}입니다.",
    )
    others = [each for each in _quotable(right) if _distance(each, case) <= _NEAR]
    if not others:
        return said
    nearest = min(others, key=lambda each: _distance(each, case))
    before = Text(f"For {_given(nearest)} it is right. ", f"{_given(nearest)}일 때는 맞습니다. ")
    return before + said


def _of_shapes(wrong: Sequence[Case]) -> Text | None:
    """Return the shapes of the smallest wrong case where they are not the right ones; None else."""
    cases = [each for each in _shown(wrong) if np.shape(each.actual) != np.shape(each.right)]
    cases = [each for each in cases if _given(each)]
    if not cases:
        return None
    case = min(cases, key=_length)
    given = _given(case, are_shapes_enough=True)
    right, actual = np.shape(case.right), np.shape(case.actual)
    return Text(
        f"For {given} the right answer has the shape {right}; here it has {actual}.",
        f"{given}일 때 올바른 값의 모양은 {right}인데 여기서는 {actual}입니다.",
    )


def _quotable(cases: Sequence[Case]) -> list[Comparison]:
    return [each for each in _shown(cases) if _is_short(each)]


def _shown(cases: Sequence[Case]) -> list[Comparison]:
    """Return what may be quoted, of numbers."""
    shown_ones = (case for case in cases if case.reply.is_shown and not case.turn)
    return [c.comparison for c in shown_ones if not isinstance(c.comparison.actual, str)]


def _is_short(case: Comparison) -> bool:
    values = [*case.inputs.values(), case.right, case.actual]
    sizes = [1 if isinstance(v, str) else v.size for v in values]
    return 0 < len(case.inputs) <= _MOST_INPUTS and sum(sizes) <= _MOST_ENTRIES


def _length(case: Comparison) -> float:
    return sum(
        v.size + float(np.count_nonzero(v)) for v in case.inputs.values() if not isinstance(v, str)
    )


def _distance(one: Comparison, other: Comparison) -> float:
    """Return how many numbers differ; far where a shape does, or a name, or what is no number."""
    total = 10.0 * len(one.inputs.keys() ^ other.inputs.keys())
    total += 10.0 * any(isinstance(value, str) for value in one.inputs.values())
    for name, value in one.inputs.items():
        theirs = other.inputs.get(name)
        if isinstance(value, str) or theirs is None or isinstance(theirs, str):
            continue
        if value.shape != theirs.shape:
            total += 10.0 + abs(value.size - theirs.size)
        else:
            total += float(np.count_nonzero(value != theirs))
    return total


def _given(case: Comparison, *, are_shapes_enough: bool = False) -> str:
    """Return the inputs that are numbers, by name; of arrays their shapes, where those do."""
    numbers = {name: value for name, value in case.inputs.items() if not isinstance(value, str)}
    return ", ".join(
        f"{name}.shape = {value.shape}"
        if are_shapes_enough and value.ndim
        else f"{name} = {_told(value)}"
        for name, value in numbers.items()
    )


def _others(case: Comparison) -> Text:
    """Return the names of the inputs that can't be written down: a function, an object."""
    names = [name for name, value in case.inputs.items() if isinstance(value, str)]
    if not names:
        return Text("", "")
    return Text(f"one {' and one '.join(names)} with ", f"어떤 {', '.join(names)}에 대해 ")


def _told(value: Any) -> str:
    if isinstance(value, str):
        return value
    return " ".join(shown(value.tolist() if not value.ndim else value).split())
