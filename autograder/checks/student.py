"""The seam: ``student`` as a check sees it, whether the code runs here or in a confined worker.

A check calls ``student.name(...)``, holds proxies for objects and gets plain values back. What it
called is kept, so that the smallest failing example can be shown as code to paste. This module
must never hold an object of the student's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from autograder.base.language import Language, Text
from autograder.base.text import safe
from autograder.checks.care import Care, Changes, Handed
from autograder.checks.evaluations import (
    DEFAULT_EVALUATIONS,
    NOTHING,
    Evaluations,
    Foresight,
    Passed,
    StandIn,
    take_over,
)
from autograder.checks.function import Function
from autograder.checks.handles import StudentDict, StudentMethod, StudentName, StudentObject
from autograder.checks.transcript import Form, Line, Transcript, variable_for
from autograder.checks.transport import Transport, understood
from autograder.protocol.outcomes import (
    CheckFailure,
    Missing,
    Place,
    ProtocolError,
    StudentException,
)
from autograder.protocol.shared import Shared
from autograder.protocol.values import (
    MAX_ELEMENTS,
    MAX_KEYS,
    MAX_METHODS,
    Decoder,
    Encoder,
    Tree,
    is_key,
    plain_key,
)

_ELEMENTS_OF_ONE = 16
"""Of each value that is asked of many objects; larger ones count like those of any answer."""
_TOO_LARGE = Text(
    "an answer is far larger than what is asked for",
    "답의 크기가 문제에서 요구한 것보다 훨씬 큽니다",
)
_UNKNOWN_NAME = re.compile(r"(?:free variable |name )'([^']+)'")


class Printed:
    """What the student's code has printed, once the block that listened is over."""

    text = ""


