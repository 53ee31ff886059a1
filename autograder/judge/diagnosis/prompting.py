"""Questions put to a work for diagnosis: a check's own, on inputs drawn anew, and what came back.

A check runs on right answers, while everything that it asks is asked of another work as well.
Must never pass on a right answer to the work that is asked, and never decide what is right.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np

from autograder.checks.function import Function
from autograder.checks.handles import StudentDict, StudentObject
from autograder.checks.student import Student
from autograder.checks.verdict import is_known_kind
from autograder.judge.diagnosis.edits import Edit
from autograder.protocol.outcomes import Missing, StudentException


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
    is_random: bool = False
    is_read: bool = False
    """Whether it was read, not called."""
    is_shown: bool = False
    """Whether its inputs may be quoted."""


class Raised(str):
    """In place of an answer: the kind of the exception."""


class Heard(Function):
    """A function that keeps the points where it is evaluated."""

    def __init__(self, inner: Function) -> None:
        self.__dict__.update(vars(inner))
        self._inner = inner
        self.points: list[Any] = []

    def __call__(self, x: Any) -> float:
        """Evaluate at ``x``."""
        self.points.append(x.copy() if isinstance(x, np.ndarray) else x)
        self.calls += 1
        return self._inner(x)

    def gradient(self, x: np.ndarray[Any, Any]) -> np.ndarray[Any, Any] | None:
        """Return the derivative at ``x``."""
        return self._inner.gradient(x)


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


class Script:
    """The right answers to the questions of one example, taken down once and then read out."""

    def __init__(self, student: Student) -> None:
        """Take them down from the reference."""
        self._student = student
        self._lines: list[Answered] = []
        self._next = 0
        self._is_written = False

    def begin_example(self) -> None:
        """Begin at the first line."""
        self._next = 0
        if not self._is_written:
            self._student.begin_example()

    def end_example(self, other: Script | None = None) -> None:
        """From now on the answers are read out; what ``other`` has otherwise is random."""
        self._is_written = True
        for mine, theirs in zip(self._lines, other._lines if other else (), strict=False):
            mine.is_random = not mine.is_object and not _same(mine.value, theirs.value)

    def line(self, ask: Callable[[Student], Any], arrays: list[Any]) -> Answered:
        """Return the next answer; ``arrays`` become what the right call makes of them."""
        if not self._is_written:
            value = ask(self._student)
            is_object = isinstance(value, (StudentObject, StudentDict))
            states = [array.copy() for array in arrays]
            self._lines.append(Answered(_kept(value), is_object, states))
            return self._lines[-1]
        line = self._lines[self._next]
        self._next += 1
        for array, state in zip(arrays, line.after, strict=True):
            if not np.array_equal(array, state):
                array[...] = state
        return line


class Prompter:
    """What a check takes for ``student``: answers rightly, and asks the other work the same."""

    def __init__(
        self,
        script: Script,
        other: Student | None,
        names: Mapping[str, list[str]],
        edit: Edit | None = None,
    ) -> None:
        """Ask ``other``; ``names`` are the parameters of what can be called, by its full name.

        With an ``edit`` it is asked something else, in one respect.
        """
        self._edit = edit
        self.replies: list[Reply] = []
        self._transcript: list[Any] = []  # where `unshown` looks: nothing of this is shown
        self._script = script
        self._other = other
        self._names = names
        self._twins: dict[int, Any] = {}
        self._states: list[tuple[Any, Any]] = []

    def begin_example(self) -> None:
        """Forget what was made before."""
        self._script.begin_example()
        self._twins, self._states = {}, []
        if self._other is not None:
            self._other.begin_example()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *words, **named: self.called(name, name, None, words, named)

    def called(
        self, name: str, signature: str, owner: Double | None, words: Any, named: Any
    ) -> Any:
        """Call the same of both; keep what came back, and return the right answer."""
        arguments = self._by_name(signature, words, named)
        given = owner.given if owner else {}
        inputs = {**given, **{each: _kept(value) for each, value in arguments.items()}}
        theirs = self._edited(signature, *self._passed(words, named))
        arrays = dict(_arrays(arguments))
        functions = {each: v for each, v in arguments.items() if isinstance(v, Function)}
        heard = {id(f): Heard(f) for f in functions.values()}

        def right(student: Student) -> Any:
            ask = partial(_of, student) if owner is None else partial(_called, owner.right)
            return ask(name, *_rights(words, heard), **_rights(named, heard))

        line = self._script.line(right, list(arrays.values()))
        self._note_states()
        of = partial(_of, self._other) if owner is None else partial(_called, owner.other)
        asked = self._edit.target(name) if self._edit else name
        actual = _attempted(partial(of, asked, *theirs[0], **theirs[1]))
        after = {
            each: (state, self._now(arguments, each, array))
            for (each, array), state in zip(arrays.items(), line.after, strict=True)
        }
        if not line.points:
            line.points = {each: heard[id(f)].points for each, f in functions.items()}
            line.calls = {each: heard[id(f)].calls for each, f in functions.items()}
        for each, function in functions.items():
            function.calls = line.calls[each]
        points = {
            each: (line.points[each], self._twins[id(f)].points) for each, f in functions.items()
        }
        self._keep(Reply(signature, inputs, _kept(line.value), actual, after, points), line)
        if owner:
            owner.given.update(inputs)
        return self._paired(line, actual, name, dict(inputs))

    def _keep(self, reply: Reply, line: Answered) -> None:
        reply.is_random = line.is_random
        self.replies.append(reply)

    def read(self, name: str, of: Callable[[Any], Any], owner: Double) -> Any:
        """Read the same off both; keep what is there, and return the right one."""
        line = self._script.line(lambda _: of(owner.right), [])
        actual = _attempted(lambda: of(owner.other))
        reply = Reply(name, dict(owner.given), _kept(line.value), actual, is_read=True)
        self._keep(reply, line)
        return self._paired(line, actual, owner.kind, owner.given, name)

    def write(self, of: Callable[[Any, Any], None], owner: Double, values: dict[str, Any]) -> None:
        """Write the same into both."""
        theirs = self._passed([values])
        if self._edit:
            theirs = [[{n: self._edit.value(n, v) for n, v in theirs[0][0].items()}]]
        self._script.line(lambda _: of(owner.right, values), [])
        _attempted(lambda: of(owner.other, theirs[0][0]))
        owner.given.update({name: _kept(value) for name, value in values.items()})

    def _paired(
        self, line: Answered, actual: Any, kind: str, given: dict[str, Any], name: str = ""
    ) -> Any:
        """Return a right answer; an object with the other work's behind it."""
        if not line.is_object:
            return _kept(line.value)
        make = DoubleDict if isinstance(line.value, StudentDict) else Double
        made = make(self, kind, line.value, actual, given, name)
        self._twins[id(made)] = actual
        self._twins.setdefault(-1, []).append(made)  # as long as it is known by its id
        return made

    def _by_name(self, signature: str, words: Any, named: Any) -> dict[str, Any]:
        names = self._names.get(signature, [])
        more = (f"argument {place + 1}" for place in range(len(names), len(words)))
        return {**dict(zip([*names, *more], words, strict=False)), **named}

    def _passed(self, words: Any, named: Any = MappingProxyType({})) -> Any:
        """Return what the other work is passed: the same copy for the same thing, and no double.

        What the check itself has changed since is changed in the copies; functions are heard.
        """
        for array, state in self._states:
            if not np.array_equal(array, state):
                self._twins[id(array)][...] = array
        for value in (*words, *named.values()):
            if isinstance(value, Function):
                heard = self._twins.get(id(value))
                if not isinstance(heard, Heard):
                    heard = Heard(copy.deepcopy(value, self._twins))
                heard.points = []
                self._twins[id(value)] = heard
        return copy.deepcopy([words, dict(named)], self._twins)

    def _edited(self, signature: str, words: Any, named: Any) -> Any:
        if self._edit is None:
            return words, named
        roles = self._names.get(signature, [])
        edit = self._edit
        changed = [edit.value(role, v) for role, v in zip(roles, words, strict=False)]
        changed += words[len(roles) :]
        keywords = {role: edit.value(role, v) for role, v in named.items()}
        if edit.role in roles[len(words) :] and edit.role not in named and edit.default is not None:
            keywords[edit.role] = edit.value(edit.role, edit.default)
        return changed, keywords

    def _now(self, arguments: Mapping[str, Any], name: str, array: Any) -> Any:
        """Return what has become of an array of the other work's: of a dict, what is there now."""
        owner, _, key = name.partition(".")
        if not key:
            return self._twins[id(array)].copy()
        held = self._twins[id(arguments[owner])]
        return _kept(held[key]) if isinstance(held, dict) and key in held else Raised("missing")

    def _note_states(self) -> None:
        """Note what the right call has left of all arrays that have a copy."""
        kept = self._twins.get(id(self._twins), [])
        arrays = {id(each): each for each in kept if isinstance(each, np.ndarray)}
        self._states = [(array, array.copy()) for array in arrays.values()]


