"""What an author declares as a picture of a submission's work: an `exhibit`, and what it draws.

Must never run a student's code by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

import numpy as np

from autograder.base.language import Text
from autograder.checks.assertions import titled
from autograder.checks.function import Function

Points = list[tuple[float, float]]
State = Literal["whole", "runs_away", "absent"]

EXHIBITS = "exhibits.py"

Series = Mapping[str, Any]
"""Numbers under a name each; an array or a list alone has the name that its axis has."""

_Author = TypeVar("_Author", bound=Callable[..., "Paths | Curves | Bars | Histograms"])


@dataclass(frozen=True)
class Paths:
    """Two paths over the contours of a function of two variables, the right one and the student's.

    ``right`` is a sequence of points of shape (2,); ``own()`` asks the student's code and returns
    whatever it answered, which is looked at here. ``across`` and ``up`` are the window.
    """

    f: Function
    across: tuple[float, float]
    up: tuple[float, float]
    right: Sequence[np.ndarray]
    own: Callable[[], Any]


@dataclass(frozen=True)
class Curves:
    """Lines over 0, 1, 2, …, such as a loss over the steps; ``right`` and what ``own()`` answers.

    Both are numbers or a dict of them. With ``log`` the numbers are drawn by their size.
    """

    right: Any
    own: Callable[[], Any]
    x: Text
    y: Text
    log: bool = False


@dataclass(frozen=True)
class Bars:
    """A bar for each of the ``labels``, the right one beside the student's."""

    labels: Sequence[str]
    right: Any
    own: Callable[[], Any]
    y: Text


@dataclass(frozen=True)
class Histograms:
    """How often numbers lie between the ``edges``, such as activations; a panel for each name.

    ``right`` and ``own()`` are arrays of any shape, or dicts of them; they are counted here.
    """

    edges: Sequence[float]
    right: Any
    own: Callable[[], Any]
    x: Text


@dataclass(frozen=True)
class Marked:
    """An exhibit that was collected."""

    question: str
    title: Text
    make: Callable[..., Paths | Curves | Bars | Histograms]


def exhibit(question: str) -> Callable[[_Author], _Author]:
    """Mark a function over ``student`` and, if it asks for it, ``reference`` as an exhibit."""

    def mark(function: _Author) -> _Author:
        marked = Marked(question, titled(function), function)
        setattr(function, "gradkit_exhibit", marked)  # noqa: B010 - functions have no such attribute
        return function

    return mark
