"""One run over a class: grade what is new, then write tables and pages.

Must never leave a table that says more than what was graded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autograder.assignment.assignment import Assignment
from autograder.base.errors import GradkitError
from autograder.base.files import held
from autograder.base.text import one_line
from autograder.grading.batch import Grader, Machine, Options
from autograder.grading.class_folder import ClassFolder
from autograder.grading.progress import Progress, say
from autograder.grading.recording import Recording
from autograder.grading.release import as_released
from autograder.records.rules import read_rules
from autograder.results.changes import Change
from autograder.results.result import Result
from autograder.results.store import Stored
from autograder.sandbox.levels import bounds_all_of_a_worker, why_not
from autograder.submissions.reading import Submission
from autograder.submissions.register import LeftOut

if TYPE_CHECKING:  # imports that would keep the judges waiting
    from autograder.grading.tables import Tables


def _grader(assignment: Assignment, options: Options) -> Grader:
    """Return who grades: this machine or a cluster."""
    if options.cluster is None:
        return Machine(assignment, options)
    try:
        from autograder.grading.cluster import Cluster
    except ImportError:
        raise GradkitError(
            "--cluster needs Dask: pip install '.[cluster]' in gradkit's folder"
        ) from None
    return Cluster(options.cluster, assignment, options)


def _warn_of(level: str) -> None:
    if level == "process":
        click.echo(
            "warning: isolation level `process` only limits resources; a hostile submission could "
            f"read your files. For `bwrap`: {why_not('bwrap') or 'use --isolation bwrap'}",
            err=True,
        )
    if not bounds_all_of_a_worker():
        click.echo(
            "warning: memory is limited for each of a worker's processes, not for all of them "
            "together: this system cannot keep it from starting others",
            err=True,
        )


_MOST_NAMED = 5


@dataclass(frozen=True)
class Run:
    """What a run leaves: the class's results, and what a person should be told of it."""

    results: Stored
    statuses: Counter[str]
    """How many rows have which status."""
    new: int
    """Rows that earlier runs did not have."""
    kept: int
    """Rows of earlier runs that this one was given no file of."""
    passed_over: Sequence[str]
    """Submissions of which the class has a newer one already."""
    changes: Sequence[Change]
    """Who gained or lost points in this run."""
    other_checks: int
    """Rows that were graded with other checks than these."""
    left_out: Sequence[LeftOut] = ()
    """What of this run's files no row stands for."""

    @property
    def is_whole(self) -> bool:
        """Whether every row was judged."""
        return not (self.statuses["internal_error"] or self.statuses["not_graded"])


def grade_class(
    assignment: Assignment,
    submissions: Sequence[Submission],
    out: Path,
    options: Options,
    voice: str | None = None,
    left_out: Sequence[LeftOut] = (),
) -> Run:
    """Grade what is new into a class's folder; write its tables and pages.

    ``voice`` is how much is said meanwhile. However a run ends, the tables tell what is graded
    and what is not yet.
    """
    rules = read_rules(out)
    assignment = as_released(assignment, rules, datetime.now(UTC))
    with held(out), closing(_grader(assignment, options)) as grader:
        options = replace(options, isolation=grader.level)
        _warn_of(options.isolation)
        folder = ClassFolder(out, assignment, submissions, left_out, options)
        graded = grader.grade(folder.todo) if folder.todo else None
        from autograder.grading.tables import Tables  # beside the judges, who are at work

        with Recording(out, rules, assignment.name) as recording:
            seen = recording.seen()
            tables = Tables(out, assignment, folder.register, options.language, seen)
            run = _Run(folder, tables, recording, voice)
            run.begin()
            try:
                if graded is not None:
                    tables.write()
                    run.grade(graded, options.jobs)
            except KeyboardInterrupt:
                pass  # the tables say how far it came
            finally:
                report = tables.write()
                folder.end(tables.members)
        if voice == "json":
            words = {name: report[name] for name in ("submissions", "status", "score")}
            say(words | {"out": str(out)})
        return _told(folder, tables, report, assignment)