class Student:
    """A submission's names, called through a transport.

    ``explain`` is asked why a name is missing; it may know that its cell failed. Gradients of the
    check's functions are told only where a right one stands in for the student's own. Places where
    ``is_place(cell, line)`` is false are not in the submission, whatever it says. An evaluation
    that the other side made by itself counts where it shows the receipt; ``foresight`` knows some
    that it may make. Without ``keeps_calls`` there is no example to show. ``variables`` are names
    of values, and not of what can be called. What ``care`` says is left as it was by every call.
    What all answers of an example have beyond ``most_elements`` is no answer: a check could make
    anything of it, of any size.
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
        variables: Collection[str] = (),
        care: Care | None = None,
        most_elements: int = 2 * MAX_ELEMENTS,
    ) -> None:
        self._care = care
        self._variables = variables
        self._most_elements = most_elements
        self._shared = Shared(self._named, self._handle, is_strict=True, spend=self._spend)
        self._has_begun = False
        self._is_place = is_place
        self._keeps_calls = keeps_calls
        self._transport = transport
        self._language = language
        self._explain = explain
        self._evaluations = Evaluations(
            self._shared,
            language,
            tells_gradients=tells_gradients,
            most=most_evaluations,
            foresight=foresight,
        )
        self._names: dict[str, int] = {}
        self.overwritten: list[str] = []
        """The calls of this example whose results the last call has changed, by what was called."""
        self._forget()

    def begin_example(self) -> None:
        """Forget what earlier examples called and made, on both sides."""
        self._forget()
        self._has_begun = True
        self._transport.request("release", [], self._evaluations.answer)

    def _forget(self) -> None:
        self._transcript = Transcript(self._shared.number, _named_handle)
        self._shared.clear()
        self._functions: list[Function] = []
        self._elements = self._most_elements
        self._evaluations.forget()
        self._names = {}
        self._others: Changes = []
        self._called: list[str] = []
        """The name in each call of this example."""

    def aside(self, question: list[Any]) -> list[Any]:
        """Answer as though it had not been asked: nothing counts, the arrays stay as they are."""
        return self._evaluations.aside(question)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # Hypothesis and pytest look for hooks of theirs
            raise AttributeError(name)
        if name in self._variables:
            return self._read("variable", [name], name)
        return StudentName(self, name)

    @contextmanager
    def printed(self) -> Iterator[Printed]:
        """Keep what the student's code prints inside the block: its ``text``, when it is over."""
        printed = Printed()
        self._ask("listen", [], 0)
        yield printed
        (text,) = self._ask("heard", [], 1)
        with understood():
            if not isinstance(text, str):
                raise ProtocolError("not a text")
            printed.text = text

    @contextmanager
    def unrecorded(self) -> Iterator[None]:
        """Keep no calls inside the block: an example that passes is shown to nobody."""
        before, self._keeps_calls = self._keeps_calls, False
        try:
            yield
        finally:
            self._keeps_calls = before

    # -- operations ----------------------------------------------------------------------------

    def _call(
        self, target: list[Any], label: str, arguments: tuple[Any, ...], keywords: dict[str, Any]
    ) -> Any:
        values = [*arguments, *keywords.values()]
        self.overwritten = []
        self._begin()
        self._functions = [v for v in values if isinstance(v, Function)]
        trees = [self._shared.encode(arguments), self._shared.encode_named(keywords)]
        arrays = [array for _, array in self._shared.arrays_among(values)]
        line = self._noted("call", label, arguments, keywords)
        numbers = [value for value in values if isinstance(value, (int, float))]
        self._evaluations.begin(Passed(arrays, self._functions, numbers))
        handed = self._handed(target[-1], label, values)
        self._called.append(target[-1])
        value, changes, receipts, overwritten = self._ask("call", [target, *trees], 4, target[-1])
        with understood():
            self._evaluations.count(receipts, self._transport.receipts)
            self._take(changes, line if value is None else None)
            answer = _kept(line, self._decoded(value, line, made_by=target[-1]))
            self.overwritten = self._names_of(overwritten)
        if handed is not None:
            handed.look()
        if self._care is not None:
            self._care.look_back(target[-1], self.overwritten)
        return answer

    def _names_of(self, calls: Any) -> list[str]:
        """Return what was called by the numbers of some calls of this example, from 1 on."""
        names = dict(enumerate(self._called, start=1))
        if not isinstance(calls, list) or not all(type(call) is int for call in calls):
            raise ProtocolError("not the numbers of calls")
        return [names[call] for call in calls if call in names]

    def _handed(self, name: str, label: str, values: Sequence[Any]) -> Handed | None:
        if self._care is None:
            return None
        return Handed(self._shared, name, label, values, self._care, self._others)

    def _begin(self) -> None:
        """Tell the other side what the check has made of what both hold."""
        if not self._has_begun:
            self.begin_example()
        if numbers := self._shared.forgettable():
            self._shared.forget(numbers)
            self._ask("forget", [numbers], 0)
        if changes := self._shared.changes():
            for number, _ in changes:
                self._noted("change", "", (self._shared.thing(number),))
            self._ask("write", [changes], 0)

    def _take(self, changes: Any, line: Line | None) -> None:
        """Take over what the other side has made of what both hold."""
        take_over(self._shared, changes)
        if line is not None:
            line.changed = tuple(number for number, _ in changes)

    def _attribute(self, owner: StudentName | StudentObject, name: str) -> Any:
        if name == "call":
            raise AttributeError(name)

        def get(own: str) -> Any:
            return self._read("get", [owner._identity, own], f"{owner._variable}.{own}", owner)

        return self._by_own_name(owner, name, get)

    def _by_own_name(
        self, owner: StudentName | StudentObject, name: str, ask: Callable[[str], Any]
    ) -> Any:
        """Ask for an attribute; for what is meant by it where the check lets names be nearly so."""
        names: dict[str, str] = owner._own_names
        try:
            return ask(names.get(name) or name)
        except Missing:
            if not self._learns(owner, name):
                raise
        if self._keeps_calls:
            self._transcript.pop()
        return ask(names[name])

    def _learns(self, owner: StudentName | StudentObject, name: str) -> bool:
        """Learn what an object calls its attribute, if that may be nearly so, and is sure."""
        if owner._own_names.get(name) != "":
            return False
        (own,) = self._ask("meant", [owner._identity, name], 1)
        with understood():
            if not isinstance(own, str) or own != plain_key(own):
                raise ProtocolError("not a name")
            owner._own_names[name] = safe(own, 60)
        return bool(own)

    def _many(self, name: str, attribute: str, count: int) -> list[Any]:
        self._begin()
        line = self._noted("read", f"[{name}().{attribute} for _ in range({count})]")
        # The reference may have been asked for fewer: how many, a check decides by what it sees.
        self._elements += count * _ELEMENTS_OF_ONE
        (tree,) = self._ask("many", [name, attribute, count], 1, name, attribute)
        with understood():
            values = self._decoded(tree, None, attribute)
            is_several = isinstance(values, list) or np.ndim(values) > 0
            if not is_several or len(values) != count:
                raise ProtocolError("not as many")
            return list(_kept(line, values))

    def _again(
        self,
        owner: StudentName | StudentObject,
        name: str,
        arrays: tuple[np.ndarray, ...],
        count: int,
    ) -> list[Any]:
        self._begin()
        self._evaluations.begin(NOTHING)
        target, label = ["o", owner._identity, name], f"{owner._variable}.{name}"
        tree = Encoder(self._named, is_strict=True).encode(list(arrays))
        self._noted("call", label, arrays)
        line = self._noted("call", label, arrays)
        (reply,) = self._ask("again", [target, tree, count], 1, name)
        with understood():
            answers = self._decoded(reply, None, name)
            if not isinstance(answers, list) or not 0 < len(answers) <= count:
                raise ProtocolError("not the answers of so many calls")
            return list(_kept(line, answers))

    def _entry(self, owner: StudentDict, key: str | int) -> Any:
        return self._read("item", [owner._identity, key], f"{owner._variable}[{key!r}]")

    def _read(
        self,
        operation: str,
        arguments: list[Any],
        label: str,
        owner: StudentName | StudentObject | None = None,
    ) -> Any:
        """Return what an attribute, an entry or a variable holds; a method, ready to be called."""
        self._begin()
        line = self._noted("read", label)
        (tree,) = self._ask(operation, arguments, 1, str(arguments[-1]))
        if isinstance(tree, list) and tree[:1] in (["c"], ["o"], ["m"]) and line is not None:
            self._transcript.pop()  # the line: what is done with it will be there
        if isinstance(tree, list) and tree[:1] == ["c"] and owner is not None:
            return StudentMethod(owner, arguments[-1])
        with understood():
            return _kept(line, self._decoded(tree, None, label))

    def _special(self, owner: StudentObject, method: str, label: str, *arguments: Any) -> Any:
        """Return what ``len(net)`` or ``net[0]`` gives."""
        self._begin()
        target = ["o", owner._identity, method]
        trees = [self._shared.encode(arguments), self._shared.encode_named({})]
        self._evaluations.begin(NOTHING)
        line = self._noted("read", label)
        self._called.append(method)
        value, changes, _, _ = self._ask("call", [target, *trees], 4, method)
        with understood():
            self._take(changes, None)
            return _kept(line, self._decoded(value, None, label))

    def _entries(self, owner: StudentDict) -> dict[Any, Any]:
        self._begin()
        (tree,) = self._ask("items", [owner._identity], 1)
        with understood():
            if not isinstance(value := self._decoded(tree, None, owner._variable), dict):
                raise ProtocolError("not a dict")
            return value

    def _held(self, owner: StudentDict) -> StudentDict:
        held = self._read("held", [owner._identity], owner._variable)
        with understood():
            if not isinstance(held, StudentDict):
                raise ProtocolError("not a dict")
        return held

    def _put(self, owner: StudentName | StudentObject, name: str, value: Any) -> None:
        def put(own: str) -> None:
            self._begin()
            self._noted("put", f"{owner._variable}.{own}", (value,))
            tree = Encoder(self._named, is_strict=True).encode(value)
            self._ask("put", [owner._identity, own, tree], 0, own)

        self._by_own_name(owner, name, put)

    def _stand_in(
        self, owner: StudentObject, method: str, function: StandIn, attributes: Sequence[str]
    ) -> None:
        self._begin()
        for name in attributes:
            self._learns(owner, name)
        own = [owner._own_names.get(name) or name for name in attributes]
        identity = self._evaluations.stand_in(function)
        self._ask("stand_in", [owner._identity, method, identity, own], 0, method)

    def _put_entries(self, owner: StudentDict, values: dict[Any, Any]) -> None:
        self._begin()
        for key, value in values.items():
            dots = "[...]" if isinstance(value, np.ndarray) else ""
            self._noted("put", f"{owner._variable}[{key!r}]{dots}", (value,))
        tree = Encoder(self._named, is_strict=True).encode(values)
        self._ask("put_items", [owner._identity, tree], 0, *map(str, values))

    def _ask(self, operation: str, arguments: list[Any], values: int, *names: str) -> list[Any]:
        """Return the values of a reply, or raise what it says; only ``names`` can be missing."""
        reply = self._transport.request(operation, arguments, self._evaluations.answer)
        with understood():
            if reply[:1] == ["ok"] and len(reply) == 1 + values:
                return reply[1:]
            is_text = all(isinstance(part, str) for part in reply)
            if reply[:1] == ["missing"] and len(reply) == 4 and is_text and reply[2] in names:
                raise self._missing(*reply[1:])
            if reply[:1] == ["error"] and len(reply) == 6:
                raise self._exception(*reply[1:])
            raise ProtocolError("not a reply")

    # -- values and words ------------------------------------------------------------------------

    def _named(self, value: Any) -> Tree | None:
        if isinstance(value, Function):
            return ["f", next(i for i, f in enumerate(self._functions) if f is value)]
        if isinstance(value, (StudentName, StudentObject)):
            return ["o", value._identity]
        if isinstance(value, StudentDict):
            return ["m", value._identity]
        if isinstance(value, (list, tuple, dict)):
            return None
        raise TypeError(f"a check passed a {type(value).__name__}, which does not travel")

    def _decoded(
        self, tree: Tree, line: Line | None, variable: str = "", *, made_by: str = ""
    ) -> Any:
        def resolve(tagged: list[Any]) -> Any:
            name = variable or self._variable(made_by)
            if line is not None and not line.result:
                line.result = name
            return self._handle(tagged, name)

        return Decoder(resolve, self._spend).decode(tree)

    def _spend(self, elements: int) -> None:
        self._elements -= elements
        if self._elements < 0:
            raise CheckFailure(_TOO_LARGE)

    def _handle(self, tagged: list[Any], variable: str = "") -> StudentObject | StudentDict:
        """Return a handle for an object or a dict of the other side's."""
        variable = variable or self._variable("value")
        if tagged[0] == "o" and len(tagged) == 4 and type(tagged[1]) is int:
            methods = frozenset(self._told(tagged[3], MAX_METHODS))
            return StudentObject(self, tagged[1], safe(str(tagged[2]), 60), variable, methods)
        if tagged[0] == "m" and len(tagged) == 3 and type(tagged[1]) is int:
            keys = self._told(tagged[2], MAX_KEYS)
            plain = [key if type(key) is int else safe(key, 60) for key in keys]
            return StudentDict(self, tagged[1], plain, variable)
        raise ProtocolError("not a value")

    def _told(self, names: Any, most: int) -> list[Any]:
        """Return the names of methods or keys, where they are such."""
        if not isinstance(names, list) or len(names) > most:
            raise ProtocolError("not names")
        if not all(is_key(name) and name == plain_key(name) for name in names):
            raise ProtocolError("not a name")
        self._spend(len(names))
        return names

    def _variable(self, made_by: str) -> str:
        base = variable_for(made_by)
        number = self._names[base] = self._names.get(base, 0) + 1
        return base if number == 1 else f"{base}{number}"

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
        why = self._explain(name) if what == "name" else None
        if suggestion and suggestion != name and why is None:
            text += Text(f"; did you mean `{suggestion}`?", f". 혹시 `{suggestion}` 아닌가요?")
        if why is not None:
            text, brief = text + Text(": ", ". ") + why, brief + Text(": ", ". ") + why
        return Missing(text, brief, is_part=what != "name")

    def _exception(
        self, kind: Any, built_in: Any, text: Any, cell: Any, line: Any
    ) -> BaseException:
        if not all(isinstance(word, str) for word in (kind, built_in, text)):
            raise ProtocolError("not an exception")
        if type(cell) is not int or type(line) is not int:
            raise ProtocolError("not a place")
        is_number = 0 < cell < 10**6 and 0 < line < 10**7
        place = Place(cell, line) if is_number and self._is_place(cell, line) else None
        if kind == "NotImplementedError":
            where = Text("", "") if place is None else Text(f" ({place})", f" ({place.text().ko})")
            return Missing(Text("not written yet", "아직 작성하지 않았습니다") + where)
        if (refusal := self._evaluations.refusal) is not None:
            text = refusal.to(self._language)
        unknown = _UNKNOWN_NAME.match(text) if kind == "NameError" else None
        why = self._explain(unknown[1]) if unknown else None
        kind, text, built_in = safe(kind, 60), safe(text, 600), safe(built_in, 60)
        return StudentException(kind, text, place, why, built_in, refusal)

    # -- the example, as code to paste -------------------------------------------------------------

    def example(self, *compared: Any) -> str:
        """Return what the current example called up to what gave ``compared``, as lines of code."""
        return self._transcript.code(*compared)

    def _noted(
        self,
        form: Form,
        target: str,
        arguments: tuple[Any, ...] = (),
        keywords: Mapping[str, Any] | None = None,
    ) -> Line | None:
        if not self._keeps_calls:
            return None
        return self._transcript.note(form, target, arguments, keywords)


def _kept(line: Line | None, answer: Any) -> Any:
    if line is not None:
        line.answer = answer
    return answer


def _named_handle(value: Any) -> str | None:
    """Return what the code of an example calls a handle; None for a plain value."""
    is_handle = isinstance(value, (StudentName, StudentObject, StudentDict))
    return str(value._variable) if is_handle else None
