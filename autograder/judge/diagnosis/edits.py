"""Edits of what a right work is asked: another value for one input, or another method.

A work that answers as a right one does after an edit has taken that input for something else. Must
never edit what a work of a student is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from itertools import combinations
from operator import mul
from types import MappingProxyType
from typing import Any

import numpy as np

from autograder.base.language import Text

Change = Callable[[Any], Any]
Factor = Callable[[Mapping[str, Any], int], float | None]
"""Of all that was passed and given, and of how many times the method has been called by then."""
_NONE: Mapping[str, Any] = MappingProxyType({})
_NOTHING = Text("", "")


@dataclass(frozen=True)
class Edit:
    """One thing that is changed in all questions."""

    id: str
    cost: float
    says: Text
    """What the answer is then: "the right answer with -b1 in place of b1"."""
    cause: Text = _NOTHING
    role: str = ""
    change: Change | None = None
    default: Any = None
    """What a right work takes for the input where it is not passed."""
    others: tuple[str, ...] = ()
    """Further inputs that are changed in the same way."""
    method: str = ""
    """What is called in the place of another method."""
    instead_of: str = ""

    factor: Factor | None = None
    """What the input is multiplied by."""
    partner: str = ""
    """Another input that it is exchanged with, and what that is by default."""
    partners_default: Any = None

    @property
    def defaults(self) -> dict[str, Any]:
        """What a right work takes for the inputs in question where they are not passed."""
        known = {self.role: self.default, self.partner: self.partners_default}
        return {role: value for role, value in known.items() if value is not None}

    def value(self, role: str, value: Any, inputs: Mapping[str, Any] = _NONE, turn: int = 1) -> Any:
        """Return what is passed in place of an input, the ``turn``-th time that it is asked."""
        if self.partner and role in (self.role, self.partner):
            other = self.partner if role == self.role else self.role
            return inputs.get(other, self.defaults.get(other, value))
        if role not in (self.role, *self.others):
            return value
        change = self.change
        if self.factor is not None:
            number = self.factor(inputs, turn)
            change = None if number is None else partial(mul, number)
        if change is None:
            return value
        if type(value) is dict:
            return {key: change(item) for key, item in value.items()}
        return change(value)

    def target(self, name: str) -> str:
        """Return what is called in place of a method."""
        return self.method if name == self.instead_of else name


_UNUSED = Text(
    "{0} makes no difference to the answer: look at whether it is used at all.",
    "{0}이(가) 답에 아무 영향을 주지 않습니다. 실제로 쓰이는지 살펴보세요.",
)
_SIGN = Text("Look at the sign in front of {0}.", "{0} 앞의 부호를 살펴보세요.")
_COUNT = Text(
    "Look at where the count begins, and at its last pass.",
    "세기 시작하는 값과 마지막 반복을 살펴보세요.",
)
_SHARE = Text(
    "What is kept and what is new are swapped.",
    "남기는 비율과 새로 더하는 비율이 서로 바뀌었습니다.",
)
_FACTOR = Text("Look at what {0} is multiplied by.", "{0}에 무엇을 곱하는지 살펴보세요.")


def _array(value: Any) -> Any:
    return value if isinstance(value, np.ndarray) else np.asarray(value)


def _lengths(v: Any) -> Any:
    lengths = np.linalg.norm(v, axis=-1, keepdims=True)
    return np.where(lengths > 0, lengths, 1.0)


# (name, bits, what it makes of a value, how it is written, the usual cause)
_CHANGES: tuple[tuple[str, float, Change, str, Text], ...] = (
    ("plus_1", 1, lambda v: v + 1, "{0} + 1", _COUNT),
    ("minus_1", 1, lambda v: v - 1, "{0} - 1", _COUNT),
    ("zero", 1.5, lambda v: v * 0, "0", _UNUSED),
    ("negated", 1.5, lambda v: -v, "-{0}", _SIGN),
    ("doubled", 2, lambda v: v * 2, "2 * {0}", _FACTOR),
    ("halved", 2, lambda v: v / 2, "{0} / 2", _FACTOR),
    ("one", 2.5, lambda v: v * 0 + 1, "1", _UNUSED),
    ("reciprocal", 2.5, lambda v: np.divide(1.0, v), "1 / {0}", _NOTHING),
    ("squared", 2.5, lambda v: v * v, "{0} ** 2", _NOTHING),
    ("tenfold", 3, lambda v: v * 10, "10 * {0}", _FACTOR),
    ("tenth", 3, lambda v: v / 10, "{0} / 10", _FACTOR),
    ("transposed", 2.5, lambda v: np.ascontiguousarray(v.T), "{0}.T", _NOTHING),
    ("first_row", 2.5, lambda v: v[:1], "{0}[:1]", _NOTHING),
    ("last_row", 3, lambda v: v[-1:], "{0}[-1:]", _NOTHING),
    ("rows_reversed", 3, lambda v: np.ascontiguousarray(v[::-1]), "{0}[::-1]", _NOTHING),
    ("absolute", 3, abs, "abs({0})", _NOTHING),
    ("whole", 3, lambda v: np.trunc(v) * 1.0, "int({0})", _NOTHING),
    ("complement", 2, lambda v: 1 - v, "1 - {0}", _SHARE),
    ("root", 2.5, lambda v: np.sqrt(v), "√{0}", _NOTHING),
    ("sign", 2.5, np.sign, "sign({0})", _NOTHING),
    ("unit_length", 3, lambda v: v / (np.linalg.norm(v) or 1.0), "{0} / |{0}|", _NOTHING),
    ("rows_unit_length", 3, lambda v: v / _lengths(v), "{0} / |{0}| (row by row)", _NOTHING),
    ("of_a_byte", 3, lambda v: v / 255, "{0} / 255", _FACTOR),
    ("of_the_largest", 3, lambda v: v / np.max(v), "{0} / max({0})", _FACTOR),
    ("averaged", 3, lambda v: v * 0 + np.mean(v), "mean({0})", _NOTHING),
    ("centred", 3, lambda v: v - np.mean(v, axis=0), "{0} - mean({0})", _NOTHING),
)
_OF_ARRAYS = (
    *("transposed", "first_row", "last_row", "rows_reversed", "whole"),
    *("sign", "unit_length", "rows_unit_length", "of_a_byte", "of_the_largest", "averaged"),
    "centred",
)
_OF_NUMBERS = ("complement", "root")
_OF_COUNTS = ("plus_1", "minus_1")
_OF_DICTS = (
    *("negated", "doubled", "halved", "squared", "absolute", "sign", "unit_length", "averaged"),
)
"""What is tried on all the arrays of a dict at once."""


def edits(
    inputs: Mapping[str, Any],
    parameters: Mapping[str, list[str]],
    defaults: Mapping[str, Any],
    *,
    repeats: bool = False,
) -> Iterator[Edit]:
    """Yield the edits of questions with such ``inputs``, where methods have such parameters.

    With ``repeats`` an object is asked more than once.
    """
    for role, value in reversed(list(inputs.items())):  # what is passed before what was given
        if not isinstance(value, (int, float, np.ndarray, dict)) or isinstance(value, bool):
            continue
        for name, cost, change, written, cause in _CHANGES:
            if not _suits(name, value):
                continue
            why = cause.filled(role)
            says = _with(role, written.format(role))
            yield Edit(f"{role}_{name}", cost, says, why, role, change, defaults.get(role))
        yield from _fixed(role, value, defaults.get(role))
    yield from _alike(inputs)
    yield from _scaled(inputs, defaults)
    yield from _exchanged(inputs, parameters, defaults)
    if repeats:
        yield from _by_turn(inputs)
    yield from _methods(parameters)


def _exchanged(
    inputs: Mapping[str, Any], parameters: Mapping[str, list[str]], defaults: Mapping[str, Any]
) -> Iterator[Edit]:
    """Yield what takes each of two inputs of one kind for the other."""
    pairs = {pair: None for names in parameters.values() for pair in combinations(names, 2)}
    for one, other in pairs:
        values = [inputs.get(role, defaults.get(role)) for role in (one, other)]
        if not (all(type(v) is float for v in values) or _are_alike(*values)):
            continue
        says = Text(
            f"what a right solution gives with {one} and {other} exchanged",
            f"올바른 풀이에서 {one}과(와) {other}을(를) 서로 바꾸어 구한 값",
        )
        why = Text(
            f"Look at where {one} is used, and where {other} is.",
            f"{one}을(를) 쓰는 곳과 {other}을(를) 쓰는 곳을 살펴보세요.",
        )
        id_ = f"{one}_exchanged_for_{other}"
        edit = Edit(id_, 2.0, says, why, one, default=defaults.get(one), partner=other)
        yield replace(edit, partners_default=defaults.get(other))


def _are_alike(one: Any, other: Any) -> bool:
    arrays = isinstance(one, np.ndarray) and isinstance(other, np.ndarray)
    return arrays and one.shape == other.shape and one.ndim > 0


def _by_turn(inputs: Mapping[str, Any]) -> Iterator[Edit]:
    """Yield what makes an input larger or smaller from call to call."""
    for role, value in inputs.items():
        if not isinstance(value, (np.ndarray, dict)):
            continue
        for id_, factor, written, why in _OF_TURNS:
            says = _with(role, written.format(role))
            yield Edit(f"{role}_{id_}", 3.0, says, why, role, factor=factor)


_COUNTED = Text(
    "(n: the number of the call.) Something is multiplied or divided by a count of the calls "
    "that should not be.",
    "(n: 몇 번째 호출인지.) 호출 횟수를 곱하거나 나누지 않아야 할 곳에서 그렇게 하고 있습니다.",
)
_SHRINKS = Text(
    "(n: the number of the call.) Something becomes smaller with each call.",
    "(n: 몇 번째 호출인지.) 호출할 때마다 무엇인가가 작아집니다.",
)


def _power(share: float, _: Mapping[str, Any], turn: int) -> float:
    return float(share ** (turn - 1))


_OF_TURNS: tuple[tuple[str, Factor, str, Text], ...] = (
    ("over_root_of_turn", lambda _, turn: turn**-0.5, "{0} / √n", _COUNTED),
    ("over_turn", lambda _, turn: 1 / turn, "{0} / n", _COUNTED),
    ("by_turn", lambda _, turn: float(turn), "n * {0}", _COUNTED),
    *(
        (
            f"times_{share}_each_time",
            partial(_power, share),
            f"{{0}} * {share} ** (n - 1)",
            _SHRINKS,
        )
        for share in (0.5, 0.9, 0.95, 0.99)
    ),
    (
        "from_the_second_call",
        lambda _, turn: float(turn > 1),
        "0 (n = 1), {0} (n > 1)",
        Text(
            "(n: the number of the call.) The first call does nothing: it may only prepare "
            "something and then end.",
            "(n: 몇 번째 호출인지.) 첫 번째 호출에서 아무것도 바뀌지 않습니다. 준비만 하고 "
            "끝나는지 살펴보세요.",
        ),
    ),
)


def _scaled(inputs: Mapping[str, Any], defaults: Mapping[str, Any]) -> Iterator[Edit]:
    """Yield what multiplies one input by another, or divides it by another's size."""
    numbers = [name for name, value in inputs.items() if type(value) is float]
    arrays = [n for n, value in inputs.items() if isinstance(value, np.ndarray) and value.ndim]
    gradients = [name for name, value in inputs.items() if type(value) is dict]
    for role in (*arrays, *gradients):
        for name in numbers:
            for id_, factor, written in (
                ("by", partial(_number, name, defaults), f"{name} * {role}"),
                ("by_1_minus", partial(_rest, name, defaults), f"(1 - {name}) * {role}"),
            ):
                says = _with(role, written)
                yield Edit(f"{role}_{id_}_{name}", 3.0, says, role=role, factor=factor)
    for role in numbers:
        for name in arrays:
            says = _with(role, f"{role} / {name}.size")
            made = Edit(f"{role}_over_{name}", 3.0, says, role=role, factor=partial(_part, name))
            yield replace(made, default=defaults.get(role))


