"""`gradkit validate`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.assignment.assignment import only_assignment


@click.command()
@click.argument("assignment", required=False)
@click.pass_obj
def validate(root: Path, assignment: str | None) -> None:
    """Say all that is wrong with an ASSIGNMENT: file, line, what to do."""
    from autograder.authoring.validation import problems

    name = assignment or only_assignment(root)
    found = problems(root, name)
    for problem in found:
        click.echo(str(problem))
    if not found:
        click.echo(f"{name}: nothing is wrong; the reference passes every check")
    sys.exit(1 if found else 0)
