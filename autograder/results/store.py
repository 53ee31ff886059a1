"""The results of a class in a folder, each read when it is asked for.

Must never hold a whole class in memory, nor take a result for one of other bytes or other checks.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import overload

from autograder.assignment.assignment import Assignment
from autograder.base.text import escaped
from autograder.results.result import Result, not_graded
from autograder.submissions.register import Entry, Register

FOLDER = "results"


class Stored(Sequence[Result]):
    """The results of a class, by submission, each read when it is asked for.

    All results of a course would not fit in memory. One that is not there yet, or is of older
    work, is a result that says so.
    """

    def __init__(
        self,
        out: Path,
        assignment: Assignment,
        register: Register,
        seen: Callable[[str, Result], Result] | None = None,
    ) -> None:
        self.register = register
        self.seen = seen
        """What is to be shown of a result, where that is not the result itself."""
        self._assignment = assignment
        self._out = out

    def __len__(self) -> int:
        return len(self.register.entries)

    @overload
    def __getitem__(self, index: int) -> Result: ...
    @overload
    def __getitem__(self, index: slice) -> list[Result]: ...
    def __getitem__(self, index: int | slice) -> Result | list[Result]:
        """Read one result, or some."""
        if isinstance(index, slice):
            return [self.of(entry) for entry in self.register.entries[index]]
        return self.of(self.register.entries[index])

    def of(self, entry: Entry) -> Result:
        """Return an entry's result."""
        found = counted(self._out, entry)
        if found is None:
            return not_graded(entry.submission, self._assignment)
        return self.seen(entry.key, found) if self.seen else found


def counted(out: Path, entry: Entry) -> Result | None:
    """Return an entry's result; None where there is none, or one of other bytes or checks."""
    found = read_result(out, entry.key)
    return found if found is not None and entry.counts(found) else None


def path_of(out: Path, key: str) -> Path:
    """Return where a submission's result lies."""
    return out / FOLDER / f"{key}.json"


def read_result(out: Path, key: str) -> Result | None:
    """Return the result under a key; None where there is none that can be read."""
    try:
        found = json.loads(path_of(out, key).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def as_json(result: Result) -> bytes:
    """Return a result as it is written: the same bytes for the same result."""
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    return escaped(text).encode()
