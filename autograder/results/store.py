"""Results in a folder, each read when it is asked for. Must never hold a whole class in memory."""

from __future__ import annotations

import bisect
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, overload

from autograder.base.text import escaped
from autograder.results.result import Result
from autograder.submissions.reading import Submission

if TYPE_CHECKING:
    pass


class Stored(Sequence[Result]):
    """Results in a folder, by submission, each read when it is asked for.

    All results of a course would not fit in memory.
    """

    def __init__(self, out: Path, seen: Callable[[str, Result], Result] | None = None) -> None:
        self._folder = out / "results"
        self.seen = seen
        """What is to be shown of a result, where that is not the result itself."""
        self._entries: list[tuple[str, str]] = []
        self.has_fault = False
        """Whether one of them could not be judged through a fault of ours."""

    def add(self, submission: Submission, result: Result) -> None:
        """Count a submission's result in, which is on disk by now."""
        bisect.insort(self._entries, (submission.name, submission.key))
        self.has_fault |= result["status"] == "internal_error"

    def __len__(self) -> int:
        return len(self._entries)

    @overload
    def __getitem__(self, index: int) -> Result: ...
    @overload
    def __getitem__(self, index: slice) -> list[Result]: ...
    def __getitem__(self, index: int | slice) -> Result | list[Result]:
        """Read one result, or some."""
        if isinstance(index, slice):
            return [self._read(key) for _, key in self._entries[index]]
        return self._read(self._entries[index][1])

    def _read(self, key: str) -> Result:
        result: Result = json.loads((self._folder / f"{key}.json").read_text(encoding="utf-8"))
        return self.seen(key, result) if self.seen else result


def as_json(result: Result) -> bytes:
    """Return a result as it is written: the same bytes for the same result."""
    text = json.dumps(result, ensure_ascii=False, indent=1) + "\n"
    return escaped(text).encode()
