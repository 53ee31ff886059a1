"""Prints the CPU seconds that the functions of right solutions take over all examples of a run.

That is what cannot be saved: ``f`` is called directly, nothing is encoded, sent, or compared. nan
for a solution that needs what only a judge grants it, such as another spelling of a name.
"""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.assignment.assignment import opened
from autograder.judge.plugin import judge_all
from autograder.judge.rehearsal import Rehearsal
from autograder.judge.replay import examples
from autograder.protocol.values import Decoder
from autograder.sandbox.launch import Sandbox
from autograder.worker import session

_spent = 0.0


class _Direct(session.JudgeFunction):
    """A function of the judge's, called without asking."""

    __slots__ = ("arrays", "real")

    def __init__(self, real: Any, arrays: Callable[[], Iterable[tuple[Any, Any]]]) -> None:
        self.real = real
        self.arrays = arrays

    @property
    def questions(self) -> Any:
        return self

    def known_gradient(self, _function: Any, x: Any) -> Any:
        return self.real.gradient(x)

    def __call__(self, x: Any) -> float:
        if self.real.shape is None:  # it reads the judge's array
            for theirs, own in self.arrays():
                theirs[...] = own
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


def main(root: Path, name: str, solutions: list[Path]) -> None:
    """Rehearse the checks on each solution in place of the reference, with a watch at each call."""
    understudy, target = examples.Understudy.__init__, session.Session._target

    def begin(self: Any, *arguments: Any) -> None:
        understudy(self, *arguments)
        own = self._session

        def resolve(tree: list[Any]) -> Any:
            if tree[0] == "f":
                judges, own_arrays = self._student._evaluations, own.questions
                arrays = lambda: zip(judges._arrays, own_arrays._watched, strict=True)  # noqa: E731
                return _Direct(self._student._functions[tree[1]], arrays)
            return own._objects[tree[1]]

        own._decoder = Decoder(resolve)

    def prepare(rehearsal: Any, checks: Any) -> None:
        global _spent
        rehearsal.look_after(checks)
        for solution in solutions:
            source = solution.read_text(encoding="utf-8")
            rehearsal.understudy = functools.partial(_understudy, assignment, source)
            _spent = 0.0
            rehearsal.draw(checks)
            faults = any(check and check.fault for check in rehearsal._rehearsed.values())
            print("nan" if faults else _spent, flush=True)

    examples.Understudy.__init__ = begin  # type: ignore[method-assign]
    # Whether a check follows answers is found by asking it again, which no submission is.
    examples.Understudy._is_led = lambda *_: False  # type: ignore[method-assign]
    session.Session._target = lambda self, place: _timed(target(self, place))  # type: ignore
    Rehearsal.prepare = prepare  # type: ignore[method-assign]
    # What a solution answers is not the reference's: it is not to be found by the next run.
    Rehearsal.keep = lambda _rehearsal: None  # type: ignore[method-assign]
    with opened(name, root) as assignment:
        sandbox = Sandbox("process", assignment.support, assignment.limits)
        judge_all(assignment, sandbox, lambda _checks: None, [])


def _understudy(assignment: Any, source: str, question: Any) -> examples.Understudy:
    program = assignment.program(question, [source])
    return examples.Understudy(replace(program, own_modules={}), b"")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], list(map(Path, sys.argv[3:])))
