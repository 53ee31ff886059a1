"""`gradkit forgive`: a check that should not have counted."""

from __future__ import annotations

import json
from pathlib import Path

import click

from autograder.base.errors import GradkitError
from autograder.desk import commands
from autograder.desk.classroom import opened_class
from autograder.records.sentences import digits
from autograder.records.standing import standing
from autograder.records.work import checks_of


@click.command()
@click.argument("out", type=commands.FOLDER)
@click.argument("check")
@click.option("--full", "how", flag_value="full", default=True, help="Give everybody its points.")
@click.option("--uncounted", "how", flag_value="uncounted", help="Do not count it.")
@click.option("--no", "how", flag_value="no", help="Count it again.")
@click.option("--reason", default="", help="The reason.")
@commands.json_option
@click.pass_obj
def forgive(root: Path, out: Path, check: str, how: str, reason: str, as_json: bool) -> None:
    """Take a CHECK out of the grades: everybody gets its points, or it does not count."""
    with opened_class(out, root) as room:
        works = room.records.works()
        results = (a.result for w in works for a in reversed(w.attempts) if a.result)
        first = next(results, None)
        if first is None:
            raise GradkitError(f"{out}: nothing is graded yet")
        name = commands.check_id(checks_of(first), check)
        before = {work.id: room.standing(work).score for work in works}
        room.change("forgive", name, {"how": how}, reason)
        rules, changes = room.rules, room.records.class_changes()
        after = {work.id: standing(rules, work, changes).score for work in works}
        changed = [work for work in works if before[work.id] != after[work.id]]
        if as_json:
            click.echo(json.dumps({"check": name, "how": how, "changed": len(changed)}))
        else:
            click.echo(f"{name}: {how}; {len(changed)} of {len(works)} totals change")
            for work in changed:
                old, new = digits(before[work.id]), digits(after[work.id])
                click.echo(f"  {work.title}: {old} -> {new}")
        commands.publish(room)
