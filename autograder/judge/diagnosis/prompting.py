"""Questions put to a work for diagnosis: a check's own, on inputs drawn anew, and what came back.

A check runs on right answers, while everything that it asks is asked of another work as well.
Must never pass on a right answer to the work that is asked, and never decide what is right.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any

import numpy as np

from autograder.checks.function import Function
from autograder.checks.handles import StudentDict, of_many
from autograder.checks.student import Student
from autograder.checks.verdict import is_known_kind
from autograder.judge.diagnosis.doubles import Double, DoubleDict, DoubleName, kept, rights
from autograder.judge.diagnosis.edits import Edit
from autograder.judge.diagnosis.replies import (
    NO_LENGTH,
    NO_OBJECT,
    NOT_ASKED,
    OF_NOTHING,
    OF_SEVERAL,
    TOO_MUCH,
    Heard,
    Misused,
    Raised,
    Reply,
)
from autograder.judge.diagnosis.scripts import Answered, DictOutline, Script
from autograder.protocol.outcomes import CheckFailure, Missing, StudentException

_MOST_PARTS = 2**14
"""In an answer, arrays counted as one, texts by their letters: all of a work's are kept at once."""

_AGAIN = 2
"""Times that the same is asked over where a check asks it many times."""

AskBeside = Callable[[str, Any, Any, Any], Any]
"""Asks something more of an object: of the method that was called, the object, what was passed, and
the right answer."""
LeftOut = Callable[[Reply], bool]
"""Whether the other work is not asked something, as far as it is known before: no right answer."""


NOTHING: Mapping[str, Any] = MappingProxyType({})


