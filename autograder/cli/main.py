"""The command line: thin words around the engine; errors are one line that says what to do."""

from __future__ import annotations

import errno
import importlib
import io
import keyword
import os
import pkgutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import click

from autograder.base.errors import GradkitError

# How click shows the help of a group without a command; not there before click 8.2.
_NO_ARGUMENTS = "NoArgsIsHelpError"


class _OneLine(click.ClickException):
    """A mistake of the person at the command line, in one line; exit status 2."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Say it in place of click's three lines."""
        click.echo(f"gradkit: {self.message}", file=file, err=file is None)


@contextmanager
def _one_line() -> Iterator[None]:
    """Turn a GradkitError, and what click says of usage, into one line."""
    try:
        yield
    except click.UsageError as error:
        if isinstance(error, getattr(click.exceptions, _NO_ARGUMENTS, ())):
            raise
        path = error.ctx.command_path if error.ctx else "gradkit"
        raise _OneLine(f"{error.format_message()} See `{path} --help`.") from error
    except GradkitError as error:
        raise _OneLine(str(error)) from error
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EROFS):
            raise
        place = error.filename or tempfile.gettempdir()
        raise _OneLine(
            f"{place}: {error.strerror}: make room there, or set TMPDIR to another folder"
        ) from error


class _Commands(click.Group):
    """The commands, each a module beside this one that is loaded when it is called.

    ``import_`` holds the command ``import``. They end with one line instead of a traceback.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        names = (module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
        return sorted(name.rstrip("_") for name in names if name != "main")

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Load a command; None where there is none of that name."""
        if name not in self.list_commands(ctx):
            return None
        module = f"{name}_" if keyword.iskeyword(name) else name
        found = importlib.import_module(f"autograder.cli.{module}")
        command: click.Command = getattr(found, module)
        return command

    def make_context(self, *words: Any, **others: Any) -> click.Context:
        """Read what stands before the command's name."""
        with _one_line():
            return super().make_context(*words, **others)

    def invoke(self, ctx: click.Context) -> Any:
        """Read the rest and run the command."""
        with _one_line():
            return super().invoke(ctx)


@click.group(cls=_Commands)
@click.option(
    "--root",
    type=click.Path(path_type=Path),
    default=Path("."),
    help="The folder that holds assignments/ and solutions/ (default: here).",
)
@click.version_option(package_name="gradkit")
@click.pass_context
def main(ctx: click.Context, root: Path) -> None:
    """Build and grade autograded assignments."""
    _speak_utf8()
    if not root.is_dir():
        raise GradkitError(
            f"--root {root}: there is no such folder; name the one that holds assignments/ and "
            "solutions/"
        )
    ctx.obj = root


def _speak_utf8() -> None:
    """Have names of files in UTF-8 and no letter that stops a line, whatever the locale is.

    Under a locale such as ko_KR.EUC-KR the names of files could not hold every letter: the command
    begins anew, in Python's UTF-8 mode (PEP 540), and prints what the console's encoding has.
    """
    console = getattr(sys.stdout, "encoding", None) or "utf-8"
    words = Path("/proc/self/cmdline")  # as they are: Python cannot give back what it decoded
    if sys.getfilesystemencoding().lower() not in ("utf-8", "utf8") and words.exists():
        spoken = {b"PYTHONUTF8": b"1", b"PYTHONIOENCODING": f"{console}:replace".encode()}
        command = [os.fsencode(sys.executable), *words.read_bytes().split(b"\0")[1:-1]]
        os.execve(sys.executable, command, {**os.environb, **spoken})
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="replace")
