"""`gradkit watch`."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from autograder.assignment.assignment import load
from autograder.assignment.meant import meant
from autograder.results.grades import print_table


@click.command()
@click.argument("assignment", required=False)
@click.option("--once", is_flag=True, help="Run once and exit.")
@click.pass_obj
def watch(root: Path, assignment: str | None, once: bool) -> None:
    """At each save, validate an ASSIGNMENT, grade its samples and refresh table and pages."""
    from autograder.authoring.watching import looked_at, saves

    name = assignment or meant(root)
    out = root / "dist" / name / "watch"
    for _ in saves(root, name):
        if (results := looked_at(root, name, out, click.echo)) is not None:
            folders = root / "assignments" / name, root / "solutions" / name / "reference.py"
            print_table(Console(), load(*folders), results)
            click.echo(f"page: {(out / 'report.html').resolve().as_uri()}")
        if once:
            return
        click.echo("waiting for a change (Ctrl-C ends)")
