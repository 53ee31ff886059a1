"""The seam: ``student`` as a check sees it, whether the code runs here or in a confined worker.

A check calls ``student.name(...)``, holds proxies for objects and gets plain values back. What it
called is kept, so that the smallest failing example can be shown as code to paste. This module
must never hold an object of the student's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType, TracebackType
from typing import Any, Protocol

import numpy as np

from autograder.base.language import Language, Text
from autograder.base.text import safe
from autograder.checks.code import code_of
from autograder.checks.function import Function
from autograder.protocol.outcomes import (
    NO_ANSWER,
    Crashed,
    Missing,
    Place,
    ProtocolError,
    Refused,
    StudentException,
    TimeLimit,
)
from autograder.protocol.values import Decoder, Encoder, Tree

Answer = Callable[[list[Any]], list[Any]]
"""Answers what the student's side asks: ``["eval", ...]``, ``["gradient", ...]``."""

DEFAULT_EVALUATIONS = 200_000
_SHOWN_CALLS = 30
_NONE: Mapping[str, Any] = MappingProxyType({})


_UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    ProtocolError,
    RecursionError,
    TypeError,
    ValueError,
)


class understood:  # noqa: N801 - used as a statement
    """Read what the student's side sent; whatever cannot be read is its own doing."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, _kind: object, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, _UNREADABLE):
            raise Crashed(NO_ANSWER) from error


class Transport(Protocol):
    """The way to a student's side: one request, its questions answered, one reply."""

    @property
    def receipts(self) -> Collection[bytes]:
        """Return what the other side can only show for questions it has asked beforehand."""
        ...

    def request(self, operation: str, arguments: list[Any], answer: Answer) -> list[Any]:
        """Return the reply of ``Session.handle``; raise a ``Stop`` where there is none."""
        ...


class Foresight(Protocol):
    """Knows what else will be asked of a check's function, and answers it at once, sealed."""

    receipts: set[bytes]
    """What only who asks one of the questions since `begin` can show."""

    def begin(self, arrays: Sequence[np.ndarray], functions: Sequence[Function]) -> None:
        """Begin a call with these arrays and functions."""
        ...

    def beside(self, identity: int, point: np.ndarray) -> dict[bytes, bytes]:
        """Return sealed answers to what is asked beside ``point``."""
        ...


@dataclass
class _Call:
    """One thing that a check did, kept so that it can be shown again as code."""

    target: str
    arguments: list[_Argument]
    result: str = ""


@dataclass(frozen=True)
class _Argument:
    """A value as it was when it was passed; ``name`` where the code calls it by a name."""

    value: Any
    keyword: str = ""
    name: str = ""
    definitions: tuple[tuple[str, Any], ...] = ()


_UNKNOWN_NAME = re.compile(r"(?:free variable |name )'([^']+)'")


