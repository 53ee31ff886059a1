"""The arrays that a student's object calculates with: each gets the judge's value where it lies.

A layer may hold the very array that is in ``params``. Must never leave anybody with an array whose
memory is gone.
"""

from __future__ import annotations

import gc
import sys
import types
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import numpy as np

_MOST_WORK = 1000
"""Tries to find an element that two arrays share; of views that are slices of one array a few."""
_MOST_THINGS = 10_000
"""Looked at for one array; a network has some hundreds."""
_CONTAINERS = (dict, list, tuple, set, types.CellType, types.MethodType, partial)
_FROM_A_CLASS_STATEMENT, _FROM_C = 1 << 9, 1 << 8  # Py_TPFLAGS_HEAPTYPE, Py_TPFLAGS_IMMUTABLETYPE


def written_in_place(current: Callable[[], Any], value: Any, roots: Iterable[Any]) -> bool:
    """Return whether what ``current()`` gives now holds a value, and is the array that it was.

    One of another type or shape becomes like the value, if all who hold it are found from the
    ``roots``.
    """
    if not isinstance(value, np.ndarray) or not isinstance(array := current(), np.ndarray):
        return False
    if array.shape == value.shape and array.dtype == value.dtype and array.flags.writeable:
        array[...] = value
        return True
    del array  # it would be one more who holds it
    if not _is_taken_over(current, list(roots)):
        return False
    # As when it is unpickled; what it held until now is gone, whoever has a view of that.
    current().__setstate__((1, value.shape, value.dtype, False, value.tobytes()))
    return True


def _is_taken_over(current: Callable[[], Any], roots: list[Any]) -> bool:
    """Return whether an array can be given other memory: it has its own, and has no view.

    A view holds the array that it is a view of, and nothing tells who holds an array. But how often
    it is held is known: if it is found as often, going on from what is known, there is no view. So
    does Python itself, when it looks for what nobody holds.
    """
    if type(current()) is not np.ndarray or current().dtype.hasobject:
        return False
    if not current().flags.owndata:
        return False
    alone = [np.empty(0)]
    (found, beyond), (_, usual) = _holders(current, roots), _holders(lambda: alone[0], [alone])
    return found > 0 and beyond == usual


def _holders(current: Callable[[], Any], roots: Iterable[Any]) -> tuple[int, int]:
    """Return how often an array is found, going on from the ``roots``, and how often not."""
    array, found = current(), 0
    waiting, seen = list(roots), set[int]()
    while waiting and len(seen) < _MOST_THINGS:
        thing = waiting.pop()
        if id(thing) in seen:
            continue
        seen.add(id(thing))
        for part in _parts(thing):
            if part is array:
                found += 1
            else:
                waiting.append(part)
        part = None
    return found, sys.getrefcount(array) - found


def _parts(thing: Any) -> Sequence[Any]:
    """Return what a thing holds, if it holds nothing but that: no memory of an array's.

    Nothing of the student's runs. Of a function all but its module, which holds everything.
    """
    kind = type(thing)
    if kind is types.FunctionType:
        return [*(thing.__closure__ or ()), thing.__defaults__, thing.__kwdefaults__]
    is_plain = kind.__flags__ & (_FROM_A_CLASS_STATEMENT | _FROM_C) == _FROM_A_CLASS_STATEMENT
    if issubclass(kind, type) or not (is_plain or issubclass(kind, _CONTAINERS)):
        return []
    return gc.get_referents(thing)


def sharing(entries: Sequence[tuple[Any, Any]]) -> list[Any]:
    """Return the keys of arrays that lie in the memory of one before them, if only in part."""
    arrays = [(key, value) for key, value in entries if isinstance(value, np.ndarray)]
    return [
        key
        for place, (key, value) in enumerate(arrays)
        if any(_share_memory(value, other) for _, other in arrays[:place])
    ]


def _share_memory(one: np.ndarray, other: np.ndarray) -> bool:
    """Return whether two arrays have an element in common; no if that is hard to tell."""
    with suppress(RuntimeError):  # TooHardError
        return np.shares_memory(one, other, max_work=_MOST_WORK)  # type: ignore[arg-type]
    return False