def _number(
    name: str, defaults: Mapping[str, Any], inputs: Mapping[str, Any], _turn: int = 1
) -> float | None:
    value = inputs.get(name, defaults.get(name))
    return float(value) if isinstance(value, (int, float)) else None


def _rest(
    name: str, defaults: Mapping[str, Any], inputs: Mapping[str, Any], _turn: int = 1
) -> float | None:
    value = _number(name, defaults, inputs)
    return None if value is None else 1 - value


def _part(name: str, inputs: Mapping[str, Any], _turn: int = 1) -> float | None:
    value = inputs.get(name)
    return 1 / value.size if isinstance(value, np.ndarray) and value.size else None


def _suits(name: str, value: Any) -> bool:
    """Return whether a change is one of such values."""
    if isinstance(value, dict):
        return name in _OF_DICTS and all(isinstance(v, np.ndarray) for v in value.values())
    if isinstance(value, int):
        return name in _OF_COUNTS
    if name == "negated" and np.ndim(value) and np.isin(value, (0, 1)).all():
        return False  # targets have no sign
    if name in _OF_ARRAYS:
        return isinstance(value, np.ndarray) and bool(np.ndim(value))
    return name not in _OF_COUNTS and (name not in _OF_NUMBERS or isinstance(value, float))


def _alike(inputs: Mapping[str, Any]) -> Iterator[Edit]:
    """Yield what leaves out, or turns round, all inputs of one kind: b1, b2, …"""
    kinds: dict[str, list[str]] = {}
    for role, value in inputs.items():
        if isinstance(value, np.ndarray) and role[-1:].isdigit():
            kinds.setdefault(role.rstrip("0123456789"), []).append(role)
    for stem, roles in kinds.items():
        for name, cost, change, written, _ in _CHANGES:
            if len(roles) > 1 and name in ("zero", "negated", "transposed"):
                first, *others = roles
                says = Text(
                    _with(" and ".join(roles), written.format(f"{stem}…")).en,
                    _with(", ".join(roles), written.format(f"{stem}…")).ko,
                )
                id_ = f"{stem}_all_{name}"
                yield Edit(id_, cost + 1, says, _NOTHING, first, change, others=tuple(others))


