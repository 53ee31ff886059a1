"""What was sent to an LMS, so that nothing is sent twice: OUT/pushed.json.

Must never hold a token. Written whole after every grade: a run that is cut off goes on there.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from autograder.base.errors import GradkitError
from autograder.base.files import write
from autograder.lms.grade import digits
from autograder.lms.plan import Change

FILE = "pushed.json"
_SCHEMA = "gradkit/pushed/1"


class Ledger:
    """The grades that one assignment of one LMS has taken."""

    def __init__(self, out: Path, target: str) -> None:
        """Read the file; raise GradkitError where it is not one of these."""
        self._path = out / FILE
        self._all: dict[str, Any] = {"schema": _SCHEMA, "targets": {}}
        try:
            self._all = json.loads(self._path.read_text(encoding="utf-8"))
            if self._all["schema"] != _SCHEMA:
                raise ValueError(self._all["schema"])
            self._own: dict[str, dict[str, str]] = self._all["targets"].setdefault(target, {})
        except FileNotFoundError:
            self._own = self._all["targets"].setdefault(target, {})
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise GradkitError(f"{self._path}: cannot be read ({error}); move it away") from error

    def has(self, change: Change, comment: str) -> bool:
        """Tell whether just this was sent before."""
        there = self._own.get(change.seat.student.user, {})
        return all(there.get(name) == value for name, value in _entry(change, comment).items())

    def last(self, user: str) -> str:
        """Return when something was last sent for a user, as it was sent; empty if never."""
        return self._own.get(user, {}).get("at", "")

    def add(self, change: Change, comment: str, at: str) -> None:
        """Remember what the LMS has taken."""
        self._own[change.seat.student.user] = _entry(change, comment) | {"at": at}
        content = json.dumps(self._all, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        write(self._path, content.encode())


def _entry(change: Change, comment: str) -> dict[str, str]:
    return {
        "points": digits(change.points),
        "maximum": digits(change.maximum),
        "comment": hashlib.sha256(comment.encode()).hexdigest() if comment else "",
    }
