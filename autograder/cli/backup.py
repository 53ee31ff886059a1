"""`gradkit backup`: a service's database and keys in one file, and back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from sqlalchemy import Engine

from autograder.records.address import address_of
from autograder.records.database import connected

_FILE = click.Path(path_type=Path, dir_okay=False)
_FOLDER = click.Path(path_type=Path, file_okay=False)


@click.command()
@click.argument("folder", type=_FOLDER)
@click.argument("file", type=_FILE)
@click.option("--restore", "is_back", is_flag=True, help="Restore FILE into an empty FOLDER.")
@click.option("--database", default="", help="The same as for `gradkit serve`.")
def backup(folder: Path, file: Path, is_back: bool, database: str) -> None:
    """Back up a service's FOLDER to FILE, even while it runs."""
    from autograder.service.backup import back_up, restore
    from autograder.service.site import own_folder

    own_folder(folder)
    with opened_database(folder, database) as engine:
        if is_back:
            click.echo(f"restored: {restore(engine, folder, file)} rows from {file}")
        else:
            click.echo(f"written: {back_up(engine, folder, file)} rows to {file}")


@contextmanager
def opened_database(folder: Path, database: str) -> Iterator[Engine]:
    """Open the database of a service's folder."""
    from autograder.service.site import database_of

    engine = connected(address_of(folder, database or database_of(folder)))
    try:
        yield engine
    finally:
        engine.dispose()
