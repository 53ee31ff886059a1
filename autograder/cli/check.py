"""`gradkit check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.assignment.meant import meant
from autograder.base.errors import GradkitError
from autograder.base.language import Language
from autograder.submissions.reading import find


@click.command()
@click.argument("notebook", type=click.Path(path_type=Path, dir_okay=False))
@click.option("-a", "--assignment", help="An assignment's name.")
@click.option("--question", help="Only this exercise.")
@click.option("--lang", type=click.Choice(["en", "ko"]))
@click.pass_obj
def check(
    root: Path, notebook: Path, assignment: str | None, question: str | None, lang: Language | None
) -> None:
    """Run the public checks on a NOTEBOOK, as a student does."""
    from autograder.selfcheck.plugin import check_notebook
    from autograder.selfcheck.settings import settings_of

    if not notebook.exists():
        raise GradkitError(f"{notebook}: there is no such file")
    if notebook.suffix.lower() == ".zip":
        raise GradkitError(f"{notebook}: unpack the zip and check the notebook in it")
    folder = notebook.resolve().parent
    if not (folder / "assignment.toml").exists():
        name = assignment or meant(root, find([notebook]))
        folder = (root / "assignments" / name).resolve()
    names = [known.name for known in settings_of(folder).questions]
    if question is not None and question not in names:
        raise GradkitError(f"--question {question}: the exercises are {', '.join(names)}")
    text, passed = check_notebook(notebook.resolve(), folder, lang, question)
    click.echo(text)
    sys.exit(0 if passed else 1)
