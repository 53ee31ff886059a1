"""Notes: what reference and catalogue answer, kept from one run to the next.

None of it depends on a work: the questions drawn for showing with their right answers, what the
misconceptions answer, and the variations of the reference. Must never hold anything of a work's.
"""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from contextlib import suppress
from typing import Any, Generic, TypeVar

from autograder.assignment.assignment import Assignment
from autograder.judge.replay import store

K = TypeVar("K")
T = TypeVar("T")
S = TypeVar("S")


class Table(Generic[K, T]):
    """Some noted values, each worked out when it is first asked for."""

    def __init__(self, known: dict[K, T], grown: Callable[[], None]) -> None:
        """Begin with what is known; ``grown`` is called where there is more."""
        self._known = known
        self._grown = grown
        self._first: dict[bytes, Any] = {}

    def of(self, key: K, make: Callable[[], T]) -> T:
        """Return the value of a key; where there is none, the one that ``make`` returns."""
        if key not in self._known:
            self._known[key] = make()
            self._grown()
        return self._known[key]

    def same(self, value: S) -> S:
        """Return the first of all equal values that this was asked for: it is noted once."""
        digest = hashlib.blake2b(pickle.dumps(value, protocol=5), digest_size=16).digest()
        first: S = self._first.setdefault(digest, value)
        return first


class Notes:
    """Named values, read from disk when the first is asked for, and written when all is done."""

    def __init__(self, assignment: Assignment) -> None:
        """Read nothing yet."""
        self._assignment = assignment
        self._known: dict[str, Any] | None = None
        self._is_new = False
        self._is_whole = True

    def of(self, name: str, make: Callable[[], T]) -> T:
        """Return what is noted under a name; where there is nothing, note what ``make`` returns."""
        if self._known is None:
            self._known = self._recalled()
        if name not in self._known:
            self._known[name] = make()
            self._is_new = True
        found: T = self._known[name]
        return found

    def table(self, name: str) -> Table[Any, Any]:
        """Return a table of that name, to which entries are added one by one."""
        return Table(self.of(name, dict), self._grown)

    def lack(self) -> None:
        """Keep nothing this time: something was not answered, and would be the next time."""
        self._is_whole = False

    def _grown(self) -> None:
        self._is_new = True

    def keep(self) -> None:
        """Write what is new beside what another process may have written since."""
        if not self._is_new or not self._is_whole or self._known is None:
            return
        self._is_new = False
        with suppress(Exception):  # a check may draw what cannot be pickled, a disk may be full
            content = pickle.dumps(_merged(self._recalled(), self._known), protocol=5)
            store.write(self._assignment, self._kind, content)

    @property
    def _kind(self) -> str:
        return f"hints{self._assignment.showing.replace(':', '-')}"

    def _recalled(self) -> dict[str, Any]:
        """Return what is on disk for this very assignment and engine."""
        content = store.read(self._assignment, self._kind)
        if content is not None:
            with suppress(Exception):  # of another layout than the key says: it is worked out again
                found: dict[str, Any] = pickle.loads(content)
                return found
        return {}


def _merged(one: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """Return both; of tables, the entries of both."""
    found = {**one, **other}
    for name in one.keys() & other.keys():
        if isinstance(one[name], dict) and isinstance(other[name], dict):
            found[name] = {**one[name], **other[name]}
    return found
