"""`gradkit history`: everything that happened to a student's work."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from autograder.base.text import one_line
from autograder.desk import commands
from autograder.desk.classroom import Classroom, opened_class
from autograder.records.work import Work


@click.command()
@click.argument("out", type=commands.FOLDER)
@click.argument("student", required=False)
@commands.json_option
@click.pass_obj
def history(root: Path, out: Path, student: str | None, as_json: bool) -> None:
    """Show a STUDENT's attempts, results and changes, or the class's runs."""
    with opened_class(out, root) as room:
        events = _of_work(room, room.find(student)) if student else _of_class(room)
        for event in events:
            if as_json:
                click.echo(json.dumps(event, ensure_ascii=False))
            else:
                rest = ", ".join(f"{k} {v}" for k, v in event.items() if k not in ("at", "what"))
                click.echo(f"{event['at']}  {event['what']}: {one_line(rest, 200)}")


def _of_work(room: Classroom, work: Work) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    for attempt in work.attempts:
        at = attempt.handed_in_at
        handed = {"attempt": attempt.number, "file": attempt.name, "sha256": attempt.sha256[:16]}
        first = at.isoformat(timespec="seconds") if at else ""
        events.append({"at": first, "what": "handed in", **handed})
        for outcome in attempt.outcomes:
            result = outcome.result
            scores = {"score": result["score"], "of": result["max_score"], "run": outcome.run}
            when = outcome.at.isoformat(timespec="seconds")
            bundle = {"checks": result["bundle"][:12]}
            events.append(
                {"at": when, "what": "graded", "attempt": attempt.number, **scores, **bundle}
            )
    events += [_event(commands.change_data(change)) for change in work.changes]
    return events


def _of_class(room: Classroom) -> list[dict[str, Any]]:
    runs = [
        {
            "at": run.at.isoformat(timespec="seconds"),
            "what": run.kind,
            "run": run.id,
            "who": run.who,
            "reason": run.why,
        }
        for run in room.records.runs()
    ]
    changes = [_event(commands.change_data(c)) for c in room.records.class_changes()]
    return sorted([*runs, *changes], key=lambda event: event["at"])


def _event(data: dict[str, Any]) -> dict[str, Any]:
    data["what"] = data.pop("kind")
    return data