class Double:
    """An object of the reference's and one of the other work's, which a check takes for one."""

    def __init__(
        self,
        prompter: Prompter,
        kind: str,
        right: Any,
        other: Any,
        given: dict[str, Any],
        name: str,
    ) -> None:
        self.__dict__.update(prompter=prompter, kind=kind, right=right, other=other, given=given)
        self.__dict__["name"] = name
        self.__dict__["_student"] = prompter

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in getattr(self.right, "_methods", ()):
            return partial(self.call, name)
        return self.prompter.read(name, lambda each: getattr(each, name), self)

    def __setattr__(self, name: str, value: Any) -> None:
        self.prompter.write(lambda each, v: setattr(each, name, v[name]), self, {name: value})

    def call(self, name: str, *words: Any, **named: Any) -> Any:
        """Call a method."""
        return self.prompter.called(name, f"{self.kind}.{name}", self, words, named)


class DoubleDict(Double):
    """A dict of the reference's and one of the other work's."""

    def __getitem__(self, key: Any) -> Any:
        return self.prompter.read(str(key), lambda each: each[key], self)

    def __setitem__(self, key: Any, value: Any) -> None:
        self.update({key: value})

    def update(self, values: dict[Any, Any]) -> None:
        """Set entries of a dict."""
        self.prompter.write(lambda each, v: each.update(v), self, values)

    def keys(self) -> list[Any]:
        """Return the keys of a dict."""
        return list(self.right.keys())

    def copy(self) -> Any:
        """Return all entries of a dict."""
        return self.prompter.read(self.name, lambda each: each.copy(), self)


