"""`gradkit import`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.base.language import LANGUAGES


@click.command("import")
@click.argument("notebook", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.argument("name")
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help="The lesson's language.")
@click.pass_obj
def import_(root: Path, notebook: Path, name: str, lang: str) -> None:
    """Turn a NOTEBOOK for `otter assign` or nbgrader into an assignment NAME."""
    from autograder.authoring.importing import take_over
    from autograder.authoring.validation import problems

    left_out = take_over(notebook, root, name, lang)
    for each in left_out:
        click.echo(f"not taken over: {each}")
    found = problems(root, name)
    for problem in found:
        click.echo(str(problem))
    click.echo(f"assignments/{name}, solutions/{name}: read them, then gradkit build {name}")
    sys.exit(1 if left_out or found else 0)
