"""What is made of a class's results: `grades.csv`, the class's report, a page for each student.

Made from results as they stand: with what rules and a person made of them. Must never judge.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.assignment.assignment import Assignment
from autograder.base.files import held, write
from autograder.base.language import Language
from autograder.pages.class_page import write_report
from autograder.pages.class_summary import Classroom, Member
from autograder.pages.student_page import write_feedback
from autograder.records.rules import read_rules
from autograder.results.grades import grades_csv
from autograder.results.result import Result, not_graded
from autograder.results.store import Stored, counted
from autograder.submissions.register import Register, load

if TYPE_CHECKING:
    from autograder.records.effective import Seen
    from autograder.records.store import Records


class Tables:
    """The tables and pages of one output folder; results are added one by one."""

    def __init__(
        self,
        out: Path,
        assignment: Assignment,
        register: Register,
        language: Language | None = None,
        seen: Seen | None = None,
    ) -> None:
        self._out, self._assignment = out, assignment
        self._entries = {entry.key: entry for entry in register.entries}
        self._classroom = Classroom(assignment, language)
        self.results = Stored(out, assignment, register, seen)
        self.members: dict[str, Member] = {}
        """What the class's page needs of each result that counts, by key."""
        self.bundles: dict[str, str] = {}
        """The digests of the checks that each was graded with."""

    def read(self, enter: Callable[[str, Result], None] = lambda key, result: None) -> None:
        """Take in what is graded already, each after ``enter``, and what is not yet."""
        for key, entry in self._entries.items():
            result = counted(self._out, entry)
            if result is None:
                waiting = not_graded(entry.submission, self._assignment)
                self._classroom.add(key, waiting, entry.identity)
            else:
                enter(key, result)
                self.add(key, result)

    def add(self, key: str, result: Result) -> Member:
        """Take in a result and write the student's page."""
        identity = self._entries[key].identity
        shown = self.results.seen(key, result) if self.results.seen else result
        source = write_feedback(self._out, key, shown, self._assignment.title, identity)
        self.bundles[key] = result["bundle"]
        self.members[key] = self._classroom.add(key, shown, identity, source)
        return self.members[key]

    def write(self) -> dict[str, Any]:
        """Write the tables, in which a row without a result says so; return `class.json`."""
        identities = {entry.submission: entry.identity for entry in self._entries.values()}
        table = grades_csv(self._assignment, self.results, identities)
        write(self._out / "grades.csv", table)
        return write_report(self._out, self._classroom)


def publish(out: Path, assignment: Assignment, records: Records) -> None:
    """Write tables and pages anew from the results that are there, as they stand now.

    Raises GradkitError where another run is at work in the folder: it does the same at its end.
    """
    from autograder.records.effective import seen_by

    rules = read_rules(out)
    with held(out):
        tables = Tables(out, assignment, load(out), None, seen_by(records, rules))
        tables.read()
        tables.write()
