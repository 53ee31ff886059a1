"""`gradkit new`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("name")
@click.pass_obj
def new(root: Path, name: str) -> None:
    """Create a small assignment NAME that builds, checks itself and grades."""
    from autograder.authoring.starter import start

    for path in start(root, name):
        click.echo(path.relative_to(root))
    click.echo(f"next: gradkit validate {name}, gradkit build {name}, gradkit demo {name}")
