"""What a check did with a submission, kept so that it can be shown again as code to paste.

Values are kept as they were when they were passed. What was passed more than once, or changed, has
a name of its own, so that the code does what the check did. Must never call anything of a value's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

from autograder.checks.code import code_of
from autograder.checks.function import Function

_SHOWN_LINES = 30
Form = Literal["call", "put", "read", "change"]


@dataclass
class Line:
    """One thing that a check did."""

    form: Form
    target: str
    arguments: list[Argument] = field(default_factory=list)
    result: str = ""
    changed: tuple[int, ...] = ()
    """The numbers of what a call that returns nothing has changed."""
    answer: Any = ()
    """What came back; it is only ever asked whether it is the same thing as another."""


@dataclass(slots=True)
class Argument:
    """A value as it was when it was passed.

    ``name`` is what the code calls it, where that is known; ``number`` tells things apart that both
    sides hold, and ``parts`` are what is in a list or a dict.
    """

    value: Any
    keyword: str = ""
    name: str = ""
    number: int | None = None
    parts: Mapping[Any, Argument] | list[Argument] | None = None
    definitions: tuple[tuple[str, Any], ...] = ()

    def numbers(self) -> Iterator[int]:
        """Yield its number, and those of what is in it."""
        if self.number is not None:
            yield self.number
        inside = self.parts.values() if isinstance(self.parts, Mapping) else self.parts or ()
        for part in inside:
            yield from part.numbers()


class Transcript(list[Line]):
    """The lines of one example. ``number`` returns that of a thing which both sides hold."""

    def __init__(
        self, number: Callable[[Any], int | None], named: Callable[[Any], str | None]
    ) -> None:
        """``named`` returns what the code calls a handle."""
        self._number = number
        super().__init__()
        self._named = named

    def note(
        self,
        form: Form,
        target: str,
        arguments: tuple[Any, ...] = (),
        keywords: Mapping[str, Any] | None = None,
    ) -> Line:
        """Keep what is done, with the values as they are now."""
        functions = [v for v in [*arguments, *(keywords or {}).values()] if isinstance(v, Function)]
        constants = [item for f in functions for item in f.constants.items()]
        line = Line(form, target, [self._kept(v, constants) for v in arguments])
        line.arguments += [self._kept(v, constants, k) for k, v in (keywords or {}).items()]
        self.append(line)
        return line

    def _kept(self, value: Any, constants: list[tuple[str, Any]], keyword: str = "") -> Argument:
        """Keep an argument as it is now; an array that a function closes over keeps its name."""
        if isinstance(value, Function):
            own = tuple((name, _copy(v)) for name, v in value.constants.items())
            return Argument(None, keyword, "f", definitions=(*own, ("f", value.formula)))
        if (name := self._named(value)) is not None:
            return Argument(None, keyword, name)
        name = next((name for name, constant in constants if constant is value), "")
        parts: Any = None
        if isinstance(value, dict):
            parts = {key: self._kept(part, constants) for key, part in value.items()}
        elif isinstance(value, (list, tuple)):
            parts = [self._kept(part, constants) for part in value]
        number = None if name else self._number(value)
        return Argument(_copy(value), keyword, name, number, parts)

    def code(self, *compared: Any) -> str:
        """Return the lines as code for a notebook, up to the one that gave what was ``compared``.

        A check may ask for several answers before it compares the first.
        """
        gave = [
            i
            for i, line in enumerate(self)
            if any(_is_from(value, line.answer) for value in compared)
        ]
        lines = self[: gave[-1] + 1 if gave else None][-_SHOWN_LINES:]
        last = max((i for i, line in enumerate(lines) if line.form != "read"), default=-1)
        lines = [line for i, line in enumerate(lines) if line.form != "read" or i > last]
        return "\n".join(_Writer(lines).written())


class _Writer:
    """Writes the lines of an example, defining what has a name before it is used."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = lines
        self._names = _names_of(lines)
        self._defined: dict[str, str] = {}
        self._written: list[str] = []

    def written(self) -> list[str]:
        """Return the lines of code."""
        for line in self._lines:
            if line.form == "change":
                self._change(line)
                continue
            words = [self._word(argument) for argument in line.arguments]
            self._written.append(_code(line, words))
        shown = self._lines[-1].changed if self._lines and self._lines[-1].form == "call" else ()
        names = [self._names[number] for number in shown if number in self._names]
        seen = (name for name in names if not self._defined.get(name, "np.r").startswith("np.r"))
        return [*self._written, *seen]

    def _word(self, argument: Argument, *, is_inside: bool = False) -> str:
        for name, value in argument.definitions:
            self._define(name, f"lambda x: {value}" if name == "f" else code_of(value))
        word = argument.name
        if not word:
            name = self._names.get(argument.number or 0, "")
            if name not in self._defined or not name:
                code = self._literal(argument)
                word = name or code
                if name:
                    self._define(name, code)
            else:
                word = name
        return f"{argument.keyword}={word}" if argument.keyword and not is_inside else word

    def _literal(self, argument: Argument) -> str:
        parts = argument.parts
        if isinstance(parts, Mapping):
            inside = (f"{key!r}: {self._word(part)}" for key, part in parts.items())
            return "{" + ", ".join(inside) + "}"
        if parts is not None:
            text = ", ".join(self._word(part) for part in parts)
            comma = "," if isinstance(argument.value, tuple) and len(parts) == 1 else ""
            return f"({text}{comma})" if isinstance(argument.value, tuple) else f"[{text}]"
        if isinstance(argument.value, np.random.Generator):
            return "np.random.default_rng()"
        if isinstance(argument.value, np.random.RandomState):
            return "np.random.RandomState()"
        return code_of(argument.value)

    def _define(self, name: str, code: str) -> None:
        if self._defined.get(name) != code:
            self._defined[name] = code
            self._written.append(f"{name} = {code}")

    def _change(self, line: Line) -> None:
        """Write what the check made of a thing, where that is seen."""
        (argument,) = line.arguments
        name = self._names.get(argument.number or 0, "")
        if name in self._defined:
            dots = "[...]" if isinstance(argument.value, np.ndarray) else ""
            self._written.append(f"{name}{dots} = {self._literal(argument)}")


