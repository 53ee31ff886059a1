"""Which of a check's drawn examples are asked: fewer than are drawn, and those that ask more.

A fault that shows at all mostly shows at once: docs/performance.md has the curve of what is found
against the examples asked. What is found late are faults at the end of a range (the longest array,
the largest number, the most rows) and those that only one shape or one drawn constant has, of which
Hypothesis draws some over and over and others never. So those are asked first that have what no
other one has, and no more once next to nothing is left that none has. Must never look at a
submission.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

_LEAST, _MOST = 0.25, 0.5
"""Shares of the examples that an author asks for."""
_ENOUGH = 0.95
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
    has = _tokens([dict(_features("", keywords, 0)) for keywords in drawn])
    return _covering(has, least, most) if len(has) else list(range(most))


def _covering(has: np.ndarray, least: int, most: int) -> list[int]:
    """Return places that have every token as soon as can be, and most of every two of them.

    ``has`` is a row for each token. Greedy: the one next that has most of what none has yet.
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
        new = has[missing].sum(axis=0) * float(len(pairs) + 1) + pairs[missing_pairs].sum(axis=0)
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


def _tokens(features: Sequence[Mapping[str, Any]]) -> np.ndarray:
    """Return who has what: a row for each thing of note, where it holds, each set of them once.

    Of note are the values of anything that has few, and the ends of ranges.
    """
    values: defaultdict[str, dict[int, Any]] = defaultdict(dict)
    for place, each in enumerate(features):
        for name, value in each.items():
            values[name][place] = value
    rows = []
    for found in values.values():
        kinds = sorted(set(map(str, found.values())))
        if len(kinds) <= _MOST_KINDS:
            rows += [{place for place, v in found.items() if str(v) == kind} for kind in kinds]
        elif all(isinstance(value, (int, float)) for value in found.values()):
            rows += [{end(found, key=found.__getitem__)} for end in (min, max)]
    has = np.zeros((len(rows), len(features)), bool)
    for row, places in zip(has, rows, strict=True):
        row[list(places)] = True
    return np.unique(has[~has.all(axis=1)], axis=0)


def _features(name: str, value: Any, depth: int) -> Iterator[tuple[str, Any]]:
    """Yield what can be large or small in a drawn value: sizes, magnitudes, counts."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        yield from _features_of_array(name, value)
    elif isinstance(value, (bool, int, float, np.number)):
        if math.isfinite(value):
            yield name, float(value)
            yield f"{name} magnitude", abs(float(value))
    elif isinstance(value, str):
        yield f"{name} length", len(value)
        yield name, value
    elif depth < _MOST_DEPTH:
        of = parts(value)
        yield f"{name} count", len(of)
        for key, part in list(of.items())[:_MOST_PARTS]:
            yield from _features(f"{name}.{key}", part, depth + 1)


def _features_of_array(name: str, array: np.ndarray) -> Iterator[tuple[str, Any]]:
    yield f"{name} shape", array.shape
    yield f"{name} elements", array.size
    yield f"{name} axes", array.ndim
    yield from ((f"{name} axis {axis}", length) for axis, length in enumerate(array.shape))
    sizes = np.abs(array[np.isfinite(array)].astype(float))
    if sizes.size:
        yield f"{name} greatest", float(sizes.max())
        yield f"{name} mean", float(sizes.mean())
        yield f"{name} zeros", float(np.mean(sizes == 0))
    if np.any(sizes > 0):
        yield f"{name} least", float(sizes[sizes > 0].min())


def parts(value: Any) -> dict[Any, Any]:
    """Return what a drawn value that is neither an array nor a number is made of, by name."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (list, tuple)):
        return dict(enumerate(value))
    return dict(getattr(value, "__dict__", {}))
