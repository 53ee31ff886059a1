"""What a run enters into its class's records: as it goes, or later where nothing hangs on it.

Must never leave a result out, however the run ends.
"""

from __future__ import annotations

from collections import deque
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.records.address import can_differ
from autograder.records.rules import Rules
from autograder.results.result import Result
from autograder.results.store import read_result
from autograder.submissions.reading import Submission

if TYPE_CHECKING:
    from autograder.records.effective import Seen
    from autograder.records.logbook import Logbook
    from autograder.records.store import Records


class Recording(AbstractContextManager["Recording"]):
    """The records of one run, opened when they are needed: a tenth of a run's memory is for them.

    Where a class has none yet and no rules, nothing that is shown depends on them.
    """

    def __init__(self, out: Path, rules: Rules, assignment: str) -> None:
        self._out, self._rules, self._assignment = out, rules, assignment
        self._opened: tuple[Records, Logbook] | None = None
        self._waiting = deque[Submission]()

    def seen(self) -> Seen | None:
        """Return what shows a result as it stands; None where nothing can differ."""
        if not can_differ(self._out, self._rules):
            return None
        from autograder.records.effective import seen_by

        records, _ = self.open()
        return seen_by(records, self._rules)

    def open(self) -> tuple[Records, Logbook]:
        """Open the records, if they are not, and enter what waits for it."""
        if self._opened is None:
            from autograder.records.logbook import Logbook
            from autograder.records.store import Records

            records = Records.open(self._out, self._rules, self._assignment)
            self._opened = records, Logbook(records, self._rules)
        records, logbook = self._opened
        while self._waiting:
            submission = self._waiting.popleft()
            if (result := read_result(self._out, submission.key)) is not None:
                logbook.enter(submission, result)
        return records, logbook

    def enter(self, submission: Submission, result: Result) -> None:
        """Enter a submission whose ``result`` is on disk, now or when the records are opened."""
        if self._opened is None:
            self._waiting.append(submission)
        else:
            self._opened[1].enter(submission, result)

    def __exit__(self, *_raised: object) -> None:
        """Enter what still waits; close the records."""
        records, _ = self.open()
        records.close()
