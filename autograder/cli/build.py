"""`gradkit build`."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.assignment.assignment import only_assignment


@click.command()
@click.argument("assignment", required=False)
@click.option("--prove/--no-prove", default=True, help="Grade the reference and the stubs.")
@click.pass_obj
def build(root: Path, assignment: str | None, prove: bool) -> None:
    """Make the student's folder and the autograder's bundle of an ASSIGNMENT."""
    from autograder.authoring.build import build as run

    built = run(root, assignment or only_assignment(root), prove=prove, echo=click.echo)
    click.echo(f"for students:  {built.student_zip}")
    click.echo(f"for grading:   {built.autograder_zip}")
