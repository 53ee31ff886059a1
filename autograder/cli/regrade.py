"""`gradkit regrade`: what was handed in, graded again with the checks as they are now."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import click

from autograder.base.errors import GradkitError
from autograder.base.levels import LEVELS
from autograder.base.text import one_line
from autograder.desk import commands
from autograder.desk.classroom import opened_class
from autograder.grading.batch import Options
from autograder.grading.progress import Progress
from autograder.grading.regrade import Regraded, apply, attempts_to_grade, regraded, take_back
from autograder.records.sentences import digits


@click.command()
@click.argument("out", type=commands.FOLDER)
@click.option("-a", "--assignment", help="An assignment's name, or a bundle of `gradkit build`.")
@click.option("--dry-run", is_flag=True, help="Only show who would gain and who would lose.")
@click.option("--take-back", "run", type=int, help="Undo the re-grade with this number.")
@click.option("--reason", default="", help="The reason.")
@click.option("--jobs", type=click.IntRange(1, 256), default=os.cpu_count() or 1)
@click.option("--isolation", type=click.Choice(["auto", *LEVELS]), default="auto")
@commands.json_option
@click.pass_obj
def regrade(
    root: Path, /, out: Path, assignment: str | None, run: int | None, **words: Any
) -> None:
    """Grade the submissions in OUT again; points given by a person stay."""
    with opened_class(out, root, assignment) as room:
        if run is not None:
            take_back(out, room.records, run, room.who, words["reason"])
            click.echo(f"run {run} no longer counts")
            commands.publish(room)
            return
        if room.assignment is None:
            raise GradkitError("which assignment? name it, or its bundle, with -a")
        options = Options(words["isolation"], words["jobs"])
        count = len(attempts_to_grade(room.records, room.rules))
        done = []
        with Progress(count, doing="grading again", quiet=words["as_json"]) as progress:
            for one in regraded(room.records, room.rules, room.assignment, options):
                done.append(one)
                progress.advance()
        changed = [one for one in done if one.is_changed]
        _say(changed, len(done), words["as_json"])
        faults = sum(one.is_fault for one in done)
        if faults and not words["as_json"]:
            click.echo(f"{faults} could not be judged again: their results stay as they are")
        if words["dry_run"]:
            return
        number = apply(out, room.records, done, room.who, words["reason"])
        if not words["as_json"]:
            click.echo(f"recorded as run {number}; --take-back {number} undoes it")
        commands.publish(room)
        sys.exit(1 if faults else 0)


def _say(changed: list[Regraded], count: int, as_json: bool) -> None:
    for one in sorted(changed, key=lambda one: one.work.title):
        if as_json:
            scores = {"before": one.before.score, "after": one.after.score}
            plain = {k: None if v is None else float(v) for k, v in scores.items()}
            click.echo(json.dumps({"student": one.work.title, **plain}, ensure_ascii=False))
        else:
            old, new = digits(one.before.score), digits(one.after.score)
            click.echo(f"{one_line(one.work.title, 60)}: {old} -> {new}")
    if not as_json:
        click.echo(
            f"{len(changed)} of {count} would change" if changed else "nobody's total changes"
        )
