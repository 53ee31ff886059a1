"""Which of a check's drawn examples are asked: fewer than are drawn, and those that ask more.

A fault that shows at all mostly shows at once: docs/performance.md has the curve of what is found
against the examples asked. What is found late are faults at the end of a range (the longest array,
the largest number, the most rows) and those that only one shape or one drawn constant has, of which
Hypothesis draws some over and over and others never. So those are asked first that have what no
other one has, and no more once little is left that none has. Must never look at a submission.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

_LEAST, _MOST = 1 / 8, 1 / 2
"""Shares of the examples that an author asks for."""
_ENOUGH = 0.7
"""Of all that two things of note are together in, so much; each of them alone is there before."""
_FEWEST = 10
"""Below that a check has chosen its own number, and keeps all."""
_MOST_DEPTH, _MOST_PARTS = 4, 64
_MOST_KINDS = 24
"""What has more values than that is a range, of which the ends count."""

Keywords = Mapping[str, Any]


def chosen(drawn: Sequence[Keywords], asked_for: int | None = None) -> list[int]:
    """Return the places of the examples that are asked, the most telling first.

    ``asked_for`` is how many the author has asked for, if more than these were drawn.
    """
    wanted = len(drawn) if asked_for is None else asked_for
    few = min(_FEWEST, wanted)
    least, most = (min(len(drawn), max(few, math.ceil(s * wanted))) for s in (_LEAST, _MOST))
    if most == len(drawn):
        return list(range(len(drawn)))
    has, weights = _tokens([list(_features("", keywords, 0)) for keywords in drawn])
    return _covering(has, weights, least, most) if len(has) else list(range(most))


def _covering(has: np.ndarray, weights: np.ndarray, least: int, most: int) -> list[int]:
    """Return places that have every token as soon as can be, and most of every two of them.

    ``has`` is a row for each token, with a weight. Greedy: the one next that has most of what none
    has yet.
    """
    bits = np.packbits(has, axis=1)
    twos = [bits[place] & bits[place + 1 :] for place in range(len(bits))]
    pairs = _distinct(np.concatenate([bits[:1], *twos]), has.shape[1])
    pairs = pairs[pairs.any(axis=1)]  # some exclude each other
    missing, missing_pairs = np.ones(len(has), bool), np.ones(len(pairs), bool)
    left, places = np.ones(has.shape[1], bool), list[int]()
    enough = (1 - _ENOUGH) * len(pairs)
    while len(places) < most and (
        len(places) < least or missing.any() or missing_pairs.sum() > enough
    ):
        alone = weights[missing] @ has[missing]
        new = alone * (len(pairs) + 1.0) + pairs[missing_pairs].sum(axis=0)
        best = int(np.argmax(np.where(left, new, -1.0)))
        missing &= ~has[:, best]
        missing_pairs &= ~pairs[:, best]
        left[best] = False
        places.append(best)
    return places


def _distinct(bits: np.ndarray, columns: int) -> np.ndarray:
    """Return each row of packed bits once; numpy's own sorting of rows takes tens of times longer.

    There are a hundred thousand for a check of a class.
    """
    rows = b"".join({row.tobytes() for row in bits})
    each = np.frombuffer(rows, np.uint8).reshape(-1, bits.shape[1])
    return np.unpackbits(each, axis=1, count=columns).astype(bool)


class _Feature(NamedTuple):
    """What is of note in a drawn value, such as the shape of an array."""

    name: str
    value: Any
    is_statistic: bool = False
    """Whether it is a number that was not drawn itself: of these the ends count, however few."""


def _tokens(features: Sequence[Sequence[_Feature]]) -> tuple[np.ndarray, np.ndarray]:
    """Return who has what, a row for each thing of note, and how many things a row stands for.

    Of note are the values of anything that has few, and the ends of ranges. What comes together
    always is one row: a batch of unusual size is unusual in all of its arrays.
    """
    values: defaultdict[str, defaultdict[int, list[Any]]] = defaultdict(lambda: defaultdict(list))
    statistics = set[str]()
    for place, each in enumerate(features):
        for name, value, is_statistic in each:
            values[name][place].append(value)
            if is_statistic:
                statistics.add(name)
    rows: list[set[int]] = []
    for name, found in values.items():
        kinds: defaultdict[str, set[int]] = defaultdict(set)
        for place, those in found.items():
            for value in those:
                kinds[str(value)].add(place)
        if name not in statistics and len(kinds) <= _MOST_KINDS:
            rows += kinds.values()
        elif all(isinstance(value, (int, float)) for those in found.values() for value in those):
            for end in (min, max):
                ends = {place: end(those) for place, those in found.items()}
                rows.append({end(ends, key=ends.__getitem__)})
    has = np.zeros((len(rows), len(features)), bool)
    for row, places in zip(has, rows, strict=True):
        row[list(places)] = True
    return np.unique(has[~has.all(axis=1)], axis=0, return_counts=True)


def _features(name: str, value: Any, depth: int) -> Iterator[_Feature]:
    """Yield what can be large or small in a drawn value: sizes, magnitudes, counts.

    Of several values of one kind, as the cases of a pair, it does not matter which one has it.
    """
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        yield from _features_of_array(name, value)
    elif isinstance(value, (bool, int, float, np.number)):
        if math.isfinite(value):
            yield _Feature(name, float(value))
            yield _Feature(f"{name} magnitude", abs(float(value)))
    elif isinstance(value, str):
        yield _Feature(f"{name} length", len(value))
        yield _Feature(name, value)
    elif depth < _MOST_DEPTH:
        of = parts(value)
        yield _Feature(f"{name} count", len(of))
        are_alike = isinstance(value, (list, tuple)) and all(isinstance(p, dict) for p in value)
        for key, part in list(of.items())[:_MOST_PARTS]:
            yield from _features(f"{name}.{'*' if are_alike else key}", part, depth + 1)


def _features_of_array(name: str, array: np.ndarray) -> Iterator[_Feature]:
    yield _Feature(f"{name} shape", array.shape)
    yield _Feature(f"{name} elements", array.size)
    yield _Feature(f"{name} axes", array.ndim)
    for axis, length in enumerate(array.shape):
        yield _Feature(f"{name} axis {axis}", length)
    sizes = np.abs(array[np.isfinite(array)].astype(float))
    if sizes.size:
        yield _Feature(f"{name} greatest", float(sizes.max()), is_statistic=True)
        yield _Feature(f"{name} zeros", float(np.mean(sizes == 0)), is_statistic=True)
    if np.any(sizes > 0):
        yield _Feature(f"{name} least", float(sizes[sizes > 0].min()), is_statistic=True)


def parts(value: Any) -> dict[Any, Any]:
    """Return what a drawn value that is neither an array nor a number is made of, by name."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (list, tuple)):
        return dict(enumerate(value))
    return dict(getattr(value, "__dict__", {}))
