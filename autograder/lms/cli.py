"""`gradkit lms`: grades and feedback back to an LMS; thin words around the package."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import click

from autograder.batch import write
from autograder.faults import GradkitError
from autograder.lms.filling import Plan, Rules
from autograder.lms.grade import read_run
from autograder.lms.returning import LAYOUTS, feedback_zip, filled, read_groups, summary

_File = click.Path(path_type=Path, dir_okay=False)
_Folder = click.Path(path_type=Path, file_okay=False)


@click.group()
def lms() -> None:
    """Give grades and feedback back to Canvas, Moodle, Gradescope or Blackboard."""


def _rules_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say how grades become the LMS's numbers."""
    for option in (
        click.option("--scale", help="What full marks become: a number, or `lms`: its maximum."),
        click.option("--decimals", type=click.IntRange(0, 5), help="Places, rounded half up."),
        click.option("--zero-unreadable", is_flag=True, help="0 for a file that cannot be read."),
        click.option("--groups", type=_File, help="Canvas's CSV of a group set."),
        click.option("--force", is_flag=True, help="Write in spite of what is listed."),
    ):
        command = option(command)
    return command


def rules_of(words: dict[str, Any], decimals: int) -> Rules:
    """Return the rules that the options say; raise GradkitError for a scale that is none."""
    text = words["scale"]
    try:
        scale = None if text in (None, "lms") else Decimal(text)
    except InvalidOperation:
        scale = Decimal(0)
    if scale is not None and not (scale.is_finite() and scale > 0):
        raise GradkitError(f"--scale {text}: a number above 0, or `lms`")
    places = words["decimals"]
    return Rules(
        scale,
        text == "lms",
        decimals if places is None else min(places, decimals),
        words["zero_unreadable"],
        words["force"],
    )


def _fill(lms: str, results: Path, sheet: Path, output: Path, **words: Any) -> None:
    """Fill the sheet that was downloaded with the grades in RESULTS."""
    if output.exists() and output.samefile(sheet):
        raise GradkitError(f"{output}: give -o another name, so that the download stays")
    groups = read_groups(words["groups"]) if words["groups"] else None
    run = read_run(results, groups)
    rules = rules_of(words, LAYOUTS[lms].DECIMALS)
    try:
        data = sheet.read_bytes()
    except OSError as error:
        raise GradkitError(f"{sheet}: {error.strerror}") from error
    done = filled(lms, data, str(sheet), run, rules, words["column"], words["comments"])
    echo(summary(done))
    stop_at_problems(done.plan, rules.force)
    if words["feedback"]:
        content, missing = feedback_zip(results, run)
        echo([f"no page to send back: {name}" for name in missing])
        write(words["feedback"], content)
        click.echo(f"feedback: {words['feedback']}")
    write(output, done.content)
    click.echo(f"sheet: {output}")


def stop_at_problems(plan: Plan, force: bool) -> None:
    """List what a person should know; end the command where a problem is not forced."""
    echo(f"- {note}" for note in plan.notes)
    echo((f"! {problem}" for problem in plan.problems), err=True)
    if plan.problems and not force:
        click.echo("nothing was written; --force writes what can be written", err=True)
        sys.exit(1)


def echo(lines: Any, err: bool = False) -> None:
    """Print lines."""
    for line in lines:
        click.echo(line, err=err)


def _add_fill(name: str) -> None:
    decorators: Sequence[Callable[..., Any]] = (
        _rules_options,
        click.option("--comments", is_flag=True, help="Fill in the feedback comments too."),
        click.option("--feedback", type=_File, help="A zip of the students' pages."),
        click.option("--column", help="The assignment's column: title, id, or part of it."),
        click.option("-o", "--output", type=_File, required=True),
        click.option("--sheet", type=click.Path(path_type=Path, exists=True), required=True),
        click.argument("results", type=_Folder),
    )

    def command(results: Path, sheet: Path, output: Path, **words: Any) -> None:
        _fill(name, results, sheet, output, **words)

    for decorate in decorators:
        command = decorate(command)
    lms.command(name, help=f"Fill the sheet downloaded from {name.title()}.")(command)


for _name in LAYOUTS:
    _add_fill(_name)
