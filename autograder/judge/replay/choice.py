"""Which of a check's drawn examples are asked: fewer than are drawn, and those that ask more.

A fault that shows at all mostly shows at once: docs/performance.md has the curve of what is found
against the examples asked. What is found late are faults at the end of a range: the longest array,
the largest number, the most rows. So half are kept, those first that are the least or the greatest
of all in something. Must never look at a submission.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

_SHARE = 0.5
_FEWEST = 10
"""Below that a check has chosen its own number, and keeps all."""
_MOST_DEPTH, _MOST_PARTS = 4, 64

Keywords = Mapping[str, Any]


def chosen(drawn: Sequence[Keywords]) -> list[int]:
    """Return the places of the examples that are asked, the most telling first."""
    budget = max(_FEWEST, math.ceil(_SHARE * len(drawn)))
    if budget >= len(drawn):
        return list(range(len(drawn)))
    extremes = _extremes([dict(_features("", keywords, 0)) for keywords in drawn])
    telling = sorted(extremes, key=lambda place: (-extremes[place], place))[: budget // 2]
    return [*telling, *(place for place in range(len(drawn)) if place not in telling)][:budget]


def _extremes(features: Sequence[Mapping[str, float]]) -> Counter[int]:
    """Return in how many features an example is the first with the least or the greatest value."""
    found: Counter[int] = Counter()
    for name in sorted({name for each in features for name in each}):
        values = {place: each[name] for place, each in enumerate(features) if name in each}
        least, greatest = min(values, key=values.__getitem__), max(values, key=values.__getitem__)
        if values[least] != values[greatest]:
            found.update((least, greatest))
    return found


def _features(name: str, value: Any, depth: int) -> Iterator[tuple[str, float]]:
    """Yield what can be large or small in a drawn value: sizes, magnitudes, counts."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "biuf":
        yield from _features_of_array(name, value)
    elif isinstance(value, (bool, int, float, np.number)):
        if math.isfinite(value):
            yield name, float(value)
            yield f"{name} magnitude", abs(float(value))
    elif isinstance(value, str):
        yield f"{name} length", len(value)
    elif depth < _MOST_DEPTH:
        parts = _parts(value)
        yield f"{name} count", len(parts)
        for key, part in list(parts.items())[:_MOST_PARTS]:
            yield from _features(f"{name}.{key}", part, depth + 1)


def _features_of_array(name: str, array: np.ndarray) -> Iterator[tuple[str, float]]:
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


def _parts(value: Any) -> dict[Any, Any]:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, (list, tuple)):
        return dict(enumerate(value))
    return dict(getattr(value, "__dict__", {}))
