"""What grading refuses, refused in a self-check as well: other programs, and the network.

Whoever's notebook needs one of them would be told here that all is well, and lose points there.
Must never refuse anything to this process but while the student's code runs in it.
"""

from __future__ import annotations

import errno
import functools
import os
import sys
import threading
from typing import Any

_PROGRAMS = frozenset(
    ["os.exec", "os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "subprocess.Popen"]
)
_NOT_STARTED = 127 << 8
"""What `os.system` returns in grading, on Linux: a shell could not be started."""
_thread = 0
"""Where all this is refused now."""


class Refused:
    """Refuses what grading refuses, in the way that it does, to what this thread runs meanwhile."""

    def __enter__(self) -> None:
        global _thread
        _listen()
        self._system = os.system
        setattr(os, "system", _no_program)  # noqa: B010 - of another signature
        _thread = threading.get_ident()

    def __exit__(self, *_: object) -> None:
        global _thread
        _thread = 0
        os.system = self._system


def _no_program(_command: Any) -> int:
    return _NOT_STARTED


@functools.cache
def _listen() -> None:
    sys.addaudithook(_heard)  # for good: nobody can take one back


def _heard(event: str, _arguments: tuple[Any, ...]) -> None:
    if not _thread or threading.get_ident() != _thread:
        return
    if event in _PROGRAMS or event == "socket.__new__":
        raise PermissionError(errno.EPERM, "Operation not permitted")
    if event == "socket.getaddrinfo":
        import socket  # which is loaded by now, and not sooner

        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
