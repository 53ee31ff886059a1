"""What is made of a class's results: `grades.csv`, the class's report, a page for each student.

Made from results as they stand: with what rules and a person made of them. Must never judge.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from autograder.assignment.assignment import Assignment
from autograder.base.errors import GradkitError
from autograder.base.files import held, write
from autograder.base.language import Language
from autograder.pages.class_page import write_report
from autograder.pages.class_summary import Classroom, Member
from autograder.pages.student_page import write_feedback
from autograder.records.effective import Seen, seen_by
from autograder.records.rules import read_rules
from autograder.records.store import Records
from autograder.results.grades import grades_csv
from autograder.results.result import Result
from autograder.results.store import Stored
from autograder.submissions.identity import Identity, load
from autograder.submissions.reading import Submission


class Tables:
    """The tables and pages of one output folder; submissions are added one by one."""

    def __init__(
        self,
        out: Path,
        assignment: Assignment,
        language: Language | None = None,
        seen: Seen | None = None,
    ) -> None:
        self._out, self._assignment, self._seen = out, assignment, seen
        self._classroom = Classroom(assignment, language)
        self._identities: dict[str, Identity | None] = {}
        self.results = Stored(out, seen)

    def add(self, submission: Submission, result: Result) -> Member:
        """Count a submission's result in, and write the student's page."""
        key, identity = submission.key, submission.identity
        self.results.add(submission, result)
        self._identities[submission.name] = identity
        shown = self._seen(key, result) if self._seen else result
        source = write_feedback(self._out, key, shown, self._assignment.title, identity)
        return self._classroom.add(key, shown, identity, source)

    def write(self) -> dict[str, Any]:
        """Write the tables; return what `class.json` holds, or nothing where no result is."""
        if not self.results:
            return {}
        table = grades_csv(self._assignment, self.results, self._identities)
        write(self._out / "grades.csv", table)
        return write_report(self._out, self._classroom)


def publish(out: Path, assignment: Assignment, records: Records) -> None:
    """Write tables and pages anew from the results that are there, as they stand now.

    Raises GradkitError where another run is at work in the folder: it does the same at its end.
    """
    rules = read_rules(out)
    with held(out):
        tables = Tables(out, assignment, None, seen_by(records, rules))
        for entry in load(out).entries:
            path = out / "results" / f"{entry.key}.json"
            try:
                result: Result = json.loads(path.read_text(encoding="utf-8"))
            except FileNotFoundError:
                continue  # not graded yet
            except (OSError, ValueError) as error:
                raise GradkitError(f"{path}: cannot be read ({error}); grade again") from error
            submission = Submission(entry.submission, path, entry.key, entry.identity)
            tables.add(submission, result)
        tables.write()