class Prompter:
    """What a check takes for ``student``: answers rightly, and asks the other work the same."""

    def __init__(
        self,
        script: Script,
        other: Student | None,
        names: Mapping[str, list[str]],
        edit: Edit | None = None,
        beside: AskBeside | None = None,
        left_out: LeftOut | None = None,
        passed: Mapping[str, Any] = NOTHING,
    ) -> None:
        """Ask ``other``; ``names`` are the parameters of what can be called, by its full name.

        With an ``edit`` it is asked something else, in one respect. With ``beside`` something more
        is asked after each call of a method. What is ``left_out`` is not asked, so that an object
        may never be made. What is ``passed`` is so where a check leaves it to its default.
        """
        self._edit = edit
        self._passed_too = passed
        self._left_out = left_out
        self._beside = beside
        self.replies: list[Reply] = []
        self._transcript: list[Any] = []  # where `unshown` looks: nothing of this is shown
        self._script = script
        self._other = other
        self._names = names
        self._twins: dict[int, Any] = {}
        self._turns: Counter[tuple[int, str]] = Counter()
        """How often each object has been asked each thing."""
        self._states: list[tuple[Any, Any]] = []
        self._made = 0

    def begin_example(self) -> None:
        """Forget what was made before."""
        self._script.begin_example()
        self._twins, self._states, self._turns, self._made = {}, [], Counter(), 0
        if self._other is not None:
            self._other.begin_example()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self._script.variables:
            both = Double(self, "", None, self._other, {})
            return self.read(name, lambda each: getattr(each, name), both)
        other = getattr(self._other, name, None)
        return self._known(DoubleName(self, name, self._script.named(name), other, {}))

    # -- what a check does ------------------------------------------------------------------------

    def called(
        self, name: str, signature: str, owner: Double | None, words: Any, named: Any
    ) -> Any:
        """Call the same of both; keep what came back, and return the right answer."""
        arguments = self._by_name(signature, words, named)
        given = owner.given if owner else {}
        inputs = {**given, **{each: kept(value) for each, value in arguments.items()}}
        turn = self._turns[id(owner), name] = self._turns[id(owner), name] + 1
        theirs = self._edited(signature, self._passed(words, named), inputs, turn)
        strayed = self._strayed(arguments) if turn > 1 else frozenset()
        line = self._right(name, owner, arguments, words, named)
        number = owner.number if owner else self._made + line.is_object
        reply = Reply(signature, inputs, kept(line.value), None, owner=number, turn=turn)
        of: Callable[..., Any] = partial(_called, owner.other) if owner else _not_asked
        if owner is None:
            of = partial(_of, self._other)
        asked = self._edit.target(name) if self._edit else name
        if self._left_out is not None and self._left_out(reply):
            of = _not_asked
        before: list[Any] = []
        if self._beside:
            before = [each.copy() if isinstance(each, np.ndarray) else each for each in theirs[0]]
        actual = reply.actual = _attempted(partial(of, asked, *theirs[0], **theirs[1]))
        reply.overwrote = () if self._other is None else tuple(self._other.overwritten)
        states = zip(dict(_arrays(arguments)).items(), line.after, strict=True)
        reply.arrays_after = {
            each: (state, self._now(arguments, each, array)) for (each, array), state in states
        }
        functions = {each: v for each, v in arguments.items() if isinstance(v, Function)}
        reply.points = {
            each: (line.points[each], self._twins[id(f)].points) for each, f in functions.items()
        }
        self._keep(reply, line)
        reply.replaced = self._replaced(arguments)
        reply.strayed = strayed
        if owner and self._beside:
            asked_of = (signature, owner.other, before, line.value)
            reply.beside = self._beside(*asked_of)
        if owner:
            owner.given.update(inputs)
        return self._paired(line, actual, name, dict(inputs))

    def _right(
        self, name: str, owner: Double | None, arguments: dict[str, Any], words: Any, named: Any
    ) -> Answered:
        """Return the right answer to a call, and make its arrays what the right call does."""
        functions = {each: v for each, v in arguments.items() if isinstance(v, Function)}
        heard = {id(f): Heard(f) for f in functions.values()}

        def ask(student: Student) -> Any:
            of = partial(_of, student) if owner is None else partial(_called, owner.right)
            return of(name, *rights(words, heard), **rights(named, heard))

        line = self._script.line(ask, [array for _, array in _arrays(arguments)])
        self._note_states()
        if not line.points:
            line.points = {each: heard[id(f)].points for each, f in functions.items()}
            line.calls = {each: heard[id(f)].calls for each, f in functions.items()}
        for each, function in functions.items():
            function.calls = line.calls[each]
        return line

    def read(self, name: str, of: Callable[[Any], Any], owner: Double) -> Any:
        """Read the same off both; keep what is there, and return the right one."""
        line = self._script.line(lambda student: of(owner.right or student), [])
        actual = _attempted(lambda: of(owner.other))
        reply = Reply(
            name,
            dict(owner.given),
            kept(line.value),
            actual,
            is_read=True,
            owner=owner.number,
            kind=owner.kind,
        )
        self._keep(reply, line)
        return self._paired(line, actual, owner.kind, owner.given, name)

    def _many(self, made: DoubleName, attribute: str, count: int) -> Any:
        """Read the same off many new objects of both, as `of_many` asks for it."""
        return self.read(attribute, lambda each: of_many(each, attribute, count), made)

    def _again(self, owner: Double, name: str, arrays: Sequence[Any], count: int) -> list[Any]:
        """Ask the same a few times over, as `answers_of_many` asks for it many times."""
        copies = ([array.copy() for array in arrays] for _ in range(min(count, _AGAIN)))
        return [owner.call(name, *each) for each in copies]

    def write(self, of: Callable[[Any, Any], None], owner: Double, values: dict[str, Any]) -> None:
        """Write the same into both."""
        theirs = self._passed([values])
        if self._edit:
            theirs = [[{n: self._edit.value(n, v) for n, v in theirs[0][0].items()}]]
        self._script.line(lambda _: of(owner.right, values), [])
        _attempted(lambda: of(owner.other, theirs[0][0]))
        owner.given.update({name: kept(value) for name, value in values.items()})

    # -- what comes back --------------------------------------------------------------------------

    def _keep(self, reply: Reply, line: Answered) -> None:
        reply.is_random = line.is_random
        self.replies.append(reply)

    def _paired(
        self, line: Answered, actual: Any, kind: str, given: dict[str, Any], name: str = ""
    ) -> Any:
        """Return a right answer; an object with the other work's behind it."""
        if not line.is_object:
            return kept(line.value)
        make = DoubleDict if isinstance(line.value, (StudentDict, DictOutline)) else Double
        self._made += 1
        return self._known(make(self, kind, line.value, actual, given, name, self._made))

    def _known(self, made: Double) -> Double:
        """Let the other work's be passed where a check passes a double."""
        self._twins[id(made)] = made.other
        self._twins.setdefault(-1, []).append(made)  # as long as it is known by its id
        return made

    # -- what is passed ---------------------------------------------------------------------------

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

    def _edited(self, signature: str, passed: Any, inputs: Mapping[str, Any], turn: int) -> Any:
        words, named = passed
        roles = self._names.get(signature, [])
        too = {n: v for n, v in self._passed_too.items() if n in roles[len(words) :]}
        named = {**too, **named}
        if self._edit is None:
            return words, named
        edit = self._edit
        of = partial(edit.value, inputs=inputs, turn=turn)
        changed = [of(role, v) for role, v in zip(roles, words, strict=False)]
        changed += words[len(roles) :]
        keywords = {role: of(role, v) for role, v in named.items()}
        for role, default in edit.defaults.items():
            if role in roles[len(words) :] and role not in named:
                keywords[role] = of(role, default)
        return changed, keywords

    # -- what has become of it --------------------------------------------------------------------

    def _now(self, arguments: Mapping[str, Any], name: str, array: Any) -> Any:
        """Return what has become of an array of the other work's: of a dict, what is there now."""
        owner, _, key = name.partition(".")
        if not key:
            return self._twins[id(array)].copy()
        held = self._twins[id(arguments[owner])]
        return kept(held[key]) if isinstance(held, dict) and key in held else Raised("missing")

    def _strayed(self, arguments: Mapping[str, Any]) -> frozenset[str]:
        """Return which arrays are not as right calls have left them up to now."""
        now = (
            (name, array, self._now(arguments, name, array)) for name, array in _arrays(arguments)
        )
        return frozenset(name for name, array, own in now if not np.array_equal(own, array))

    def _replaced(self, arguments: Mapping[str, Any]) -> frozenset[str]:
        """Return which arrays of a dict are no longer those that the other work was passed."""
        found = set()
        for name, array in _arrays(arguments):
            owner, _, key = name.partition(".")
            held = self._twins[id(arguments[owner])] if key else None
            if isinstance(held, dict) and held.get(key) is not self._twins[id(array)]:
                found.add(name)
        return frozenset(found)

    def _note_states(self) -> None:
        """Note what the right call has left of all arrays that have a copy."""
        copied = self._twins.get(id(self._twins), [])
        arrays = {id(each): each for each in copied if isinstance(each, np.ndarray)}
        self._states = [(array, array.copy()) for array in arrays.values()]


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


