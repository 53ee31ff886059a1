"""The start of a judge process, before it is known what it is to judge.

Must never import what takes time: while the process makes its imports, ours are made.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from dataclasses import dataclass

from autograder.base.threads import ONE_THREAD


@dataclass(frozen=True)
class Starting:
    """A process that waits to be told what it is to judge, and the way to it."""

    control: socket.socket
    popen: subprocess.Popen[bytes]


def started() -> Starting:
    """Return the process that was begun, or start one."""
    return _begun.pop() if _begun else _start()


def begin() -> None:
    """Start the next judge process already: it has half a second of imports to do.

    Where nothing comes of it, it ends with this process.
    """
    if not _begun:
        _begun.append(_start())


def _start() -> Starting:
    ours, theirs = socket.socketpair()
    start = f"import sys; sys.path[:] = {sys.path!r}; "
    start += f"from autograder.grading.judge_process import main; main({theirs.fileno()})"
    with theirs:
        process = subprocess.Popen(
            [sys.executable, "-c", start],
            pass_fds=(theirs.fileno(),),
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for the one who hands out the work
            env={**os.environ, **ONE_THREAD},
        )
    return Starting(ours, process)


_begun: list[Starting] = []
