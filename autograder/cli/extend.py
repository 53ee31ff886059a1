"""`gradkit extend`: more time for one student, or a late penalty that is waived."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.base.errors import GradkitError
from autograder.desk import commands
from autograder.desk.classroom import opened_class
from autograder.records.rules import moment


@click.command()
@click.argument("out", type=commands.FOLDER)
@click.argument("student")
@click.argument("until", required=False)
@click.option("--waive", is_flag=True, help="Take no points off for being late.")
@click.option("--clear", is_flag=True, help="Remove an extension or a waiver.")
@click.option("--reason", default="", help="The reason; students read that of a waiver.")
@commands.json_option
@click.pass_obj
def extend(
    root: Path,
    out: Path,
    student: str,
    until: str | None,
    waive: bool,
    clear: bool,
    reason: str,
    as_json: bool,
) -> None:
    """Give a STUDENT time UNTIL, say, 2026-10-08T23:59 in the class's time zone."""
    if (until is not None) + waive + (clear and not waive) != 1:
        raise GradkitError("give UNTIL, or --waive, or --clear")
    with opened_class(out, root) as room:
        work = room.find(student)
        if waive:
            room.change("waive", "", {"clear": True} if clear else {}, reason, work)
        else:
            try:
                end = moment(until, room.rules.zone).isoformat() if until else None
            except ValueError as error:
                raise GradkitError(str(error)) from error
            room.change("extend", "", {"until": end}, reason, work)
        commands.report(room, work.id, as_json)
