"""What a question needs of a submission, run statement by statement, each failure its own.

The judge leads and the student's side runs one statement at a time, so that an endless loop or a
crash costs that one statement. This module must never look at more of the source than its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from autograder.base.language import Text, both
from autograder.base.text import one_line
from autograder.checks.transport import Answer, Transport, understood
from autograder.protocol.outcomes import Crashed, Place, ProtocolError, Stop, TimeLimit

_MOST_LOST_STATEMENTS = 3
_MOST_TEXT = 1_000


@dataclass(frozen=True)
class Program:
    """The cells of a submission and what the question wants of them."""

    cells: Sequence[str]
    targets: Mapping[str, Sequence[str]]
    """The names that are judged, each with other spellings that count."""
    given: Mapping[str, str] = field(default_factory=dict)
    """Functions and classes that stand in for the student's own: name -> source."""
    own_modules: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Modules whose names are the submission's own: ``common.gradient``."""
    files: Mapping[str, bytes] = field(default_factory=dict)
    looking: Sequence[str] | None = None
    """Libraries that only show something; None: those that the worker knows."""
    seed: int = 0
    helpers: Mapping[str, str] = field(default_factory=dict)
    """Names of the support package that a check may use: name -> module."""
    python: tuple[int, int] | None = None
    """The version that the cells are read for; None: the one that runs them."""


class Runner(Transport, Protocol):
    """A student's side that can be asked and ended."""

    def request(
        self, operation: str, arguments: list[Any], answer: Answer, *, statement: bool = False
    ) -> list[Any]:
        """Return a reply; raise TimeLimit or Crashed."""
        ...

    def close(self) -> None:
        """End it."""
        ...


@dataclass(frozen=True)
class ExecutionError:
    """A statement that failed, or a cell that does not parse."""

    place: Place
    error: str
    names: tuple[str, ...] = ()
    """What it would have defined."""


@dataclass
class Prepared:
    """A student's side whose definitions stand, and what went wrong on the way."""

    runner: Runner
    errors: list[ExecutionError]

    def explain(self, name: str) -> Text | None:
        """Return why a name may be missing."""
        for error in self.errors:
            if name in error.names:
                return error.place.text() + both(": ") + reason(error.error)
        return None


_NO_MODULE = re.compile(r"(?:ModuleNotFound|Import)Error: No module named '([^']+)'")


_NEWER = re.compile(r"needs Python ([\d.]+), grading has ([\d.]+): (.*)")

# What the student's side says itself, as an exception's text; Python's own is not translated.
_OURS = {
    re.compile(
        r"TypeError: ([!%].+?)(?:\[…\])* shows something; in grading it is not a number"
    ): Text(
        "grading runs no other program, so `{}` has no value: write down what you need of it",
        "채점할 때는 다른 프로그램을 실행하지 않아 `{}`의 값이 없습니다. 필요한 값을 직접 적으세요",
    ),
    re.compile(r"EOFError: EOF when reading a line"): Text(
        "`input()` asks nobody in grading: write the value down",
        "채점할 때는 `input()`에 답할 사람이 없습니다. 값을 직접 적으세요",
    ),
    re.compile(r"PermissionError: \[Errno 1\] Operation not permitted"): Text(
        "PermissionError: grading starts no other program, has no network and no event loop",
        "PermissionError: 채점할 때는 다른 프로그램, 네트워크, 이벤트 루프를 쓸 수 없습니다",
    ),
    re.compile(r"(?:URLError: <urlopen error .+>|gaierror: \[Errno -?\d+\] .+)"): Text(
        "grading has no network", "채점할 때는 네트워크를 쓸 수 없습니다"
    ),
    re.compile(r"TypeError: (.+) shows something; in grading it is not a number"): Text(
        "`{}` only shows something: grading has a stand-in for it, which is no number",
        "`{}`은(는) 화면에 보여 주기만 하는 것이라 채점할 때는 숫자가 아닙니다",
    ),
    re.compile(r"TypeError: (\S+) is a (\S+), not a function"): Text(
        "`{}` should be a function, but is a value of type {}",
        "`{}`: 함수여야 하는데 {} 값입니다",
    ),
    re.compile(
        r"RuntimeError: (?:the cell waits for something that never comes|no running event loop)"
    ): Text(
        "the cell waits for something that never comes in grading",
        "채점할 때는 오지 않는 것을 셀이 기다립니다",
    ),
    re.compile(r"RuntimeError: f can only be called while your function runs"): Text(
        "`f` can only be called while your function runs",
        "`f`는 여러분의 함수가 실행되는 동안에만 부를 수 있습니다",
    ),
    # Of the arrays after a call, and as they are where f is asked, which is refused then.
    re.compile(r"(?:Value|Type)Error: an argument's shape was changed"): Text(
        "the shape of an argument was changed", "인수의 모양(shape)이 바뀌었습니다"
    ),
}


