"""The arrays that calls have returned, looked at after later ones: a result is to stay what it was.

Must never hold on to more than a few of them, nor take for a change what the judge has written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

_MOST_ARRAYS = 64
_MOST_BYTES = 2**20


class Returned:
    """What the calls of an example have returned, by the number of the call, from 1 on."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begin an example."""
        self._calls = 0
        self._held: list[tuple[int, np.ndarray]] = []
        self._states: list[bytes] = []
        self._bytes = 0
        self._is_written = False

    def written(self) -> None:
        """Take note that the judge has written into arrays, which a result may be a view of."""
        self._is_written = True

    def begin(self) -> None:
        """Begin a call."""
        self._calls += 1
        if self._is_written:
            self._states = [array.tobytes() for _, array in self._held]
            self._is_written = False

    def overwritten(self, shared: Callable[[], Iterable[np.ndarray]]) -> list[int]:
        """Return the calls whose results this one has changed.

        What shares memory with one of the ``shared`` arrays is the judge's own, handed back.
        """
        now = [array.tobytes() for _, array in self._held]
        pairs = zip(self._held, self._states, now, strict=True)
        changed = [held for held, was, state in pairs if state != was]
        self._states = now
        others = list(shared()) if changed else []
        return sorted(
            {
                call
                for call, array in changed
                if not any(np.may_share_memory(array, other) for other in others)
            }
        )

    def keep(self, result: Any) -> None:
        """Hold the arrays of what this call returns: it itself, or what is in a list or a tuple.

        A dict may be of what an object goes on with, like the gradients that its layers hold.
        """
        for array in result if type(result) in (list, tuple) else (result,):
            # A list may be a history, of any length.
            if len(self._held) == _MOST_ARRAYS or type(array) is not np.ndarray:
                return
            self._bytes += array.nbytes
            if self._bytes > _MOST_BYTES or array.dtype.kind not in "biufc":
                return
            self._held.append((self._calls, array))
            self._states.append(array.tobytes())
