"""The script of an example: the right answers to all that it asks, in their order.

Taken down from the reference once and read out for every work. Must never be taken down from a
work, nor hold an answer that differs between two seeds without saying that it is random.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.checks.handles import StudentDict, StudentObject
from autograder.checks.student import Student
from autograder.judge.diagnosis.doubles import kept

_ROUNDING = 1e-9


@dataclass
class Answered:
    """A right answer, and what the call has made of the arrays that were passed."""

    value: Any
    is_object: bool
    after: list[Any]
    points: dict[str, list[Any]] = field(default_factory=dict)
    """Where each function among the arguments was evaluated."""
    calls: dict[str, int] = field(default_factory=dict)
    """How often it counts as called."""
    is_random: bool = False
    """Whether it is another one with every seed."""


@dataclass(frozen=True)
class Outline:
    """In the place of an object of the reference's, which is gone: what can be called of it."""

    _methods: tuple[str, ...]


@dataclass(frozen=True)
class DictOutline:
    """In the place of a dict of the reference's."""

    names: tuple[str | int, ...]

    def keys(self) -> list[str | int]:
        """Return its keys."""
        return list(self.names)


def _outlined(value: StudentObject | StudentDict) -> Outline | DictOutline:
    if isinstance(value, StudentDict):
        return DictOutline(tuple(value.keys()))
    return Outline(tuple(value._methods))


class Script:
    """The right answers to the questions of one example, taken down once and then read out."""

    def __init__(self, student: Student, variables: Collection[str] = ()) -> None:
        """Take them down from the reference; ``variables`` are its names that are no functions."""
        self._student: Student | None = student
        self.variables = variables
        self._lines: list[Answered] = []
        self._next = 0

    def __len__(self) -> int:
        """Return how many answers there are."""
        return len(self._lines)

    def begin_example(self) -> None:
        """Begin at the first line."""
        self._next = 0
        if self._student is not None:
            self._student.begin_example()

    def end_example(self, other: Script | None = None) -> None:
        """From now on the answers are read out; what ``other`` has otherwise is random.

        The reference is let go: what is read out can be kept on disk.
        """
        for mine, theirs in zip(self._lines, other._lines if other else (), strict=False):
            mine.is_random = not mine.is_object and not _same(mine.value, theirs.value)
        for line in self._lines:
            if isinstance(line.value, (StudentObject, StudentDict)):
                line.value = _outlined(line.value)
        self._student = None

    @property
    def is_random(self) -> bool:
        """Whether any answer is another one with every seed."""
        return any(line.is_random for line in self._lines)

    def named(self, name: str) -> Any:
        """Return what of the reference has a name, while it is asked."""
        return None if self._student is None else getattr(self._student, name)

    def line(self, ask: Callable[[Student], Any], arrays: list[Any]) -> Answered:
        """Return the next answer; ``arrays`` become what the right call makes of them."""
        if self._student is not None:
            value = ask(self._student)
            is_object = isinstance(value, (StudentObject, StudentDict))
            states = [array.copy() for array in arrays]
            self._lines.append(Answered(kept(value), is_object, states))
            return self._lines[-1]
        line = self._lines[self._next]
        self._next += 1
        for array, state in zip(arrays, line.after, strict=True):
            if not np.array_equal(array, state):
                array[...] = state
        return line


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, (float, np.ndarray)) and isinstance(other, (float, np.ndarray)):
        # A difference of two equal numbers is a rounding error, and another one with every seed.
        is_alike = np.shape(one) == np.shape(other)
        return is_alike and bool(np.allclose(one, other, _ROUNDING, _ROUNDING, equal_nan=True))
    return bool(one == other)
