"""Files that are whole or not there at all, and a folder that one run holds at a time.

Must never leave a half-written file under its own name."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.base.errors import GradkitError

if TYPE_CHECKING:
    pass


UNFINISHED = ".unfinished"


def write(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write a file whole or not at all: beside its place, synced, renamed.

    ``mode`` are the rights that it is made with, less the process's mask.

    Raises GradkitError where the system refuses, as a full disk does.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        with open(beside, "wb", opener=lambda name, how: os.open(name, how, mode)) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)
        _sync(path.parent)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise GradkitError(
            f"{path}: {error.strerror}; what was graded is kept, and the same command goes on"
        ) from error


def _sync(folder: Path) -> None:
    """Have a new name in a folder survive a power cut: see fsync(2)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def held(out: Path) -> Iterator[None]:
    """Keep other runs out of an output folder; raise GradkitError where one is at work in it.

    The lock is the system's, so that it is gone with a run that was killed; what such a run left
    half-written is removed.
    """
    import fcntl  # only a self-check runs where there is none

    try:
        out.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(out / ".lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise GradkitError(f"{out}: {error.strerror}: name a folder that can be written") from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for folder in (out, out / "results"):
            for left in folder.glob(f".*{UNFINISHED}"):
                left.unlink(missing_ok=True)
        yield
    except BlockingIOError:
        raise GradkitError(f"{out}: another run is grading into this folder") from None
    finally:
        os.close(descriptor)