def _fixed(role: str, value: Any, default: Any) -> Iterator[Edit]:
    """Yield what takes one number for an input, whatever is passed."""
    why = Text(
        f"The answer is the same whatever {role} is passed.",
        f"{role}에 무엇을 넘겨도 답이 같습니다.",
    )
    if default is not None:
        says = _with(role, f"{default}")
        yield Edit(f"{role}_fixed", 2.0, says, why, role, lambda _: default, default)
    for number in _USUAL.get(type(value), ()):
        if number != default:
            says = _with(role, f"{number}")
            cause = _ONE_PASS if type(number) is int else why
            fixed = partial(_always, number)
            yield Edit(f"{role}_fixed_at_{number}", 3.0, says, cause, role, fixed, default)


_USUAL: Mapping[type, tuple[float, ...]] = {int: (1,), float: (0.1, 0.001, 0.5, 0.9, 0.99, 0.999)}
"""Settings that people write into their code in place of the one that is passed."""
_ONE_PASS = Text(
    "What is repeated counts once only: look for a return inside a loop, for a result that the "
    "next pass does not go on from, and for a condition that only the first pass meets.",
    "반복한 것이 한 번만 반영됩니다. 반복문 안에 return이 있는지, 다음 반복이 앞의 결과에서 "
    "이어지는지, 첫 반복에서만 참인 조건이 있는지 살펴보세요.",
)


def _always(number: float, _: Any) -> float:
    return number


def _with(role: str, written: str) -> Text:
    return Text(
        f"what a right solution gives with {written} in place of {role}",
        f"올바른 풀이에 {role} 대신 {written}을(를) 넣어 구한 값",
    )


def _methods(parameters: Mapping[str, list[str]]) -> Iterator[Edit]:
    methods = {name: words for name, words in parameters.items() if "." in name}
    for name, words in methods.items():
        owner, _, own = name.rpartition(".")
        for other, theirs in methods.items():
            place, _, method = other.rpartition(".")
            if place == owner and other != name and theirs == words:
                text = Text(f"the right answer of {method}", f"{method}의 올바른 값")
                yield Edit(f"{own}_is_{method}", 3.0, text, method=method, instead_of=own)
