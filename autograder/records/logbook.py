"""What a run of the judge leaves in the records, as it goes.

Must never enter anything twice: a run that is gone on with enters what the last one did not.
"""

from __future__ import annotations

import getpass
import hashlib
from contextlib import suppress

from autograder.records.moments import handed_in_at
from autograder.records.rules import Rules
from autograder.records.store import HandedIn, Records, is_entered
from autograder.results.result import Result
from autograder.submissions.notebook import Unreadable
from autograder.submissions.reading import Submission


def whoever() -> str:
    """Return who is at this machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # an account without a name, as in a container
        return "?"


def _judged(submission: Submission, sha256: str) -> tuple[bytes | None, str]:
    """Return the bytes that were judged, if they are there yet, and the suffix to read them by."""
    with suppress(Unreadable, OSError):
        content, suffix = submission.read()
        if hashlib.sha256(content).hexdigest() == sha256:
            return content, suffix
    return None, ""


class Logbook:
    """Enters submissions with their results; the run itself with the first of them."""

    def __init__(
        self, records: Records, rules: Rules, kind: str = "grade", why: str = "", who: str = ""
    ) -> None:
        self._records, self._rules = records, rules
        self._kind, self._why, self._who = kind, why, who or whoever()
        self._entered = records.entered()
        self._run: int | None = None

    @property
    def run(self) -> int:
        """The run's number in the tables."""
        if self._run is None:
            self._run = self._records.begin_run(self._kind, self._who, self._why)
        return self._run

    def enter(self, submission: Submission, result: Result) -> None:
        """Enter a submission and its result, unless they are there."""
        if is_entered(self._entered, submission.key, result):
            return
        content, suffix = _judged(submission, result["sha256"])
        handed = HandedIn(
            submission.name,
            submission.key,
            result["sha256"],
            submission.identity,
            handed_in_at(submission.identity, self._rules.zone),
        )
        self._records.enter(handed, content, suffix, result, self.run)
