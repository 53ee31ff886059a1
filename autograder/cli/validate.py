"""`gradkit validate`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.assignment.meant import all_meant


@click.command()
@click.argument("assignment", required=False)
@click.pass_obj
def validate(root: Path, assignment: str | None) -> None:
    """List everything that is wrong with an ASSIGNMENT, or with all: file, line, what to do."""
    from autograder.authoring.validation import problems

    is_wrong = False
    for name in [assignment] if assignment else all_meant(root):
        is_whole = True
        for problem in problems(root, name):
            click.echo(str(problem))
            is_whole = False
        if is_whole:
            click.echo(f"{name}: nothing is wrong; the reference passes every check")
        is_wrong = is_wrong or not is_whole
    sys.exit(1 if is_wrong else 0)
