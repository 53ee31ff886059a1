"""`gradkit demo`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click
from rich.console import Console

from autograder.assignment.assignment import opened
from autograder.assignment.meant import all_meant
from autograder.grading.batch import Options
from autograder.grading.run import grade_class
from autograder.grading.summary import print_places
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
    """Build an assignment, or all, grade the sample submissions and show the table."""
    names = [assignment] if assignment else all_meant(root)
    shown = [_shown(root, name, out if len(names) == 1 else out / name) for name in names]
    sys.exit(1 if any(shown) else 0)


def _shown(root: Path, name: str, out: Path) -> bool:
    """Build and grade; return whether anything could not be judged."""
    from autograder.authoring.build import build

    built = build(root, name, echo=click.echo)
    console = Console()
    with opened(built.autograder_zip, root) as bundle:
        samples = find([root / "assignments" / name / "samples"])
        run = grade_class(bundle, samples, out, Options(jobs=os.cpu_count() or 1))
        print_table(console, bundle, run.results)
        level = run.results[0]["isolation"]
    console.print(f"isolation level: {level}", highlight=False)
    print_places(console, out)
    return not run.is_whole
