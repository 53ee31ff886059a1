"""Doubles: what a check holds in place of an object, with the reference's and the other work's.

Whatever is done to one is done to both. Must never let one work see anything of the other's.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from autograder.checks.function import Function
from autograder.checks.handles import StudentDict, StudentObject
from autograder.judge.diagnosis.replies import Heard

if TYPE_CHECKING:
    from autograder.judge.diagnosis.prompting import Prompter


class Double:
    """An object of the reference's and one of the other work's, which a check takes for one."""

    def __init__(
        self,
        prompter: Prompter,
        kind: str,
        right: Any,
        other: Any,
        given: dict[str, Any],
        name: str = "",
        number: int = 0,
    ) -> None:
        self.__dict__.update(prompter=prompter, kind=kind, right=right, other=other, given=given)
        self.__dict__.update(name=name, number=number)
        self.__dict__["_student"] = prompter

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in getattr(self.right, "_methods", ()):
            return DoubleMethod(self, name)
        return self.prompter.read(name, lambda each: getattr(each, name), self)

    def __setattr__(self, name: str, value: Any) -> None:
        self.prompter.write(lambda each, v: setattr(each, name, v[name]), self, {name: value})

    def call(self, name: str, *words: Any, **named: Any) -> Any:
        """Call a method."""
        return self.prompter.called(name, f"{self.kind}.{name}", self, words, named)

    def __call__(self, *words: Any, **named: Any) -> Any:
        """Call the object."""
        return self.call("__call__", *words, **named)

    def __len__(self) -> int:
        return int(self.prompter.read("len", len, self))

    def __bool__(self) -> bool:
        return True  # it is there

    def __getitem__(self, key: Any) -> Any:
        return self.prompter.read(f"[{key!r}]", lambda each: each[key], self)

    __iter__: Any = None  # as with the real one


class DoubleMethod:
    """A method of both works'."""

    def __init__(self, owner: Double, name: str) -> None:
        self._owner, self._name = owner, name

    def __call__(self, *words: Any, **named: Any) -> Any:
        """Call the method."""
        return self._owner.call(self._name, *words, **named)


class DoubleName(Double):
    """A name of both works': a function or a class."""

    @property
    def _identity(self) -> DoubleName:
        """What the real one passes on where many objects are asked for at once."""
        return self

    def __call__(self, *words: Any, **named: Any) -> Any:
        """Call what has the name."""
        return self.prompter.called(self.kind, self.kind, None, words, named)


class DoubleDict(Double):
    """A dict of the reference's and one of the other work's; it has the keys of the right one."""

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

    def items(self) -> list[tuple[Any, Any]]:
        """Return the keys and entries of a dict."""
        return [(key, self[key]) for key in self.keys()]

    def values(self) -> list[Any]:
        """Return the entries of a dict."""
        return [self[key] for key in self.keys()]

    def copy(self) -> Any:
        """Return all entries of a dict."""
        return self.prompter.read(self.name, lambda each: each.copy(), self)

    def held(self) -> Any:
        """Return a dict of the very arrays that are a dict's entries now."""
        return self.prompter.read(self.name, lambda each: each.held(), self)

    def __contains__(self, key: object) -> bool:
        return key in self.keys()

    def __iter__(self) -> Iterator[Any]:
        return iter(self.keys())

    def __len__(self) -> int:
        return len(self.keys())


def rights(value: Any, heard: Mapping[int, Heard] = MappingProxyType({})) -> Any:
    """Return a value with the reference's objects in the place of doubles, and functions heard."""
    if isinstance(value, Double):
        return value.right
    if isinstance(value, Function):
        return heard.get(id(value), value)
    if type(value) in (list, tuple):
        return type(value)(rights(item, heard) for item in value)
    if type(value) is dict:
        return {key: rights(item, heard) for key, item in value.items()}
    return value


def kept(value: Any) -> Any:
    """Return a value as it is now."""
    if isinstance(value, (Function, StudentObject, StudentDict, Double)):
        return value
    return copy.deepcopy(value)
