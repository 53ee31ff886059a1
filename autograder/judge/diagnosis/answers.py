"""Replies taken apart into comparisons: one for each part of an answer that has a place of its own.

Must never compare what has no number in it but by the judge's own words.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from autograder.base.language import Text
from autograder.checks.function import Function
from autograder.judge.diagnosis.comparison import Answer, Comparison
from autograder.judge.diagnosis.doubles import Double
from autograder.judge.diagnosis.replies import Instead, Raised, Replies, Reply
from autograder.protocol.values import Unknown

# A wrong shape, such as (n, n) in place of (n,), is still told; what is put beside it in every
# way, one of which might be its own, is never much larger than the right answer.
_LARGER, _SOME = 4, 1024


_ORDINALS = {
    1: Text("first", "첫 번째"),
    2: Text("second", "두 번째"),
    3: Text("third", "세 번째"),
}


def ordinal(place: str) -> Text:
    """Return which one of several is at a place such as ``[0]``."""
    number = int(place[1:-1]) + 1
    return _ORDINALS.get(number, Text(f"{number}th", f"{number}번째"))


class Slot(NamedTuple):
    """A place in the answers to one kind of question."""

    target: str
    """What is asked: ``Net.loss``."""
    place: str
    """Where in the answer: empty for all of it, a key, ``[0]``, or ``after:`` an argument."""
    is_read: bool = False
    """Whether it was read, not called."""

    @property
    def argument(self) -> str:
        """Return the argument that is looked at after the call; empty where it is the answer."""
        kind, _, name = self.place.partition(":")
        return name if kind == "after" else ""

    @property
    def says(self) -> Text:
        """Return what stands there."""
        name = self.target.rpartition(".")[2]
        if argument := self.argument:
            return Text(f"{argument} after the call of {name}", f"{name} 호출 뒤의 {argument}")
        if self.place.startswith("["):
            which = ordinal(self.place)
            return Text(f"the {which.en} value that {name} returns", f"{name}의 {which.ko} 반환값")
        if self.place:
            return Text(
                f"{self.place} in what {name} returns", f"{name}의 반환값 가운데 {self.place}"
            )
        if self.is_read:
            return Text(name, name)
        if name == "__call__":
            kind = self.target.partition(".")[0]
            return Text(f"the result of calling a {kind}", f"{kind} 객체를 호출한 결과")
        return Text(f"the result of {name}", f"{name}의 결과")


class Case(NamedTuple):
    """A comparison with the reply that it was taken from, and its place among all replies."""

    comparison: Comparison
    reply: Reply
    example: int
    turn: int
    """How often the same was asked in that example before."""


def cases(replies: Replies) -> dict[Slot, list[Case]]:
    """Return the cases of each slot, from the replies to each example, in their order."""
    found: dict[Slot, list[Case]] = defaultdict(list)
    for example, of_example in enumerate(replies):
        turns: Counter[Slot] = Counter()
        for reply in of_example:
            for slot, comparison in _compared(reply):
                placed = replace(comparison, turn=turns[slot], example=example)
                found[slot].append(Case(placed, reply, example, turns[slot]))
                turns[slot] += 1
    return dict(found)


def _compared(reply: Reply) -> Iterator[tuple[Slot, Comparison]]:
    inputs = {name: _input(value) for name, value in _named(reply.inputs)}
    usual = {name: _input(value) for name, value in reply.usual.items()}
    pairs = list(_pairs(reply))
    rights = {place: answer(right) for place, right, _ in pairs if place}
    for place, right, actual in pairs:
        others = {name: value for name, value in rights.items() if name != place}
        slot = Slot(reply.target, place, reply.is_read)
        sides = _sides(right, actual)
        yield slot, Comparison(inputs, *sides, others, reply.strayed, usual=usual)
    for name, (right, actual) in reply.arrays_after.items():
        yield (
            Slot(reply.target, f"after:{name}"),
            Comparison(inputs, *_sides(right, actual), strayed=reply.strayed, usual=usual),
        )


def _named(inputs: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the inputs by name, those in a dict by its name and their own."""
    for name, value in inputs.items():
        if type(value) is dict and value and all(isinstance(key, str) for key in value):
            yield from ((f"{name}.{key}", item) for key, item in value.items())
        else:
            yield name, value


def _input(value: Any) -> Answer:
    """Return an input as it is compared: a word that a check passes by itself."""
    is_word = isinstance(value, str) and value.isidentifier()
    return f'"{value}"' if is_word else answer(value)


def _sides(right: Any, actual: Any) -> tuple[Answer, Answer]:
    """Return both answers as they are compared: nothing is looked for in a far larger one."""
    wanted, given = answer(right), answer(actual)
    if np.size(given) > _LARGER * np.size(wanted) + _SOME:
        given = "a far larger array"
    return wanted, given


def _pairs(reply: Reply) -> Iterator[tuple[str, Any, Any]]:
    """Yield the places of a right answer, with what is there and what is in the actual one."""
    right, actual = reply.right, reply.actual
    if isinstance(right, dict):
        for key, value in right.items():
            given = Instead(_NO_DICT[type(actual)]) if type(actual) in _NO_DICT else actual
            yield str(key), value, _item(given, dict, key)
    elif isinstance(right, tuple):
        for place, value in enumerate(right):
            # A function that returns the first of several things alone has that one all the same.
            is_alone = place == 0 and not isinstance(actual, (tuple, list, str))
            yield f"[{place}]", value, actual if is_alone else _item(actual, (tuple, list), place)
    elif not isinstance(right, Double):
        yield "", right, actual


_NO_DICT: Mapping[type, str] = {
    list: "a list",
    tuple: "a tuple",
    np.ndarray: "an array",
    float: "a number",
    int: "a number",
    bool: "True or False",
}


def _item(actual: Any, kind: Any, key: Any) -> Any:
    if isinstance(actual, Raised):
        return actual
    if key != 0 and kind is not dict and isinstance(actual, np.ndarray):
        return Raised("missing")  # one thing alone is the first of several
    try:
        return actual[key] if isinstance(actual, kind) else actual
    except (KeyError, IndexError):
        return Raised("missing")


_HELD: Mapping[type, str] = {dict: "dicts", str: "texts", type(None): "None"}


def _held(values: Sequence[Any]) -> str:
    """Return what all values are that are no numbers, in words; empty where it is unknown."""
    kinds = {type(value) for value in values}
    return _HELD.get(kinds.pop(), "") if len(kinds) == 1 else ""


def answer(value: Any) -> Answer:
    """Return a value as it is compared: numbers as an array, all else as words of ours."""
    if isinstance(value, Raised):
        return f"raised {value}"
    if isinstance(value, Instead):
        return f"{value} in place of a dict"
    if isinstance(value, (bool, int, float, np.ndarray, np.generic, list, tuple)):
        try:
            array = np.asarray(value)
        except ValueError:
            return f"a {type(value).__name__} of unlike things"
        if array.dtype.kind in "biuf":
            return array.astype(np.float64)
    if isinstance(value, (list, tuple)) and (held := _held(value)):
        return f"a {type(value).__name__} of {held}"
    if isinstance(value, Function):
        reads = value.shape is None
        return "a function that reads the array itself" if reads else "a function of its argument"
    if isinstance(value, Unknown):
        return "a value of another type"
    return {
        type(None): "None",
        str: "a text",
        dict: "a dict",
        tuple: "a tuple",
        list: "a list",
    }.get(type(value), "an object")