def _not_asked(_name: str, *_words: Any, **_named: Any) -> Any:
    return Raised(NOT_ASKED)


def _bounded(answer: Any) -> Any:
    """Return an answer, or the judge's own word for one that has far too many parts."""
    left, todo = _MOST_PARTS, [answer]
    while todo and left > 0:
        value = todo.pop()
        if type(value) is str:
            left -= len(value)
        elif type(value) in (list, tuple, dict):
            left -= len(value)
            if left > 0:
                todo += [*value.keys(), *value.values()] if isinstance(value, dict) else value
    return answer if left > 0 else Raised(TOO_MUCH)


_TOO_MANY = re.compile(r"f\(\) takes 1 positional argument but \d+ were given")
_TOO_FEW = "f() missing 1 required positional argument: 'x'"


def _raised(error: StudentException) -> Raised:
    """Return the judge's own words for an exception, by what Python says of a call of ``f``."""
    how = OF_SEVERAL if _TOO_MANY.fullmatch(error.text) else ""
    how = OF_NOTHING if error.text == _TOO_FEW else how
    if error.kind == "TypeError" and how:
        found = Misused(error.kind)
        found.how = how
        return found
    return Raised(error.kind if is_known_kind(error.kind) else "an exception")


def _attempted(ask: Callable[[], Any]) -> Any:
    """Return what is answered, or what it raised; a Stop goes through."""
    try:
        return _bounded(ask())
    except StudentException as error:
        return _raised(error)
    except Missing:
        return Raised("missing")
    except CheckFailure:
        return Raised(NO_LENGTH)
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError):
        return Raised(NO_OBJECT)  # where one was to be asked further