def _arrays(arguments: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the arrays among some arguments, those in a dict by its name and their own."""
    for name, value in arguments.items():
        if isinstance(value, np.ndarray):
            yield name, value
        elif type(value) is dict:
            for key, item in value.items():
                if isinstance(item, np.ndarray) and isinstance(key, str):
                    yield f"{name}.{key}", item


def _of(student: Any, name: str, *words: Any, **named: Any) -> Any:
    return getattr(student, name)(*words, **named)


def _called(owner: Any, name: str, *words: Any, **named: Any) -> Any:
    return owner.call(name, *words, **named)


def _rights(value: Any, heard: Mapping[int, Heard] = MappingProxyType({})) -> Any:
    """Return a value with the reference's objects in the place of doubles, and functions heard."""
    if isinstance(value, Double):
        return value.right
    if isinstance(value, Function):
        return heard.get(id(value), value)
    if type(value) in (list, tuple):
        return type(value)(_rights(item, heard) for item in value)
    if type(value) is dict:
        return {key: _rights(item, heard) for key, item in value.items()}
    return value


def _kept(value: Any) -> Any:
    """Return a value as it is now."""
    if isinstance(value, (Function, StudentObject, StudentDict, Double)):
        return value
    return copy.deepcopy(value)


def _attempted(ask: Callable[[], Any]) -> Any:
    """Return what is answered, or what it raised; a Stop goes through."""
    try:
        return ask()
    except StudentException as error:
        return Raised(error.kind if is_known_kind(error.kind) else "an exception")
    except Missing:
        return Raised("missing")
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return Raised("other")  # no object, where one was to be asked further


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        return np.array_equal(one, other)
    return bool(one == other)
