"""`gradkit pdf`: students' pages for an archive, or for Gradescope."""

from __future__ import annotations

import json
from pathlib import Path

import click

from autograder.base.files import write
from autograder.desk import commands
from autograder.desk.pdf import class_pdf, student_pdf
from autograder.pages.student_page import FOLDER


@click.command()
@click.argument("out", type=commands.FOLDER)
@click.option("-o", "--to", type=click.Path(path_type=Path), help="Default: OUT/pdf.")
@commands.json_option
def pdf(out: Path, to: Path | None, as_json: bool) -> None:
    """Write a PDF of every student's page in OUT, and one of the class."""
    to = to or out / "pdf"
    to.mkdir(parents=True, exist_ok=True)
    keys = sorted(path.stem for path in (out / FOLDER).glob("*.html"))
    write(to / "class.pdf", class_pdf(out))
    for key in keys:
        write(to / f"{key}.pdf", student_pdf(out, [key]))
    if as_json:
        click.echo(json.dumps({"folder": str(to), "students": len(keys)}, ensure_ascii=False))
    else:
        click.echo(f"{len(keys)} students and class.pdf: {to}")
