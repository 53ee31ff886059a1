"""The start of a judge process, before it is known what it is to judge.

Must never import what takes time: while the process makes its imports, ours are made.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from autograder.base.threads import ONE_THREAD


class Process(Protocol):
    """What has to be known of a process that was started."""

    pid: int

    def wait(self, timeout: float | None = None) -> object:
        """Wait for its end; raise subprocess.TimeoutExpired where that takes too long."""
        ...


@dataclass(frozen=True)
class Starting:
    """A process that waits to be told what it is to judge, and the way to it."""

    control: socket.socket
    process: Process


def started() -> Starting:
    """Return the process that was begun, or start one."""
    return _begun.pop() if _begun else _start()


def begin() -> None:
    """Start the next judge process already: it has half a second of imports to do.

    Where nothing comes of it, it ends with this process.
    """
    if not _begun:
        _begun.append(_start())


def fresh(descriptor: int) -> Process:
    """Start Python anew as a judge process that is told what to do through ``descriptor``."""
    start = f"import sys; sys.path[:] = {sys.path!r}; "
    start += f"from autograder.grading.judge_process import main; main({descriptor})"
    return subprocess.Popen(
        [sys.executable, "-c", start],
        pass_fds=(descriptor,),
        stdin=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for the one who hands out the work
        # With assertions, whatever the one who grades has set: checks are made of them.
        env={**os.environ, **ONE_THREAD, "PYTHONOPTIMIZE": ""},
    )


way: Callable[[int], Process] = fresh
"""How a judge process comes to be; a process with all imports made can fork one in its place."""


def _start() -> Starting:
    ours, theirs = socket.socketpair()
    with theirs:
        return Starting(ours, way(theirs.fileno()))


_begun: list[Starting] = []
