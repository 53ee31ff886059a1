"""Pictures of what a submission does, shown beside its verdicts: plain data, asked of its worker.

An assignment's `exhibits.py` holds functions over ``student`` (and ``reference``), each marked with
the question it belongs to; its docstring is the picture's title, in English and then in Korean.
An exhibit must never touch a score, nor pass a number of the submission's on unlooked at.
"""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from autograder.assignment.loader import loaded
from autograder.base.errors import GradkitError
from autograder.base.language import Text
from autograder.checks.pictures import EXHIBITS, Marked, Paths, Points, State
from autograder.checks.student import Student
from autograder.judge.charts import Chart, charted
from autograder.protocol.outcomes import Stop
from autograder.sandbox.conversation import InternalFault

MAX_POINTS = 500
_FAR = 1e6
_GRID = 25
"""Heights on either axis: enough for contours that look smooth, in a few kilobytes."""
_DIGITS = 4
"""Decimals of a point: less than can be seen, and the same on every machine."""


@dataclass(frozen=True)
class Exhibit:
    """An exhibit of one submission, ready to be written down."""

    question: str
    title: Text
    formula: str
    across: tuple[float, float]
    up: tuple[float, float]
    heights: list[list[float]]
    """One row for each value of the second variable, from the lowest up."""
    right: Points
    own: Points
    state: State

    @property
    def is_right(self) -> bool:
        """Whether it shows the right path."""
        return self.state == "whole" and np.allclose(self.own, self.right, atol=1e-3)


class Gallery:
    """The exhibits of an assignment; what does not depend on a submission is computed once."""

    def __init__(self, folder: Path, reference: Callable[[], ModuleType]) -> None:
        self._reference = reference
        self._marked = list(_collected(folder / EXHIBITS))
        self._heights: dict[str, list[list[float]]] = {}

    def has(self, question: str) -> bool:
        """Return whether there is anything to show for a question."""
        return any(marked.question == question for marked in self._marked)

    def rehearse(self, question: str, student: Student) -> None:
        """Show a question's exhibits of the reference; raise GradkitError where that fails."""
        for shown in self.show(question, lambda: student):
            if not shown.is_right:
                raise GradkitError(f"{EXHIBITS}: {shown.title.en}: the reference goes another way")

    def show(self, question: str, student: Callable[[], Student] | None) -> list[Exhibit | Chart]:
        """Return a question's exhibits; only what is right where there is no ``student()``."""
        return [self._shown(m, student) for m in self._marked if m.question == question]

    def _shown(self, marked: Marked, student: Callable[[], Student] | None) -> Exhibit | Chart:
        subject = _Late(student)
        arguments: dict[str, Any] = {"student": subject}
        if "reference" in inspect.signature(marked.make).parameters:
            arguments["reference"] = self._reference()
        paths = marked.make(**arguments)
        if not isinstance(paths, Paths):
            return charted(marked, paths, is_asked=student is not None)
        name = marked.title.en
        if name not in self._heights:
            self._heights[name] = _sampled(paths)
        own, state = ([], "absent") if student is None else _asked(paths.own)
        return Exhibit(
            question=marked.question,
            title=marked.title,
            formula=paths.f.formula,
            across=paths.across,
            up=paths.up,
            heights=self._heights[name],
            right=points(list(paths.right))[0],
            own=own,
            state=state,
        )


class _Late:
    """A submission that is only made ready once something is called."""

    def __init__(self, student: Callable[[], Student] | None) -> None:
        self._student = student
        self._ready: Student | None = None

    def __getattr__(self, name: str) -> Any:
        if self._ready is None:
            assert self._student is not None
            self._ready = self._student()
            self._ready.begin_example()
        return getattr(self._ready, name)


def _collected(path: Path) -> Iterator[Marked]:
    if not path.exists():
        return
    for function in vars(loaded(path)).values():
        marked = getattr(function, "gradkit_exhibit", None)
        if isinstance(marked, Marked):
            yield marked


def _sampled(paths: Paths) -> list[list[float]]:
    across, up = (np.linspace(*window, _GRID) for window in (paths.across, paths.up))
    return [[float(f"{paths.f(np.array([a, b])):.4g}") for a in across] for b in up]


def _asked(own: Callable[[], Any]) -> tuple[Points, State]:
    try:
        return points(own())
    except (KeyboardInterrupt, SystemExit):
        raise
    except (Exception, Stop, InternalFault):  # whatever happened is no part of the grade
        return [], "absent"


def points(values: Any) -> tuple[Points, State]:
    """Return the points in an answer, and whether they are all that was in it.

    An answer is an array of shape (2,) or (n, 2), or a list of such: what comes after the first
    thing that is no point is left out, and so is what is not finite or far away.
    """
    found: Points = []
    for row in itertools.islice(_rows(values), MAX_POINTS):
        if row is None:
            return found, "whole" if found else "absent"
        if not np.isfinite(row).all() or np.abs(row).max() > _FAR:
            return found, "runs_away"
        # Adding 0.0 makes a zero of what is a minus zero on some machines.
        found.append((round(float(row[0]), _DIGITS) + 0.0, round(float(row[1]), _DIGITS) + 0.0))
    return found, "whole" if found else "absent"


def _rows(values: Any) -> Iterator[np.ndarray | None]:
    """Yield the points of an answer, and None where something is none."""
    if isinstance(values, (list, tuple)):
        if len(values) == 2 and all(type(value) in (int, float) for value in values):
            values = np.array(values, dtype=np.float64)
        else:
            for value in values:
                yield from _rows(value)
            return
    is_numbers = isinstance(values, np.ndarray) and values.dtype.kind in "fiu"
    if is_numbers and values.shape == (2,):
        yield values.astype(np.float64)
    elif is_numbers and values.ndim == 2 and values.shape[1] == 2:
        yield from values.astype(np.float64)
    else:
        yield None
