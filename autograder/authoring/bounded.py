"""What stands in for right functions and classes in an audit: trivial, or right up to a bound only.

The source of this module is run in workers, behind a right solution, by `reach`. Must never import
anything but the standard library and NumPy, nor depend on anything else of gradkit's.
"""

from __future__ import annotations

import copy
import functools
import types
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np

Change = Callable[[Any, Sequence[Any], Mapping[str, Any]], Any]
"""Makes another answer of a right one, and of what it is the answer to."""


def dimensions(values: Sequence[Any], named: Mapping[str, Any]) -> dict[str, float]:
    """Return how large, many and long what is handed over is, each by a name for it."""
    found: dict[str, float] = {}
    for name, value in [*((f"argument {i}", v) for i, v in enumerate(values, 1)), *named.items()]:
        found |= {f"{what} of {name}": number for what, number in _measured(value)}
    return found


def _measured(value: Any) -> Iterator[tuple[str, float]]:
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, (int, float)):
        yield "value", abs(float(value))
    elif isinstance(value, np.ndarray) and value.dtype.kind in "fiu" and value.size:
        yield "size", float(np.max(np.abs(value)))
        yield "elements", value.size
        yield "dimensions", value.ndim
        if value.ndim:
            yield "rows", len(value)
            yield "columns", value.shape[-1]
    elif isinstance(value, (list, tuple)):
        yield "length", len(value)
    elif isinstance(value, dict):
        yield "keys", len(value)
        arrays = [part for part in value.values() if _is_numbers(part)]
        if arrays:
            yield "size", max(float(np.max(np.abs(array))) for array in arrays)
            yield "elements", max(array.size for array in arrays)


