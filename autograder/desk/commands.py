"""What the desk's commands have in common: how they find a check and say what came of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from autograder.base.errors import GradkitError
from autograder.base.text import one_line
from autograder.desk.classroom import Classroom
from autograder.records.sentences import digits, sentence
from autograder.records.standing import Standing
from autograder.records.work import Change

FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)
json_option: Callable[..., Any] = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON."
)


def check_id(checks: Iterable[Mapping[str, Any]], wanted: str) -> str:
    """Return the id of the one check that is meant; raise GradkitError where it is not one."""
    ids = [check["id"] for check in checks]
    found = [name for name in ids if name == wanted] or [n for n in ids if n.endswith(wanted)]
    found = found or [name for name in ids if wanted in name]
    if len(found) == 1 and wanted:
        return str(found[0])
    shown = "; ".join((found or ids)[:8])
    raise GradkitError(
        f"{one_line(wanted)}: {'several fit' if found else 'no such check'}: {shown}"
    )


def as_data(found: Standing, room: Classroom) -> dict[str, Any]:
    """Return what a work is worth, for a program."""
    said = sentence(found, room.rules.late)
    return {
        "student": found.work.title,
        "key": found.work.key,
        "score": None if found.score is None else float(found.score),
        "max_score": None if found.maximum is None else float(found.maximum),
        "said": said.en if said else "",
        "to_grade": list(found.to_grade),
        "late": found.is_late,
        "attempt": found.counted.attempt.number if found.counted else None,
        "attempts": len(found.attempts),
    }


def change_data(change: Change) -> dict[str, Any]:
    """Return a decision, for a program."""
    return {
        "id": change.id,
        "at": change.at.isoformat(timespec="seconds"),
        "who": change.who,
        "kind": change.kind,
        "target": change.target,
        "value": dict(change.value),
        "reason": change.reason,
    }


def report(room: Classroom, work: int, as_json: bool) -> None:
    """Say what a student has now, and make the tables follow."""
    found = room.standing(room.records.work(work))
    if as_json:
        click.echo(json.dumps(as_data(found, room), ensure_ascii=False))
    else:
        said = sentence(found, room.rules.late)
        plain = f"{digits(found.score)} of {digits(found.maximum)}"
        click.echo(f"{one_line(found.work.title, 60)}: {said.en if said else plain}")
    publish(room)


def publish(room: Classroom) -> None:
    """Make tables and pages follow; where they cannot now, say so: the records are written."""
    try:
        hindrance = room.publish()
    except GradkitError as error:
        hindrance = f"recorded; tables not yet: {error}"
    if hindrance:
        click.echo(hindrance, err=True)
