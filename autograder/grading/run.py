"""One run over a class: grade what is new, then write tables and pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import click

from autograder.assignment.assignment import Assignment
from autograder.base.errors import GradkitError
from autograder.base.files import held
from autograder.grading import pool
from autograder.grading.batch import Grade, Options, grade_all, grade_into
from autograder.grading.progress import Progress, say
from autograder.results.store import Stored
from autograder.sandbox.levels import choose, why_not
from autograder.submissions.reading import Submission


@contextmanager
def _grader(options: Options) -> Iterator[tuple[Options, Grade]]:
    """Give who grades, this machine or a cluster, and the options with the level decided."""
    if options.cluster is None:
        level, grade = choose(options.isolation), grade_all
        _warn_of(level)
        yield replace(options, isolation=level), grade
        return
    try:
        from autograder.grading.cluster import Cluster
    except ImportError:
        raise GradkitError(
            "--cluster needs Dask: pip install '.[cluster]' in gradkit's folder"
        ) from None
    with closing(Cluster(options.cluster)) as cluster:
        level = cluster.level(options.isolation)
        _warn_of(level)
        yield replace(options, isolation=level), cluster.grade_all


def _warn_of(level: str) -> None:
    if level == "process":
        click.echo(
            "warning: isolation level `process` only limits resources; a hostile submission could "
            f"read your files. For `bwrap`: {why_not('bwrap') or 'use --isolation bwrap'}",
            err=True,
        )


def grade_class(
    assignment: Assignment,
    submissions: Sequence[Submission],
    out: Path,
    options: Options,
    voice: str | None = None,
) -> Stored:
    """Grade, and write what is made of results; ``voice`` is how much is said meanwhile."""
    if options.cluster is None and not (out / "results").exists():
        pool.begin()  # beside all that comes before the first submission
    from autograder.grading.release import as_released
    from autograder.grading.tables import Tables
    from autograder.records.effective import seen_by
    from autograder.records.logbook import Logbook
    from autograder.records.rules import read_rules
    from autograder.records.schema import now
    from autograder.records.store import Records

    rules = read_rules(out)
    assignment = as_released(assignment, rules, now())
    with held(out), closing(Records.open(out, rules, assignment.name)) as records:
        logbook = Logbook(records, rules)
        tables = Tables(out, assignment, options.language, seen_by(records, rules))
        try:
            with (
                _grader(options) as (options, grade),
                Progress(len(submissions), quiet=voice is not None) as progress,
            ):
                graded = grade_into(out, assignment, submissions, options, grade)
                for submission, result, was_there in graded:
                    logbook.enter(submission, result)
                    member = tables.add(submission, result)
                    if voice == "json":
                        say(member.record() | {"earlier": was_there})
                    progress.advance(was_there=was_there)
        finally:
            report = tables.write()
    if voice == "json":
        say({name: report[name] for name in ("submissions", "status", "score")} | {"out": str(out)})
    return tables.results