def reason(error: str) -> Text:
    """Return in words what an exception of a cell says, given as ``Type: text``, on one line."""
    error = one_line(error)
    return in_words(error) or both(error)


def in_words(error: str) -> Text | None:
    """Return what there are words of ours for, of exceptions; None where Python's own say it."""
    kind, _, text = error.partition(": ")
    if kind in ("SyntaxError", "IndentationError", "TabError"):
        if found := _NEWER.match(text):
            return Text(
                f"works from Python {found[1]} on ({found[3]}), and grading runs Python {found[2]}",
                f"파이썬 {found[1]}부터 되는 문법입니다({found[3]}). 채점은 파이썬 {found[2]}에서 "
                "합니다",
            )
        return Text(f"syntax error: {text}", f"문법 오류: {text}")
    if found := _NO_MODULE.match(error):
        name = found[1]
        return Text(
            f"no module `{name}`: grading has only NumPy and the files that you hand in",
            f"`{name}` 모듈이 없습니다. 채점 환경에는 NumPy와 제출한 파일만 있습니다",
        )
    for pattern, said in _OURS.items():
        if found := pattern.fullmatch(error):
            return said.filled(*found.groups())
    return None


def prepare(launch: Callable[[], Runner], program: Program) -> Prepared:
    """Start a student's side and run what the targets need.

    Where a name turns out to be missing, a fresh one runs the whole notebook in order. Raises
    Stop only where the question's own time is used up.
    """
    prepared, is_incomplete = _run(launch, program, whole=False)
    if is_incomplete:
        prepared.runner.close()
        prepared, _ = _run(launch, program, whole=True)
    return prepared


def _run(launch: Callable[[], Runner], program: Program, *, whole: bool) -> tuple[Prepared, bool]:
    lost: dict[int, ExecutionError] = {}
    while True:
        runner = launch()
        errors: dict[int, ExecutionError] = {}
        plan, broken = _load(runner, program, whole=whole)
        for index, cell, line, names in plan:
            if index in lost:
                continue
            try:
                reply = runner.request("execute", [index], _no_questions, statement=True)
            except Stop as stop:
                lost[index] = ExecutionError(Place(cell, line), stop.message.en, tuple(names))
                break
            if reply[0] != "ok":
                errors[index] = _error(reply, Place(cell, line), names)
        else:
            errors |= lost
            found = broken + [errors[index] for index in sorted(errors)]
            found.sort(key=lambda error: (error.place.cell, error.place.line))
            reply = runner.request("finish", [], _no_questions)
            return Prepared(runner, found), reply == ["ok", True]
        runner.close()
        if len(lost) >= _MOST_LOST_STATEMENTS:
            plan_left = {entry[0] for entry in plan if entry[0] >= max(lost)}
            for entry in plan:
                if entry[0] in plan_left and entry[0] not in lost:
                    place = Place(entry[1], entry[2])
                    lost[entry[0]] = ExecutionError(place, "not run", tuple(entry[3]))


def _load(
    runner: Runner, program: Program, *, whole: bool
) -> tuple[list[tuple[int, int, int, list[str]]], list[ExecutionError]]:
    targets = {name: list(others) for name, others in program.targets.items()}
    own = {name: list(names) for name, names in program.own_modules.items()}
    looking = None if program.looking is None else list(program.looking)
    helpers = dict(program.helpers)
    python = None if program.python is None else list(program.python)
    arguments = [list(program.cells), targets, own, whole, program.seed, helpers, looking, python]
    reply = runner.request("load", arguments, _no_questions)
    if reply[0] != "ok":
        raise Crashed(Text("the cells could not be taken apart", "코드 셀을 분석하지 못했습니다"))
    with understood():
        plan = [
            (_index(i), _index(c), _index(n), [_text(name) for name in names])
            for i, c, n, names in reply[1]
        ]
        broken = [
            ExecutionError(
                Place(_index(c), _index(n)), one_line(_text(e)), tuple(map(_text, names))
            )
            for c, n, e, names in reply[2]
        ]
    return plan, broken


def _index(value: Any) -> int:
    if type(value) is not int or not 0 <= value < 10**6:
        raise ProtocolError("not an index")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ProtocolError("not a text")
    return value[:_MOST_TEXT]


def _error(reply: list[Any], place: Place, names: list[str]) -> ExecutionError:
    with understood():
        if reply[0] != "error" or len(reply) != 6:
            raise ProtocolError("not a reply")
        kind, text, cell, line = _text(reply[1]), _text(reply[3]), *map(_index, reply[4:])
    if cell == place.cell and line > 0:
        place = Place(place.cell, line)
    return ExecutionError(place, one_line(f"{kind}: {text}" if text else kind), tuple(names))


def _no_questions(_question: list[Any]) -> list[Any]:
    raise ProtocolError("a question while no function of the judge's is out")


__all__ = ["ExecutionError", "Prepared", "Program", "Runner", "TimeLimit", "prepare"]
