"""What a check hands over is looked at after every call: it is to be as it was.

Where a method has a part of its own, what the method changes costs that part and no other. Must
never hold more than what both sides hold already.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.base.language import Text
from autograder.checks.handles import StudentDict, StudentObject
from autograder.checks.lenience import passes_anything
from autograder.protocol.outcomes import CheckFailure
from autograder.protocol.shared import Shared

# Whoever moves an argument and puts it back by arithmetic, (x + h) - h, leaves an ulp or two; 1e-12
# is thousands of them, and far below any step.
_ROUNDING = 1e-12


@dataclass(frozen=True)
class Care:
    """What calls have to leave alone in a check of one part.

    ``may_change`` are the arguments, counted from 1, that functions and methods may change, and 0
    for what was handed over or returned before; an author says so in ``assignment.toml``.
    """

    part: str
    parts: Collection[str]
    """Those of the question."""
    may_change: Mapping[str, Sequence[int]] = field(default_factory=dict)

    def counts(self, name: str) -> bool:
        """Return whether this check is the one that what ``name`` changes costs."""
        own = {part.rpartition(".")[2] for part in self.parts}
        return name not in own or name == self.part.rpartition(".")[2]

    def look_back(self, name: str, earlier: Iterable[str]) -> None:
        """Raise CheckFailure where a call of ``name`` changed a result of one of the ``earlier``.

        A method that has a part of its own, and is not this one, builds on another, or is built on.
        """
        __tracebackhide__ = True
        if passes_anything() or 0 in self.may_change.get(name, ()) or not self.counts(name):
            return
        for each in filter(self.counts, earlier):
            raise Changed(
                Text(
                    f"the array that `{each}` returned before was changed by a later call",
                    f"`{each}`: 앞서 반환한 배열이 나중 호출에서 바뀌었습니다",
                )
            )

    def free(self, name: str, arguments: Sequence[Any], held: Iterable[Any]) -> set[int]:
        """Return the identities of what a call of ``name`` may change, and of all that is in it.

        What is ``held`` may be in an object or a dict of the student's that may be changed.
        """
        places = self.may_change.get(name, ())
        free = [arguments[place - 1] for place in places if 0 < place <= len(arguments)]
        if 0 in places or any(isinstance(each, (StudentDict, StudentObject)) for each in free):
            others = {id(thing) for thing in _within(arguments)}
            free += [thing for thing in held if id(thing) not in others]
        return {id(thing) for thing in _within(free)}


def of_parts(part: str, parts: Iterable[str], may_change: Mapping[str, Sequence[int]]) -> Care:
    """Return what has to be left alone in a check of ``part``, whose question has ``parts``."""
    question = part.partition(".")[0]
    own = frozenset(each for each in parts if each.partition(".")[0] == question)
    return Care(part, own, may_change)


class Changed(CheckFailure):
    """A call has changed what it has to leave alone."""


Changes = list[tuple[Any, Any]]
"""What things were before calls that changed them, and afterwards."""


class Handed:
    """What both sides hold before a call; ``look`` at it again afterwards.

    ``others`` are the changes that methods with a part of their own have made in this example: who
    builds upon one of them makes the same, and that is no fault of its own.
    """

    def __init__(
        self,
        shared: Shared,
        name: str,
        label: str,
        arguments: Sequence[Any],
        care: Care,
        others: Changes,
    ) -> None:
        self._shared = shared
        self._label = label
        self._arguments = arguments
        self._others = others
        self._counts = care.counts(name)
        self._before = shared.states()
        self._free = care.free(name, arguments, map(shared.thing, self._before))

    def look(self) -> None:
        """Raise CheckFailure where something was changed that may not be."""
        __tracebackhide__ = True
        if passes_anything():
            return
        for thing, was, now in self._shared.other_than(self._before):
            if id(thing) in self._free or _is_as_before(thing, was):
                continue
            if not self._counts:
                self._others.append((was, now))
            elif (was, now) not in self._others:
                what = self._named(thing)
                raise Changed(
                    Text(
                        f"{what.en} was changed by the call",
                        f"{what.ko}: 호출 전과 달라졌습니다",
                    )
                )

    def _named(self, thing: Any) -> Text:
        for place, argument in enumerate(self._arguments, start=1):
            if any(each is thing for each in _within([argument])):
                return Text(
                    f"argument {place} of {self._label}", f"{self._label}에 넘긴 {place}번째 인수"
                )
        return Text(
            f"an argument from before the call of {self._label}",
            f"{self._label}를 부르기 전에 넘겨 둔 것",
        )


def _within(values: Iterable[Any]) -> Iterator[Any]:
    """Yield values, and what is in them."""
    seen: set[int] = set()
    left = list(values)
    while left:
        value = left.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        yield value
        if isinstance(value, (list, tuple)):
            left += value
        elif isinstance(value, dict):
            left += value.values()


def _is_as_before(thing: Any, state: Any) -> bool:
    """Return whether an array is what it was but for rounding; a random generator goes on."""
    if isinstance(thing, (np.random.Generator, np.random.RandomState)):
        return True
    if not isinstance(thing, np.ndarray) or thing.dtype.kind != "f":
        return False
    was = np.frombuffer(state, thing.dtype).reshape(thing.shape)
    with np.errstate(all="ignore"):
        near = np.abs(thing - was) <= _ROUNDING * np.maximum(1.0, np.abs(was))
    return bool(np.all(near | (thing == was) | (np.isnan(thing) & np.isnan(was))))
