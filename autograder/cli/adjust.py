"""`gradkit adjust`: a person's points, with a reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from autograder.base.errors import GradkitError
from autograder.desk import commands
from autograder.desk.classroom import Classroom, opened_class
from autograder.records.work import TOTAL, Work, checks_of


@click.command()
@click.argument("out", type=commands.FOLDER)
@click.argument("student")
@click.option("--check", help="Adjust this check: its id, or the end of it.")
@click.option("--question", help="Adjust this exercise (with neither: the total).")
@click.option("--points", type=float, help="Set the points, whatever the checks give.")
@click.option("--add", type=float, help="Add to what the checks give, or subtract: --add=-2.")
@click.option("--clear", is_flag=True, help="Remove an earlier adjustment.")
@click.option("--reason", default="", help="The reason; students read it.")
@commands.json_option
@click.pass_obj
def adjust(
    root: Path, /, out: Path, student: str, reason: str, as_json: bool, **words: Any
) -> None:
    """Give a STUDENT points by hand; they survive grading again."""
    value = _value(words)
    if not reason and not words["clear"]:
        raise GradkitError("--reason: say why; the student reads it")
    with opened_class(out, root) as room:
        work = room.find(student)
        target, attempt = _target(room, work, words["check"], words["question"])
        room.change("adjust", target, value, reason, work, attempt)
        commands.report(room, work.id, as_json)


def _value(words: dict[str, Any]) -> dict[str, Any]:
    given = [words["points"] is not None, words["add"] is not None, words["clear"]]
    if sum(given) != 1:
        raise GradkitError("give one of --points N, --add N and --clear")
    if words["clear"]:
        return {"clear": True}
    points = words["points"] if words["points"] is not None else words["add"]
    if not abs(points) <= 100_000 or (words["points"] is not None and points < 0):
        raise GradkitError("--points: a number from 0 up; --add: a number")
    return {"set": points} if words["points"] is not None else {"add": points}


def _target(
    room: Classroom, work: Work, check: str | None, question: str | None
) -> tuple[str, int | None]:
    if check is None and question is None:
        return TOTAL, None
    counted = room.standing(work).counted
    result = counted.attempt.result if counted else None
    if counted is None or result is None:
        raise GradkitError(f"{work.title}: nothing is graded yet")
    if question is not None:
        names = [q["name"] for q in result["questions"]]
        if question not in names:
            raise GradkitError(f"--question {question}: the exercises are {', '.join(names)}")
        return f"question:{question}", counted.attempt.id
    return f"check:{commands.check_id(checks_of(result), check or '')}", counted.attempt.id
