"""User ids for workers of root: each is one worker's at a time, on the whole machine.

Nobody owns anything under these ids. Must never hand out an id twice, whichever folder for
temporary files a run has: who ends a worker kills all that runs under its id.
"""

from __future__ import annotations

import fcntl
import os
import signal
from collections.abc import Iterator
from pathlib import Path

# The ids that systemd keeps for such users (man systemd.exec, DynamicUser). Every container begins
# elsewhere among them: `give_back` kills by id, and the machine sees its containers' processes.
_FIRST, _LAST, _COUNT = 61_184, 65_519, 300
# Only root writes there, and it is gone after a restart of the machine, as the workers are.
_PLACES = (Path("/run"), Path("/var/run"))


class User:
    """An id that is held until it is given back, or until the process that holds it ends."""

    def __init__(self) -> None:
        folder = next(place for place in _PLACES if place.is_dir()) / "gradkit-users"
        folder.mkdir(mode=0o700, exist_ok=True)
        for number in _numbers():
            lock = os.open(folder / str(number), os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(lock)
                continue
            self.number, self._lock = number, lock
            self._kill_all()  # what a judge that was killed has left running
            return
        raise OSError(f"all {_COUNT} user ids for workers are taken")

    def give_back(self) -> None:
        """Kill whatever runs under the id, also what left its group, and let others have it."""
        self._kill_all()
        fcntl.flock(self._lock, fcntl.LOCK_UN)  # a judge forked meanwhile has it open too
        os.close(self._lock)

    def _kill_all(self) -> None:
        child = os.fork()
        if child == 0:
            try:
                os.setresuid(self.number, self.number, self.number)
                os.kill(-1, signal.SIGKILL)
            finally:
                os._exit(0)
        os.waitpid(child, 0)


def _numbers() -> Iterator[int]:
    """Yield the ids that may be had here, from one on that depends on the process namespace."""
    try:
        namespace = os.stat("/proc/self/ns/pid").st_ino
    except OSError:  # not Linux
        namespace = 0
    span = _LAST - _FIRST + 1  # a stride keeps namespaces made one after the other apart
    return (_FIRST + (namespace * 331 + count) % span for count in range(_COUNT))
