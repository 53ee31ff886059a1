"""Curves, bars and histograms of what a submission does: numbers that were asked of its worker.

A series has the name that the author gave it, and the length that the author's has. Must never
pass a name or a text of the submission's on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from autograder.base.language import Text, both
from autograder.checks.pictures import Bars, Curves, Histograms, Marked, State
from autograder.protocol.outcomes import Stop
from autograder.sandbox.conversation import InternalFault

Kind = Literal["curves", "bars", "histograms"]
MAX_NUMBERS = 500
_FAR = 1e6
_DIGITS = 6


@dataclass(frozen=True)
class Line:
    """The right numbers of a series and the student's, which may be fewer, or none."""

    name: str
    right: list[float]
    own: list[float]


@dataclass(frozen=True)
class Chart:
    """An exhibit of one submission, ready to be written down."""

    question: str
    title: Text
    kind: Kind
    x: Text
    y: Text
    labels: list[str]
    """Of the bars; of a histogram the edges."""
    log: bool
    series: list[Line]
    state: State

    @property
    def is_right(self) -> bool:
        """Whether it shows the right numbers; those that are drawn by chance are others."""
        if self.state != "whole":
            return False
        if self.kind == "histograms":
            return True
        pairs = ((line.right, line.own) for line in self.series)
        return all(len(a) == len(b) and np.allclose(a, b, atol=1e-3) for a, b in pairs)


def charted(marked: Marked, picture: Curves | Bars | Histograms, *, is_asked: bool) -> Chart:
    """Return a picture with what the student's code answers, if it ``is_asked``."""
    numbers: Callable[[Any], list[float]] = _numbers
    if isinstance(picture, Histograms):
        edges = np.asarray(picture.edges, dtype=np.float64)
        numbers = lambda values: _shares(values, edges)  # noqa: E731
    right = {name: numbers(values) for name, values in _named(picture.right).items()}
    answer = _answer(picture.own) if is_asked else None
    answers = {} if answer is None else _named(answer)
    own = {name: numbers(answers.get(name)) for name in right}
    is_whole = all(len(own[name]) == len(right[name]) for name in right)
    state: State = "whole" if is_whole else "runs_away" if any(own.values()) else "absent"
    series = [Line(name, right[name], own[name]) for name in right]
    return Chart(marked.question, marked.title, *_axes(picture), series, state)


def _axes(picture: Curves | Bars | Histograms) -> tuple[Kind, Text, Text, list[str], bool]:
    if isinstance(picture, Curves):
        return "curves", picture.x, picture.y, [], picture.log
    if isinstance(picture, Bars):
        return "bars", both(""), picture.y, list(picture.labels), False
    edges = [f"{float(edge):.4g}" for edge in picture.edges]
    return "histograms", picture.x, Text("share", "비율"), edges, False


def _answer(own: Callable[[], Any]) -> Any:
    try:
        return own()
    except (KeyboardInterrupt, SystemExit):
        raise
    except (Exception, Stop, InternalFault):  # whatever happened is no part of the grade
        return None


def _named(values: Any) -> dict[str, Any]:
    return {str(k): v for k, v in values.items()} if isinstance(values, Mapping) else {"": values}


def _numbers(values: Any) -> list[float]:
    """Return the numbers up to the first that is not finite or far away."""
    found = _array(values)
    broken = np.flatnonzero(~(np.abs(found) <= _FAR))
    whole = found[: broken[0]] if len(broken) else found
    # Adding 0.0 makes a zero of what is a minus zero on some machines.
    return [round(float(value), _DIGITS) + 0.0 for value in whole[:MAX_NUMBERS]]


def _shares(values: Any, edges: np.ndarray) -> list[float]:
    """Return the share of all numbers that lies between each two edges."""
    found = _array(values)
    if not found.size:
        return []
    counts = np.histogram(found[np.isfinite(found)], edges)[0] / found.size
    return [round(float(count), _DIGITS) for count in counts]


def _array(values: Any) -> np.ndarray:
    """Return an answer as one row of numbers; none where it is nothing of the kind."""
    if isinstance(values, (list, tuple)):
        values = [v.item() if isinstance(v, np.ndarray) and not v.ndim else v for v in values]
        if not all(type(value) in (int, float) for value in values):
            return np.empty(0)
    array = np.asarray(values) if values is not None else np.empty(0)
    return array.ravel().astype(np.float64) if array.dtype.kind in "fiu" else np.empty(0)
