"""`gradkit desk`: a class in the browser."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.base.errors import GradkitError
from autograder.desk.classroom import opened_class
from autograder.desk.commands import FOLDER


@click.command()
@click.argument("out", type=FOLDER)
@click.option("-a", "--assignment", help="An assignment's name, or a bundle of `gradkit build`.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port (default: any free one)."
)
@click.option("--browser/--no-browser", default=True, help="Open a browser.")
@click.pass_obj
def desk(root: Path, out: Path, assignment: str | None, port: int, browser: bool) -> None:
    """Open a class in the browser: look through it, grade by hand, adjust, re-grade."""
    try:
        from autograder.desk.serve import serve
    except ImportError as error:
        raise GradkitError(
            f"the desk needs {error.name}: pip install '.[desk]' in gradkit's folder"
        ) from None
    with opened_class(out, root, assignment) as room:
        serve(room, port, browser, lambda address: click.echo(f"desk: {address}  (Ctrl+C ends it)"))
