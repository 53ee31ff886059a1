"""`gradkit serve`: the kit inside an LMS."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import click

from autograder.base.errors import GradkitError
from autograder.base.levels import LEVELS


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--address", help="Its public address, such as https://homework.example.edu.")
@click.option("--host", default="127.0.0.1", help="Where to listen (default: only this machine).")
@click.option("--port", type=click.IntRange(0, 65535), default=8000)
@click.option("--database", help="postgresql://HOST/NAME (default: a file in FOLDER).")
@click.option(
    "--graders",
    type=click.IntRange(0, 256),
    default=os.cpu_count() or 1,
    help="Submissions graded at a time on this machine (default: one for each core; 0: none).",
)
@click.option("--grading-only", is_flag=True, help="Grade for a service on another machine.")
@click.option("--isolation", type=click.Choice(["auto", *LEVELS]), default="auto")
@click.pass_obj
def serve(
    root: Path,
    folder: Path,
    address: str | None,
    host: str,
    port: int,
    database: str | None,
    graders: int,
    grading_only: bool,
    isolation: str,
) -> None:
    """Serve homework to an LMS over LTI 1.3: students hand in, grades arrive on their own.

    FOLDER holds the service's database, keys and settings (service.toml).
    """
    try:
        from autograder.service.serve import Plan, serve
    except ImportError as error:
        raise GradkitError(
            f"the service needs {error.name}: pip install '.[serve]' in gradkit's folder"
        ) from None
    given = {"address": address or "", "database": database or ""}
    plan = Plan(folder, root.resolve(), {k: v for k, v in given.items() if v}, graders, isolation)
    if grading_only:
        serve(plan, None, _say)
        return
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            raise GradkitError(f"{host}:{port}: {error.strerror}: choose another --port") from error
        listening.listen(1024)
        click.echo(f"listening: http://{host}:{listening.getsockname()[1]}  (Ctrl+C ends it)")
        serve(plan, listening, _say)


def _say(line: str) -> None:
    click.echo(line, err=True)