def _names_of(lines: list[Line]) -> dict[int, str]:
    """Return a name for each thing that is used more than once, or changed by the last call."""
    used = Counter(n for line in lines for a in line.arguments for n in set(a.numbers()))
    last = lines[-1] if lines else Line("read", "")
    wanted = {number for number, times in used.items() if times > 1} | set(last.changed)
    taken: Counter[str] = Counter()
    names: dict[int, str] = {}
    for argument in (argument for line in lines for argument in line.arguments):
        for number, base in _bases(argument):
            if number in wanted and number not in names:
                taken[base] += 1
                names[number] = base if taken[base] == 1 else f"{base}{taken[base]}"
    return names


def _bases(argument: Argument) -> Iterator[tuple[int, str]]:
    """Yield the number of a thing, and of each in it, with what it could be called."""
    if argument.number is not None:
        kinds = {"dict": "entries", "list": "items", "ndarray": "array"}
        kind = kinds.get(type(argument.value).__name__, "rng")
        yield argument.number, argument.keyword or kind
    if isinstance(argument.parts, Mapping):
        for key, part in argument.parts.items():
            is_name = isinstance(key, str) and key.isidentifier() and len(key) < 20
            for number, base in _bases(part):
                yield number, key if is_name and number == part.number else base
    else:
        for part in argument.parts or ():
            yield from _bases(part)


def _code(line: Line, words: list[str]) -> str:
    if line.form == "read":
        return line.target
    if line.form == "put":
        return f"{line.target} = {words[0]}"
    text = f"{line.target}({', '.join(words)})"
    return f"{line.result} = {text}" if line.result else text


def _is_from(value: Any, answer: Any) -> bool:
    """Return whether a value is an answer itself, a part of it, or rows of an array in it."""
    if value is answer:
        return True
    if isinstance(answer, np.ndarray):
        return isinstance(value, np.ndarray) and value.base is answer
    parts = answer.values() if isinstance(answer, dict) else answer
    return isinstance(answer, (dict, list, tuple)) and any(_is_from(value, p) for p in parts)


def _copy(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return value.copy()
    return type(value)() if type(value) in (list, dict) else value


def variable_for(name: str) -> str:
    """Return what the code calls an object that ``name`` has made: DataSet -> data_set."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().strip("_")
    return words if words and words != name else f"{words or 'value'}_made"