def _is_numbers(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.dtype.kind in "fiu" and value.size > 0


def largest(answer: Any) -> float:
    """Return the size of the largest number in an answer; 0 where there is none."""
    return max((float(np.max(np.abs(part))) for part in _numbers(answer)), default=0.0)


def counts(answer: Any) -> dict[str, int]:
    """Return how many rows, columns and elements the largest array in an answer has."""
    arrays = [part for part in _numbers(answer) if part.ndim]
    found = {"elements": max((part.size for part in arrays), default=0)}
    found["rows"] = max((len(part) for part in arrays), default=0)
    found["columns"] = max((part.shape[-1] for part in arrays if part.ndim > 1), default=0)
    return found


def _numbers(answer: Any) -> list[np.ndarray]:
    if isinstance(answer, (list, tuple, dict)):
        parts = answer.values() if isinstance(answer, dict) else answer
        return [number for part in parts for number in _numbers(part)]
    is_number = isinstance(answer, (int, float, np.number)) and not isinstance(answer, bool)
    if is_number or _is_numbers(answer):
        return [np.asarray(answer)]
    return []


def each(answer: Any, change: Callable[[np.ndarray], Any]) -> Any:
    """Return an answer of the same form with every number and array in it changed."""
    if isinstance(answer, dict):
        return {key: each(part, change) for key, part in answer.items()}
    if isinstance(answer, (list, tuple)):
        parts = [each(part, change) for part in answer]
        return tuple(parts) if isinstance(answer, tuple) else parts
    if _is_numbers(answer):
        return np.asarray(change(answer), dtype=answer.dtype).reshape(answer.shape)
    if isinstance(answer, (float, np.floating)):
        return float(np.asarray(change(np.asarray(answer))).ravel()[0])
    if isinstance(answer, (int, np.integer)) and not isinstance(answer, bool):
        return int(np.asarray(change(np.asarray(answer))).ravel()[0])
    return answer


def spoilt(array: np.ndarray) -> np.ndarray:
    """Return numbers that are a tenth off, and more where they are small."""
    return np.asarray(1.1 * array + (0.1 if array.dtype.kind == "f" else 1))


# -- right up to a bound ----------------------------------------------------------------


def beyond(dimension: str, bound: float) -> Change:
    """Spoil answers where a dimension of what is asked is above a bound."""

    def change(answer: Any, values: Sequence[Any], named: Mapping[str, Any]) -> Any:
        is_above = dimensions(values, named).get(dimension, 0.0) > bound
        return each(answer, spoilt) if is_above else answer

    return change


def behind(axis: str, bound: float) -> Change:
    """Spoil the rows, columns or elements of answers behind a bound."""

    def tail(array: np.ndarray) -> np.ndarray:
        made = array.copy()
        part = made.reshape(-1) if axis == "elements" else made
        if axis != "columns" or made.ndim > 1:
            index = (..., slice(int(bound), None)) if axis == "columns" else slice(int(bound), None)
            if part.ndim:
                part[index] = spoilt(part[index])
        return made

    return lambda answer, _values, _named: each(answer, tail)


def capped(bound: float) -> Change:
    """Keep answers within a bound."""
    return lambda answer, _values, _named: each(answer, lambda a: np.clip(a, -bound, bound))


def rounded(digits: int) -> Change:
    """Round answers."""
    return lambda answer, _values, _named: each(answer, lambda a: np.round(a, digits))


# -- trivial ----------------------------------------------------------------


def trivial(kind: str) -> Change:
    """Keep nothing of an answer but its form."""
    kept: dict[Any, Any] = {}

    def change(answer: Any, values: Sequence[Any], named: Mapping[str, Any]) -> Any:
        if kind == "nothing":
            return None
        inputs = [array for value in [*values, *named.values()] for array in _held(value)]
        x = np.asarray(inputs[0], dtype=float) if inputs else np.ones(1)
        if kind == "by heart":
            form = str([part.shape for part in _numbers(answer)])
            return copy.deepcopy(kept.setdefault(form, copy.deepcopy(answer)))
        return each(answer, lambda array: _FILLED[kind](array, x))

    return change


def _random(array: np.ndarray, seed: bytes | None) -> np.ndarray:
    rng = np.random.default_rng(None if seed is None else zlib.crc32(seed))
    return rng.uniform(-1.0, 1.0, array.shape)


_FILLED: dict[str, Callable[[np.ndarray, np.ndarray], Any]] = {
    "zeros": lambda array, _x: np.zeros(array.shape),
    "ones": lambda array, _x: np.ones(array.shape),
    "a constant": lambda array, _x: np.full(array.shape, 0.37),
    "a constant by its input": lambda array, x: np.full(array.shape, np.mean(x)),
    "the input": lambda array, x: np.resize(x, array.shape),
    "twice the input": lambda array, x: np.resize(2 * x, array.shape),
    "random": lambda array, _x: _random(array, None),
    "random by its input": lambda array, x: _random(array, x.tobytes()),
}
KINDS = (*_FILLED, "by heart", "nothing")


# -- put in the place of what is right ------------------------------------------------------


def of_function(
    right: Callable[..., Any], change: Change, *, of_self: bool = False, is_idle: bool = False
) -> Callable[..., Any]:
    """Return a function that gives other answers than the ``right`` one.

    Of a method, ``of_self``, it does not count what the object is. What answers nothing changes
    what it is given: that is its answer. An ``is_idle`` one has changed nothing of it so far.
    """

    @functools.wraps(right)
    def stand_in(*values: Any, **named: Any) -> Any:
        held = [array for value in [*values, *named.values()] for array in _held(value)]
        asked = [_copied(value) for value in values[int(of_self) :]]
        asked_named = {name: _copied(value) for name, value in named.items()}
        before = [array.copy() for array in held]
        answer = right(*values, **named)
        for array, was in zip(held, before, strict=True) if answer is None else ():
            if is_idle or not np.array_equal(array, was):
                made = change(array.copy(), asked, asked_named)
                array[...] = was if made is None else made
        return change(answer, asked, asked_named)

    return stand_in


def _held(value: Any) -> list[np.ndarray]:
    if isinstance(value, dict):
        return [part for part in value.values() if _is_numbers(part)]
    return [value] if _is_numbers(value) else []


def _copied(value: Any) -> Any:
    return copy.deepcopy(value) if isinstance(value, (np.ndarray, list, dict)) else value


def of_class(right: type, method: str, change: Change) -> type:
    """Return a class whose ``method`` gives other answers than the ``right`` one's."""
    member = getattr(right, method)
    if method != "__init__":
        return type(right.__name__, (right,), {method: of_function(member, change, of_self=True)})

    @functools.wraps(member)
    def stand_in(self: Any, *values: Any, **named: Any) -> None:
        member(self, *values, **named)
        _change_attributes(self, {}, lambda held: change(held, values, named))

    return type(right.__name__, (right,), {method: stand_in})


def _change_attributes(
    changed: Any, before: Mapping[str, Any], change: Callable[[Any], Any]
) -> None:
    """Change the numbers that an object holds, but for those that it has held ``before``."""
    for name, value in list(vars(changed).items()):
        if value is before.get(name):
            continue
        if _is_numbers(value) or isinstance(value, float):
            setattr(changed, name, change(value))
        elif isinstance(value, dict):
            made = change(dict(value)) or {}
            value.clear()
            value.update(made)


def idle(right: Any, kind: str) -> Any:
    """Return a function or class that does nothing of what the ``right`` one does."""
    if not isinstance(right, type):
        return of_function(_blind(right), trivial(kind), is_idle=True)
    made = of_class(right, "__init__", trivial(kind))
    members = [each for place in reversed(right.__mro__[:-1]) for each in vars(place).items()]
    for name, member in dict(members).items():
        if not name.startswith("_") and isinstance(member, types.FunctionType):
            made = type(right.__name__, (made,), {name: _idle_method(member, kind)})
    return made


def _idle_method(right: Callable[..., Any], kind: str) -> Callable[..., Any]:
    """Return a method that answers nothing of what the ``right`` one does, nor leaves it behind."""
    change = trivial(kind)
    answers = of_function(_blind(right), change, of_self=True, is_idle=True)

    @functools.wraps(right)
    def stand_in(self: Any, *values: Any, **named: Any) -> Any:
        before = dict(vars(self))
        answer = answers(self, *values, **named)
        _change_attributes(self, before, lambda held: change(held, values, named))
        return answer

    return stand_in


def _blind(right: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that asks nothing of the functions it is given, and changes no array."""

    @functools.wraps(right)
    def blind(*values: Any, **named: Any) -> Any:
        unasked = [_unasked(value) for value in values]
        try:
            return right(*unasked, **{name: _unasked(value) for name, value in named.items()})
        except Exception:
            return 0.0

    return blind


def _unasked(value: Any) -> Any:
    is_plain = value is None or isinstance(value, (bool, int, float, str))
    return (lambda *_: 0.0) if callable(value) and not is_plain else _copied(value)
