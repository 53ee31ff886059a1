"""`gradkit check`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import click

from autograder.assignment.assignment import opened
from autograder.assignment.meant import meant
from autograder.base.errors import GradkitError
from autograder.base.language import Language, spoken
from autograder.base.zips import packed
from autograder.submissions.reading import find


@click.command()
@click.argument("notebook", type=click.Path(path_type=Path, dir_okay=False))
@click.option("-a", "--assignment", help="An assignment's name.")
@click.option("--question", help="Only this exercise.")
@click.option("--lang", type=click.Choice(spoken()))
@click.pass_obj
def check(
    root: Path, notebook: Path, assignment: str | None, question: str | None, lang: Language | None
) -> None:
    """Run the public checks on a NOTEBOOK, as students do."""
    from autograder.authoring.handout import KIT, kit_files
    from autograder.selfcheck.plugin import check_notebook

    if not notebook.exists():
        raise GradkitError(f"{notebook}: there is no such file")
    if notebook.suffix.lower() == ".zip":
        raise GradkitError(f"{notebook}: unpack the zip and check the notebook in it")
    with opened(assignment or meant(root, find([notebook])), root) as found:
        names = [known.name for known in found.questions]
        if question is not None and question not in names:
            raise GradkitError(f"--question {question}: the exercises are {', '.join(names)}")
        with tempfile.TemporaryDirectory(prefix="gradkit-check-") as place:
            kit = Path(place) / KIT
            kit.write_bytes(packed(kit_files(found, {})))
            report = check_notebook(notebook, kit, lang, question)
    # click leaves the colours out where no person looks.
    click.echo(report.text(in_colour=not os.environ.get("NO_COLOR")))
    sys.exit(0 if report.has_passed else 1)
