"""An output folder, which is a class: what is in it already, what is left to grade, what is kept.

Must never lose what was graded: every file is written beside its place, synced and renamed, and a
result that is replaced is kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Container, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.assignment.assignment import Assignment
from autograder.base.errors import GradkitError
from autograder.base.files import write
from autograder.grading.batch import Options
from autograder.results import changes
from autograder.results.result import SCHEMA, Result
from autograder.results.store import as_json, path_of, read_result
from autograder.submissions.identity import Identity
from autograder.submissions.notebook import Unreadable
from autograder.submissions.reading import Submission
from autograder.submissions.register import FILE, Entry, LeftOut, Register, load, merged
from autograder.submissions.register import as_json as listed


class ClassFolder:
    """A class as it lies in ``out``, and what a run is to add to it."""

    def __init__(
        self,
        out: Path,
        assignment: Assignment,
        submissions: Sequence[Submission],
        left_out: Sequence[LeftOut],
        options: Options,
    ) -> None:
        """Take in what is there; raise GradkitError where it is of another assignment.

        ``options.isolation`` is a level, not ``auto``: results of another one are graded again.
        """
        self._out, self._assignment, self._options = out, assignment, options
        self.left_out = left_out
        self.before = _before(out, assignment)
        entries = []
        self.todo: list[Submission] = []
        """What is left to grade."""
        for submission in submissions:
            result = read_result(out, submission.key)
            digest = "" if result is None else _digest(submission)
            if result is None or not self._stands(result, submission, digest):
                self.todo.append(submission)
            identity = submission.identity or Identity("folder")
            name, key = submission.name, submission.key
            bundle = "" if result is None else assignment.digest
            entries.append(Entry(name, key, identity, bundle, digest))
        titles = tuple(assignment.title)
        now = Register(assignment.name, titles, tuple(entries), tuple(left_out))
        self.register, self._replaced = merged(self.before, now)
        keys = {entry.key for entry in self.register.entries}
        self.given = [submission for submission in submissions if submission.key in keys]
        """What of the run's submissions stands for a row."""
        self.passed_over = [s for s in submissions if s.key not in keys]
        """Submissions of which the class has a newer one already."""
        self.todo = [submission for submission in self.todo if submission.key in keys]
        self.changed: set[str] = set()
        """The keys whose results this run replaced."""

    def begin(self) -> None:
        """Write who is in the class, and put away what newer work replaced."""
        path_of(self._out, "").parent.mkdir(parents=True, exist_ok=True)
        write(self._out / FILE, listed(self.register))
        for entry in self._replaced:
            changes.put_away(self._out, entry)

    def keep(self, submission: Submission, result: Result) -> None:
        """Write a result; one that it replaces is kept."""
        path = path_of(self._out, submission.key)
        if path.exists():
            changes.keep_earlier(self._out, submission.key, result)
            self.changed.add(submission.key)
        write(path, as_json(result))

    def end(self, graded: Container[str]) -> None:
        """Write down which results stand as they are: those with the keys ``graded``."""
        entries = [
            replace(e, bundle="", sha256="") if e.key in graded else e
            for e in self.register.entries
        ]
        self.register = replace(self.register, entries=tuple(entries))
        write(self._out / FILE, listed(self.register))

    def changes(self) -> list[changes.Change]:
        """Return who gained or lost points when work was graded again, and write it down."""
        found = list(changes.changes(self._out, self.register.entries))
        if found:
            write(self._out / changes.FILE, changes.changes_csv(found))
        return found

    def _stands(self, result: Result, submission: Submission, digest: str) -> bool:
        """Tell whether a result is of these bytes, checks, level, language and limits."""
        options = self._options
        expected = {
            "schema": SCHEMA,
            "submission": submission.name,
            "sha256": digest,
            "bundle": self._assignment.digest,
            "isolation": options.isolation,
            "language": options.language or result.get("language"),
            "limits": dict(options.limits),
        }
        as_written = {"limits": {}, **result}
        same = all(as_written.get(name) == value for name, value in expected.items())
        return same and result.get("status") in ("graded", "unreadable")


def _before(out: Path, assignment: Assignment) -> Register:
    """Return the class as earlier runs left it."""
    if not (out / FILE).exists():
        return Register(assignment.name, (), ())
    found = load(out)
    if found.assignment != assignment.name:
        raise GradkitError(
            f"{out} already holds the grades of {found.assignment}, not {assignment.name}: "
            "choose another folder with -o"
        )
    return found


def _digest(submission: Submission) -> str:
    try:
        return hashlib.sha256(submission.read()[0]).hexdigest()
    except (OSError, Unreadable):
        return ""
