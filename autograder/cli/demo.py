"""`gradkit demo`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from rich.console import Console

from autograder.assignment.assignment import only_assignment, opened
from autograder.cli.grade import print_places
from autograder.grading.batch import Options
from autograder.grading.run import grade_class
from autograder.results.grades import print_table
from autograder.submissions.reading import find


@click.command()
@click.argument("assignment", required=False)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("dist/demo"),
    help="The folder for the results (default: dist/demo).",
)
@click.pass_obj
def demo(root: Path, assignment: str | None, out: Path) -> None:
    """Build an assignment, grade its sample submissions and show the table."""
    from autograder.authoring.build import build as run

    name = assignment or only_assignment(root)
    built = run(root, name, echo=click.echo)
    console = Console()
    with opened(built.autograder_zip, root) as bundle:
        samples = find([root / "assignments" / name / "samples"])
        results = grade_class(bundle, samples, out, Options(jobs=os.cpu_count() or 1))
        print_table(console, bundle, results)
        level = results[0]["isolation"]
    console.print(f"isolation level: {level}", highlight=False)
    print_places(console, out)
    sys.exit(1 if results.has_fault else 0)
