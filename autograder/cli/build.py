"""`gradkit build`."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.assignment.meant import all_meant


@click.command()
@click.argument("assignment", required=False)
@click.option(
    "--prove/--no-prove",
    default=True,
    help="Grade the reference and the empty stubs to prove that the bundle works.",
)
@click.pass_obj
def build(root: Path, assignment: str | None, prove: bool) -> None:
    """Build the student's folder and the autograder bundle of an ASSIGNMENT, or of all."""
    from autograder.authoring.build import build as run

    for name in [assignment] if assignment else all_meant(root):
        built = run(root, name, prove=prove, echo=click.echo)
        click.echo(f"for students:  {built.student_zip}")
        click.echo(f"for grading:   {built.autograder_zip}")
