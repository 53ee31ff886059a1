"""How often one person may ask: a bucket that fills again, kept in memory.

It guards the service from one browser, not the class's rules: those are counted in the records.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable

_AT_ONCE = 60.0
_A_SECOND = 4.0
"""A page takes half a dozen requests; nobody opens more than one a second for long."""
_MOST_KNOWN = 20_000


class Limits:
    """The buckets of everybody who was here lately."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._buckets: OrderedDict[int, tuple[float, float]] = OrderedDict()

    def allows(self, person: int) -> bool:
        """Take one request from a person's bucket; tell whether there was one left."""
        at = self._now()
        with self._lock:
            left, last = self._buckets.pop(person, (_AT_ONCE, at))
            left = min(_AT_ONCE, left + (at - last) * _A_SECOND)
            self._buckets[person] = max(0.0, left - 1), at
            while len(self._buckets) > _MOST_KNOWN:
                self._buckets.popitem(last=False)
            return left >= 1