class StudentObject:
    """A proxy for an object of the student's, such as a network."""

    def __init__(
        self,
        student: Student,
        identity: int,
        kind: str,
        variable: str,
        methods: Collection[str] = (),
    ) -> None:
        self.__dict__.update(_student=student, _identity=identity, _kind=kind, _variable=variable)
        self.__dict__["_methods"] = methods

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # Hypothesis and pytest look for hooks of theirs
            raise AttributeError(name)
        if name in self._methods:
            return partial(self.call, name)
        return self._student._attribute(self, name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._student._put(self, name, value)

    def call(self, name: str, *arguments: Any, **keywords: Any) -> Any:
        """Call a method."""
        target = ["o", self._identity, name]
        return self._student._call(target, f"{self._variable}.{name}", arguments, keywords)

    def __repr__(self) -> str:
        return f"<{self._kind} object>"


class StudentDict:
    """A proxy for a dict of the student's, such as ``net.params``; entries are read as copies."""

    def __init__(self, student: Student, identity: int, keys: list[str], variable: str) -> None:
        self._student = student
        self._identity = identity
        self._keys = keys
        self._variable = variable

    def keys(self) -> list[str]:
        """Return its keys."""
        return list(self._keys)

    def copy(self) -> dict[str, Any]:
        """Return all entries, as copies."""
        (tree,) = self._student._ask("items", [self._identity], 1)
        with understood():
            if not isinstance(value := Decoder().decode(tree), dict):
                raise ProtocolError("not a dict")
            return value

    def update(self, values: dict[str, Any]) -> None:
        """Set entries, each in place where its shape allows it."""
        self._student._put_entries(self, values)

    def __getitem__(self, key: str) -> Any:
        return self._student._entry(self, key)

    def __setitem__(self, key: str, value: Any) -> None:
        self._student._put_entries(self, {key: value})

    def __repr__(self) -> str:
        return f"dict with the keys {', '.join(map(repr, self._keys))}"


class Student:
    """A submission's names, called through a transport.

    ``explain`` is asked why a name is missing; it may know that its cell failed. Gradients of the
    check's functions are told only where a right one stands in for the student's own. Places where
    ``is_place(cell, line)`` is false are not in the submission, whatever it says. An evaluation
    that the other side made by itself counts where it shows the receipt; ``foresight`` knows some
    that it may make. Without ``keeps_calls`` there is no example to show.
    """

    def __init__(
        self,
        transport: Transport,
        language: Language,
        explain: Callable[[str], Text | None] = lambda _name: None,
        *,
        tells_gradients: bool = True,
        most_evaluations: int = DEFAULT_EVALUATIONS,
        is_place: Callable[[int, int], bool] = lambda _cell, _line: True,
        keeps_calls: bool = True,
        foresight: Foresight | None = None,
    ) -> None:
        self._is_place = is_place
        self._foresight = foresight
        self._keeps_calls = keeps_calls
        self._most_evaluations = most_evaluations
        self._transport = transport
        self._language = language
        self._explain = explain
        self._tells_gradients = tells_gradients
        self._evaluations = 0
        self._names: dict[str, int] = {}
        self._forget()

    def begin_example(self) -> None:
        """Forget what earlier examples called and made, on both sides."""
        self._forget()
        self._transport.request("release", [], self._answer)

    def _forget(self) -> None:
        self._transcript: list[_Call] = []
        self._functions: list[Function] = []
        self._arrays: list[np.ndarray] = []
        self._refusal: Text | None = None
        self._names = {}

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("_"):  # Hypothesis and pytest look for hooks of theirs
            raise AttributeError(name)
        return lambda *arguments, **keywords: self._call(["name", name], name, arguments, keywords)

    # -- operations ----------------------------------------------------------------------------

    def _call(
        self, target: list[Any], label: str, arguments: tuple[Any, ...], keywords: dict[str, Any]
    ) -> Any:
        values = [*arguments, *keywords.values()]
        self._functions = [v for v in values if isinstance(v, Function)]
        call = self._noted(label, arguments, keywords)
        self._arrays = [v for v in values if isinstance(v, np.ndarray)]
        self._refusal = None
        if self._foresight is not None:
            self._foresight.begin(self._arrays, self._functions)
        encoder = Encoder(self._named)
        trees = [encoder.encode(arguments), encoder.encode(keywords)]
        value, after, receipts = self._ask("call", [target, *trees], 3, target[-1])
        with understood():
            self._count(receipts)
            self._update(after)
            return self._decoded(value, call)

    def _attribute(self, owner: StudentObject, name: str) -> Any:
        if name == "call":
            raise AttributeError(name)
        (tree,) = self._ask("get", [owner._identity, name], 1, name)
        if isinstance(tree, list) and tree[:1] == ["o"]:
            return partial(owner.call, name)
        with understood():
            return self._decoded(tree, None, f"{owner._variable}.{name}")

    def _entry(self, owner: StudentDict, key: str) -> Any:
        (tree,) = self._ask("item", [owner._identity, key], 1, key)
        with understood():
            return self._decoded(tree, None, f"{owner._variable}[{key!r}]")

    def _put(self, owner: StudentObject, name: str, value: Any) -> None:
        self._noted(f"{owner._variable}.{name} =", (value,))
        self._ask("put", [owner._identity, name, Encoder(self._named).encode(value)], 0, name)

    def _put_entries(self, owner: StudentDict, values: dict[str, Any]) -> None:
        for key, value in values.items():
            dots = "[...]" if isinstance(value, np.ndarray) else ""
            self._noted(f"{owner._variable}[{key!r}]{dots} =", (value,))
        tree = Encoder(self._named).encode(values)
        self._ask("put_items", [owner._identity, tree], 0, *values)

    def _ask(self, operation: str, arguments: list[Any], values: int, *names: str) -> list[Any]:
        """Return the values of a reply, or raise what it says; only ``names`` can be missing."""
        reply = self._transport.request(operation, arguments, self._answer)
        with understood():
            if reply[:1] == ["ok"] and len(reply) == 1 + values:
                return reply[1:]
            is_text = all(isinstance(part, str) for part in reply)
            if reply[:1] == ["missing"] and len(reply) == 4 and is_text and reply[2] in names:
                raise self._missing(*reply[1:])
            if reply[:1] == ["error"] and len(reply) == 5:
                raise self._exception(*reply[1:])
            raise ProtocolError("not a reply")

    # -- what the student's side asks ------------------------------------------------------------

    def _answer(self, question: list[Any]) -> list[Any]:
        """Answer what the student's side asks, and what it will ask beside that."""
        answer = self._told(question)
        if self._foresight is not None and question[0] == "eval" and answer[0] == "value":
            argument = self._argument(question[2])
            if isinstance(argument, np.ndarray):
                answer.append(self._foresight.beside(question[1], argument))
        return answer

    def _told(self, question: list[Any]) -> list[Any]:
        """Evaluate one of the check's functions where the student's code asks for it."""
        if question[:1] == ["eval"] and len(question) == 4:
            self._update(question[3])
            return self._evaluated(self._function(question[1]), self._argument(question[2]))
        if question[:1] == ["gradient"] and len(question) == 3:
            gradient = None
            x = self._argument(question[2])
            function = self._function(question[1])
            is_argument = isinstance(x, np.ndarray) and x.shape == function.shape
            if is_argument and self._tells_gradients:
                gradient = function.gradient(x)
            return ["unknown"] if gradient is None else ["value", Encoder().encode(gradient)]
        raise ProtocolError("not a question")

    def aside(self, question: list[Any]) -> list[Any]:
        """Answer as though it had not been asked: nothing counts, the arrays stay as they are."""
        arrays = [array.copy() for array in self._arrays]
        counts = [function.calls for function in self._functions]
        evaluations = self._evaluations
        try:
            return self._told(question)
        finally:
            for array, kept in zip(self._arrays, arrays, strict=True):
                array[...] = kept
            for function, count in zip(self._functions, counts, strict=True):
                function.calls = count
            self._evaluations = evaluations

    def _count(self, receipts: Any) -> None:
        """Count the evaluations whose answers the student's side had beforehand.

        What a submission says of itself counts towards the limit; each question counts as a call
        once, and only with a receipt that nobody has who has not asked it.
        """
        if not isinstance(receipts, list) or len(receipts) > len(self._functions):
            raise ProtocolError("not receipts for each function")
        for function, (count, shown) in zip(self._functions, receipts, strict=False):
            if type(count) is not int or not all(isinstance(r, bytes) for r in shown):
                raise ProtocolError("not receipts")
            self._spend_evaluations(max(count, len(shown)))
            known = set(shown).intersection(self._transport.receipts)
            if self._foresight is not None:
                known |= self._foresight.receipts.intersection(shown)
            function.calls += len(known)

    def _evaluated(self, function: Function, argument: Any) -> list[Any]:
        self._spend_evaluations(1)
        try:
            return ["value", function(argument)]
        except Refused as refused:
            self._refusal = refused.message
            return ["refused", refused.message.to(self._language)]

    def _spend_evaluations(self, count: int) -> None:
        self._evaluations += count
        if self._evaluations > (most := self._most_evaluations):
            raise TimeLimit(
                Text(
                    f"f was called more than {most:,} times",
                    f"f를 {most:,}번 넘게 호출했습니다",
                )
            )

    def _function(self, identity: Any) -> Function:
        if type(identity) is not int or not 0 <= identity < len(self._functions):
            raise ProtocolError("not a function")
        return self._functions[identity]

    def _argument(self, tree: Tree) -> Any:
        if isinstance(tree, list) and tree[:1] == ["w"] and len(tree) == 2:
            if type(tree[1]) is not int or not 0 <= tree[1] < len(self._arrays):
                raise ProtocolError("not an array")
            return self._arrays[tree[1]]
        return Decoder().decode(tree)

    def _update(self, states: Any) -> None:
        """Make the check's arrays what the student's code has made of them."""
        if not isinstance(states, list) or len(states) != len(self._arrays):
            raise ProtocolError("not the arrays of this call")
        for array, tree in zip(self._arrays, states, strict=True):
            if tree is None:
                continue
            value = Decoder().decode(tree)
            if not isinstance(value, np.ndarray) or value.shape != array.shape:
                raise StudentException("ValueError", "an argument's shape was changed", None)
            array[...] = value

    # -- values and words ------------------------------------------------------------------------

    def _named(self, value: Any) -> Tree | None:
        if isinstance(value, Function):
            return ["f", next(i for i, f in enumerate(self._functions) if f is value)]
        if isinstance(value, StudentObject):
            return ["o", value._identity]
        if isinstance(value, (list, tuple, dict)):
            return None
        raise TypeError(f"a check passed a {type(value).__name__}, which does not travel")

    def _decoded(self, tree: Tree, call: _Call | None, variable: str = "") -> Any:
        def resolve(tagged: list[Any]) -> Any:
            if tagged[0] == "o" and len(tagged) == 4 and type(tagged[1]) is int:
                name = variable or self._variable()
                if call is not None and not call.result:
                    call.result = name
                methods = frozenset(map(str, tagged[3])) if isinstance(tagged[3], list) else ()
                return StudentObject(self, tagged[1], safe(str(tagged[2]), 60), name, methods)
            if tagged[0] == "m" and len(tagged) == 3 and type(tagged[1]) is int:
                keys = tagged[2] if isinstance(tagged[2], list) else []
                return StudentDict(self, tagged[1], [safe(str(k), 60) for k in keys], variable)
            raise ProtocolError("not a value")

        return Decoder(resolve).decode(tree)

    def _variable(self) -> str:
        number = self._names["net"] = self._names.get("net", 0) + 1
        return "net" if number == 1 else f"net{number}"

    def _missing(self, what: str, name: str, suggestion: str) -> Missing:
        name, suggestion, what = safe(name, 60), safe(suggestion, 60), safe(what, 60)
        where = {
            "name": Text(f"`{name}` is not defined", f"`{name}`: 정의되어 있지 않습니다"),
            "dict": Text(f"the dict has no entry {name!r}", f"딕셔너리에 {name!r} 항목이 없습니다"),
        }
        text = where.get(what) or Text(
            f"`{what}` has no `{name}`", f"`{what}`에서 `{name}` 이름을 찾을 수 없습니다"
        )
        brief = where.get(what) or Text(f"`{name}` is not there", f"`{name}`: 없습니다")
        if suggestion:
            text += Text(f"; did you mean `{suggestion}`?", f". 혹시 `{suggestion}` 아닌가요?")
        why = self._explain(name) if what == "name" else None
        if why is not None:
            text, brief = text + Text(": ", ": ") + why, brief + Text(": ", ": ") + why
        return Missing(text, brief)

    def _exception(self, kind: Any, text: Any, cell: Any, line: Any) -> BaseException:
        if not (isinstance(kind, str) and isinstance(text, str)):
            raise ProtocolError("not an exception")
        if type(cell) is not int or type(line) is not int:
            raise ProtocolError("not a place")
        is_number = 0 < cell < 10**6 and 0 < line < 10**7
        place = Place(cell, line) if is_number and self._is_place(cell, line) else None
        if kind == "NotImplementedError":
            where = Text("", "") if place is None else Text(f" ({place})", f" ({place.text().ko})")
            return Missing(Text("not written yet", "아직 작성하지 않았습니다") + where)
        if self._refusal is not None:
            text = self._refusal.to(self._language)
        unknown = _UNKNOWN_NAME.match(text) if kind == "NameError" else None
        why = self._explain(unknown[1]) if unknown else None
        return StudentException(safe(kind, 60), safe(text, 600), place, why)

    # -- the example, as code to paste -------------------------------------------------------------

    def _noted(
        self, target: str, arguments: tuple[Any, ...], keywords: Mapping[str, Any] = _NONE
    ) -> _Call | None:
        if not self._keeps_calls:
            return None
        call = _Call(target, [self._kept(v) for v in arguments])
        call.arguments += [self._kept(v, name) for name, v in keywords.items()]
        self._transcript.append(call)
        return call

    def _kept(self, value: Any, keyword: str = "") -> _Argument:
        """Keep an argument as it is now; an array that a function closes over keeps its name."""
        if isinstance(value, Function):
            constants = tuple((name, _copy(v)) for name, v in value.constants.items())
            return _Argument(None, keyword, "f", (*constants, ("f", value.formula)))
        if isinstance(value, StudentObject):
            return _Argument(None, keyword, value._variable)
        closed_over = (item for f in self._functions for item in f.constants.items())
        name = next((name for name, constant in closed_over if constant is value), "")
        return _Argument(_copy(value), keyword, name)

    def example(self) -> str:
        """Return what the current example called, as lines for a notebook."""
        lines: list[str] = []
        defined: dict[str, str] = {}
        for call in self._transcript[-_SHOWN_CALLS:]:
            for name, code in _definitions(call):
                if defined.get(name) != code:
                    defined[name] = code
                    lines.append(f"{name} = {code}")
            lines.append(_code(call))
        return "\n".join(lines)


def _copy(value: Any) -> Any:
    return value.copy() if isinstance(value, np.ndarray) else value


def _definitions(call: _Call) -> Iterator[tuple[str, str]]:
    for argument in call.arguments:
        for name, value in argument.definitions:
            yield name, f"lambda x: {value}" if name == "f" else code_of(value)


def _code(call: _Call) -> str:
    words = []
    for argument in call.arguments:
        word = argument.name or code_of(argument.value)
        words.append(f"{argument.keyword}={word}" if argument.keyword else word)
    if call.target.endswith("="):
        return f"{call.target} {words[0]}"
    text = f"{call.target}({', '.join(words)})"
    return f"{call.result} = {text}" if call.result else text
