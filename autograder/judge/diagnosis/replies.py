"""Replies: what was asked of a work, with the right answer and the actual one.

Plain data of the diagnosis. Must never hold an answer that a check has judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.checks.function import Function


@dataclass
class Reply:
    """What was asked, and the right and the actual answer."""

    target: str
    """The name that was called or read: ``loss``, ``params``."""
    inputs: dict[str, Any]
    """What was passed to it, and what its object was given before, by the reference's names."""
    right: Any
    actual: Any
    arrays_after: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    """The arrays among the arguments after the call, by name: the right and the actual state."""
    points: dict[str, tuple[list[Any], list[Any]]] = field(default_factory=dict)
    """Where each function among the arguments was evaluated, rightly and actually, in order."""
    replaced: frozenset[str] = frozenset()
    """Arrays of a dict that holds another one in their place now."""
    strayed: frozenset[str] = frozenset()
    """Arrays among the arguments that earlier calls had already left otherwise than right ones."""
    is_random: bool = False
    is_read: bool = False
    """Whether it was read, not called."""
    is_shown: bool = False
    """Whether its inputs may be quoted."""
    beside: Any = None
    """What was asked of the same object right after it, where anything was."""
    owner: int = 0
    """The number of the object that was asked, in the order in which they were made; 0: of none."""
    turn: int = 1
    """How often that object, or the function, has been asked the same by then."""
    overwrote: tuple[str, ...] = ()
    """The calls before it whose results it has changed."""
    usual: dict[str, Any] = field(default_factory=dict)
    """What a right work takes for the inputs that were left out, by name."""
    kind: str = ""
    """The class of the object that was read."""


Replies = Sequence[Sequence[Reply]]
"""To each example, in order."""


class Raised(str):
    """In place of an answer: the kind of the exception, or one of the judge's own words."""


class Misused(Raised):
    """The same where a function that was handed over was not called as it can be."""

    how = ""


OF_SEVERAL, OF_NOTHING = "called_with_several", "called_with_nothing"
"""How a function of one value may be misused."""


class Instead(str):
    """In place of an entry of a dict: what was returned that is no dict, in the judge's words."""


NO_OBJECT = "no object"
NO_LENGTH = "a length that is no number"
NOT_ASKED = "not asked"
TOO_MUCH = "far too much"


class Heard(Function):
    """A function that keeps the points where it is evaluated."""

    def __init__(self, inner: Function) -> None:
        self.__dict__.update(vars(inner))
        self._inner = inner
        self.points: list[Any] = []

    def value(self, x: Any) -> float:
        """Evaluate at ``x``."""
        self.points.append(x.copy() if isinstance(x, np.ndarray) else x)
        self.calls += 1
        return self._inner.value(x)

    def gradient(self, x: np.ndarray[Any, Any]) -> np.ndarray[Any, Any] | None:
        """Return the derivative at ``x``."""
        return self._inner.gradient(x)
