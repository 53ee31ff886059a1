"""`gradkit forget`: everything of one person taken out of a service."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.backup import opened_database


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.argument("student")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--database", default="", help="The same as for `gradkit serve`.")
def forget(folder: Path, student: str, yes: bool, database: str) -> None:
    """Delete all that a service's FOLDER stores of STUDENT (number, e-mail, account or name).

    Their work, results, points and visits go from every class. Backups are yours to delete.
    """
    from autograder.service import forgetting

    with opened_database(folder, database) as engine:
        people = forgetting.found(engine, student)
        name = people[0].name or people[0].number or people[0].user
        if not yes:
            click.confirm(f"delete everything about {name}, in {len(people)} classes?", abort=True)
        counts = forgetting.forget(engine, folder, people)
    click.echo("deleted: " + ", ".join(f"{n} {table}" for table, n in counts.items() if n))
