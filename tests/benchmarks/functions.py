"""Prints the CPU seconds that the reference's own functions take over all examples of a run.

That is what cannot be saved: ``f`` is called directly, nothing is encoded, sent, or compared.
"""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from autograder import exhibit, rehearsal, session
from autograder.assignment import opened
from autograder.judge import judge_all
from autograder.values import Decoder

_spent = 0.0


class _Direct(session.Function):
    """A function of the judge's, called without asking."""

    __slots__ = ("real",)

    def __init__(self, real: Any) -> None:
        self.real = real

    @property
    def session(self) -> Any:
        return self

    def known_gradient(self, _function: Any, x: Any) -> Any:
        return self.real.gradient(x)

    def __call__(self, x: Any) -> float:
        return float(self.real(x))


def _timed(function: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(function, updated=())
    def call(*values: Any, **named: Any) -> Any:
        global _spent
        start = time.process_time()
        try:
            return function(*values, **named)
        finally:
            _spent += time.process_time() - start

    return call


def main(root: Path, name: str) -> None:
    """Rehearse the checks on the reference, with a watch at each call."""
    understudy, target = rehearsal.Understudy.__init__, session.Session._target

    def begin(self: Any, *arguments: Any) -> None:
        understudy(self, *arguments)
        own = self._session

        def resolve(tree: list[Any]) -> Any:
            if tree[0] == "f":
                return _Direct(self._student._functions[tree[1]])
            return own._objects[tree[1]]

        own._decoder = Decoder(resolve)

    rehearsal.Understudy.__init__ = begin  # type: ignore[method-assign]
    session.Session._target = lambda self, place: _timed(target(self, place))  # type: ignore
    exhibit.Gallery.has = lambda _self, _question: False  # type: ignore[method-assign]
    with opened(name, root) as assignment:
        judge_all(assignment, "process", lambda _checks: None, [])
    print(_spent)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