class _Run:
    """One run: what it does with each result."""

    def __init__(
        self, folder: ClassFolder, tables: Tables, recording: Recording, voice: str | None
    ) -> None:
        self._folder, self._tables = folder, tables
        self._recording, self._voice = recording, voice
        todo = {submission.key for submission in folder.todo}
        self._there = {s.key: s for s in folder.given if s.key not in todo}

    def begin(self) -> None:
        """Take in what is graded already."""
        self._folder.begin()
        self._tables.read(self._enter)
        if self._voice == "json":
            for key in self._there:
                say(self._tables.members[key].record() | {"earlier": True})

    def grade(self, graded: Iterator[tuple[Submission, Result]], at_once: int) -> None:
        """Keep each result as it comes; open the records once a core has nothing else to do."""
        count = len(self._folder.todo)
        total = len(self._there) + count
        with Progress(total, quiet=self._voice is not None, at_once=at_once) as progress:
            for _ in self._there:
                progress.advance(was_there=True)
            for left in range(count, 0, -1):
                if left < at_once:
                    self._recording.open()
                self._keep(*next(graded))
                progress.advance()

    def _keep(self, submission: Submission, result: Result) -> None:
        self._folder.keep(submission, result)
        self._recording.enter(submission, result)
        member = self._tables.add(submission.key, result)
        if self._voice == "json":
            say(member.record() | {"earlier": False})

    def _enter(self, key: str, result: Result) -> None:
        if key in self._there:
            self._recording.enter(self._there[key], result)


def news(run: Run) -> Iterator[str]:
    """Yield what a person should know of a run, a line each."""
    total = sum(run.statuses.values())
    yield from _left_out(run.left_out)
    if run.new:
        yield f"added: {run.new}, to the {total - run.new} of earlier runs"
    if run.kept:
        yield f"kept from earlier runs, their files not given this time: {run.kept} of {total}"
    for name in run.passed_over:
        yield f"- {one_line(name, 60)}: not graded, since a newer attempt is in the class already"
    if run.changes:
        gained = sum(change.gain > 0 for change in run.changes)
        lost = sum(change.gain < 0 for change in run.changes)
        yield f"changed since last time: {gained} gained, {lost} lost (changes.csv)"
    for change in run.changes:
        yield f"{change.gain:+6g}  {change.told()}"
    if run.other_checks:
        yield (
            f"! {run.other_checks} of {total} were graded with other checks: give their files again"
        )
    if left := run.statuses["not_graded"]:
        yield f"! {total - left} of {total} graded: run the same command again"


def _left_out(found: Sequence[LeftOut]) -> Iterator[str]:
    """Yield what was left out, a line for every reason."""
    by_reason: dict[str, list[str]] = {}
    for item in found:
        by_reason.setdefault(item.why.en, []).append(item.file)
    for why, files in by_reason.items():
        named = ", ".join(one_line(file, 60) for file in files[:_MOST_NAMED])
        more = f" and {len(files) - _MOST_NAMED} more" if len(files) > _MOST_NAMED else ""
        yield f"- left out: {named}{more}: {why}"


def _told(
    folder: ClassFolder, tables: Tables, report: Mapping[str, Any], assignment: Assignment
) -> Run:
    given = {submission.key for submission in folder.given}
    known = {entry.key for entry in folder.before.entries}
    entries = folder.register.entries
    return Run(
        results=tables.results,
        statuses=Counter(report["status"]),
        new=sum(entry.key not in known for entry in entries) if known else 0,
        kept=sum(entry.key not in given for entry in entries),
        passed_over=[submission.name for submission in folder.passed_over],
        changes=[change for change in folder.changes() if change.entry.key in folder.changed],
        left_out=folder.left_out,
        other_checks=sum(bundle != assignment.digest for bundle in tables.bundles.values()),
    )
