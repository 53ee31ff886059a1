"""Time that counts against a limit: the wall clock, less what a busy machine has taken.

A limit is a promise about a student's program, not about what else the teacher's machine is
doing: while judge or worker stand in line for a processor, the limit waits, up to a bound. Must
never give time to a program that sleeps, nor wait for ever.
"""

from __future__ import annotations

import os
import socket
import struct
import sys
import time
from contextlib import suppress

MOST_STRETCHED = 4.0
"""A limit of so many seconds ends after this many times as much, whatever the machine does."""
LEAST_STRETCHED = 1.5
"""The same where a program could start others, whose time nobody tells."""
_LATELY_SECONDS = 0.01
_CREDENTIALS = struct.Struct("iII")  # struct ucred of unix(7): process, user, group


class Queueing:
    """How long processes have stood in line for a processor, where the system tells.

    Linux counts it for each process in ``/proc/<pid>/schedstat``, whose second number is
    nanoseconds on a run queue (Documentation/scheduler/sched-stats.rst). Elsewhere it is 0.

    It is told of a process's first thread. While its other ones run, each process that stands in
    line may do so because of them: what they have used is taken off for each.
    """

    def __init__(self, *processes: int, most: float = MOST_STRETCHED) -> None:
        """Look at some ``processes``; a limit ends after ``most`` times its seconds."""
        self.most = most
        self._files: dict[int, int] = {}
        self._then: dict[int, tuple[int, int]] = {}
        """Of each process: how long it had stood in line, and its other threads run."""
        self._stood = 0
        self._looked = float("-inf")
        for process in processes:
            self.add(process)

    def add(self, process: int) -> None:
        """Look at one more process."""
        with suppress(OSError):
            self._files[process] = file = os.open(f"/proc/{process}/schedstat", os.O_RDONLY)
            self._then[process] = _stood(process, file) or (0, 0)

    def remove(self, process: int) -> None:
        """Keep what a process has stood in line, and look at it no more; call before it ends."""
        if process in self._files:
            self._look()
            os.close(self._files.pop(process))

    def seconds(self) -> float:
        """Return the seconds in line so far, all processes together."""
        self._look()
        return self._stood / 1e9

    def _look(self) -> None:
        since, others = [], 0
        for process, file in self._files.items():
            then = self._then[process]
            self._then[process] = now = _stood(process, file) or then
            since.append(now[0] - then[0])
            others += now[1] - then[1]
        self._stood += sum(max(0, stood - others) for stood in since)
        self._looked = time.monotonic()

    def lately(self) -> float:
        """Return the same, as it was a hundredth of a second ago at most."""
        is_fresh = time.monotonic() < self._looked + _LATELY_SECONDS
        return self._stood / 1e9 if is_fresh else self.seconds()

    def __del__(self) -> None:
        for file in self._files.values():
            os.close(file)


def _stood(process: int, file: int) -> tuple[int, int] | None:
    """Return how long a process has stood in line, and its other threads run: nanoseconds.

    None for a process that is gone.
    """
    try:
        ran, stood = map(int, os.pread(file, 100, 0).split()[:2])
        # clock_getcpuclockid(3): the clock of all its threads together.
        return stood, max(0, time.clock_gettime_ns(~process << 3 | 2) - ran)
    except (OSError, ValueError):
        return None


class Deadline:
    """The moment when something has to be over; it moves while the processes stand in line."""

    def __init__(self, seconds: float, queueing: Queueing | None = None) -> None:
        self._start = time.monotonic()
        self._seconds = seconds
        self._queueing = queueing
        self._stood = queueing.lately() if queueing is not None else 0.0

    def left(self) -> float:
        """Return the seconds that are left at least; raise TimeoutError where there are none."""
        spent = time.monotonic() - self._start
        if spent < self._seconds:
            return self._seconds - spent
        if self._queueing is not None:
            stood = self._queueing.seconds() - self._stood
            spent -= min(stood, (self._queueing.most - 1) * self._seconds)
        if spent >= self._seconds:
            raise TimeoutError
        return self._seconds - spent

    @property
    def is_over(self) -> bool:
        """Whether no seconds are left."""
        try:
            self.left()
        except TimeoutError:
            return True
        return False

    def surely_until(self) -> float:
        """Return the moment, by the monotonic clock, before which it does not have to be asked."""
        return self._start + self._seconds


def note_senders(connection: socket.socket) -> None:
    """Have the kernel note the process behind whatever is sent to a socket from now on."""
    if sys.platform == "linux":
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)


def sender(connection: socket.socket) -> int | None:
    """Return the process that has sent what lies next in a socket; what was sent stays there.

    It is the kernel's word (unix(7), SCM_CREDENTIALS), not the sender's; none is noted after it.
    None where the system does not tell. The connection must be readable.
    """
    if sys.platform != "linux":
        return None
    space = socket.CMSG_SPACE(_CREDENTIALS.size)
    _, ancillary, _, _ = connection.recvmsg(1, space, socket.MSG_PEEK)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 0)
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == socket.SCM_CREDENTIALS:
            return int(_CREDENTIALS.unpack(data[: _CREDENTIALS.size])[0]) or None
    return None
