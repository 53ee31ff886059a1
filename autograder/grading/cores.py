"""The core that a judge keeps to: one of those with the fewest judges of this user's.

Judge and worker take turns with every message: on one core a turn costs a switch, on two it costs
waking the other up, which was measured to take about twice as long. Must never have a judge wait.
"""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

_MOST_TO_A_CORE = 8
_held: list[int] = []
"""Locked for as long as this process lives: the system unlocks what a process leaves."""


def keep_to_one(number: int) -> None:
    """Keep this process and what it starts to one core, the ``number``-th of a pool's judges.

    Several pools on a machine, as of several classes, do not see each other: for each place on a
    core there is a file, and whoever has it locked has the place.
    """
    if not hasattr(os, "sched_setaffinity"):
        return
    cores = sorted(os.sched_getaffinity(0))
    first = number % len(cores)
    in_turn = cores[first:] + cores[:first]
    free = (core for place in range(_MOST_TO_A_CORE) for core in in_turn if _is_taken(core, place))
    os.sched_setaffinity(0, {next(free, in_turn[0])})


def _is_taken(core: int, place: int) -> bool:
    """Take a place on a core; return whether it was free."""
    if sys.platform == "win32":
        return False
    import fcntl

    with suppress(OSError):  # somebody has it, or there is no folder for such files
        flags = os.O_CREAT | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = os.open(_folder() / f"{core}-{place}", flags, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(descriptor)
            raise
        _held.append(descriptor)
        return True
    return False


def _folder() -> Path:
    """Return the folder of this user's locks; raise OSError where it may be somebody else's."""
    folder = Path(tempfile.gettempdir()) / f"gradkit-cores-{os.geteuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    about = folder.lstat()
    if not stat.S_ISDIR(about.st_mode) or about.st_uid != os.geteuid():
        raise PermissionError(f"{folder} is somebody else's")
    return folder
