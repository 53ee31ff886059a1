"""Runs a command and tells what it cost: wall time, CPU time of all its processes, peak memory.

CPU time is a control group's where one can be made: what is killed with its PID namespace is waited
for by nobody, and so missing from its parents' times (getrusage(2)).
"""

from __future__ import annotations

import ctypes
import os
import shlex
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

_BECOME_REAPER = 36  # PR_SET_CHILD_SUBREAPER: what a sandbox leaves behind is counted here too
_SAMPLE_SECONDS = 0.25
# Of both versions of cgroups(7): where a group is made, its file that counts, in how many a second.
_GROUPS = (("/sys/fs/cgroup/cpuacct", "cpuacct.usage", 1e9), ("/sys/fs/cgroup", "cpu.stat", 1e6))


@dataclass(frozen=True)
class Cost:
    """Seconds, and MiB of memory that all processes had at once."""

    wall: float
    cpu: float
    peak: float


def cost(
    command: Sequence[object], *, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> Cost:
    """Run a command; raise CalledProcessError, with what it said, where it fails."""
    ctypes.CDLL(None).prctl(_BECOME_REAPER, 1, 0, 0, 0)
    others = _children()
    with _metered(list(map(str, command))) as (command, used):
        before, start = used(), time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        memory = _Memory()
        said, _ = process.communicate()
        wall = time.perf_counter() - start
        peak = memory.peak()
        for left in _children() - others:
            _reap(left)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, process.args, said)
        return Cost(wall, used() - before, peak)


@contextmanager
def _metered(command: list[str]) -> Iterator[tuple[list[str], Callable[[], float]]]:
    """Give a command that joins a group of its own, and what tells the group's CPU seconds."""
    group, read = _group()
    if group is None:
        yield command, read
        return
    join = f'echo $$ > {shlex.quote(str(group / "cgroup.procs"))} && exec "$@"'
    try:
        yield ["sh", "-c", join, "sh", *command], read
    finally:
        with suppress(OSError):  # a process that is about to end is still in it
            group.rmdir()


def _group() -> tuple[Path | None, Callable[[], float]]:
    """Make a group; return it, or None, and what tells CPU seconds."""
    for place, counter, units in _GROUPS:
        group = Path(place) / f"gradkit-bench-{os.getpid()}"
        read = partial(_counted, group / counter, units)
        with suppress(OSError):
            group.mkdir(exist_ok=True)
            with suppress(ValueError, IndexError, FileNotFoundError):
                read()
                return group, read
            group.rmdir()
    return None, _used


def _counted(file: Path, units: float) -> float:
    """Return a group's CPU seconds: the file's number, or the one behind its first word."""
    return int(file.read_text(encoding="ascii").split("\n")[0].split()[-1]) / units


def median(commands: Sequence[object], repeats: int, **words: object) -> Cost:
    """Return the median cost of a command that is run some times, after once to warm it up."""
    cost(commands, **words)  # type: ignore[arg-type]
    costs = [cost(commands, **words) for _ in range(repeats)]  # type: ignore[arg-type]
    parts = zip(*((c.wall, c.cpu, c.peak) for c in costs), strict=True)
    return Cost(*map(statistics.median, parts))


def _used() -> float:
    times = os.times()
    return times.children_user + times.children_system


def _children() -> set[int]:
    """Return this process's children: what it started, and what it has been left."""
    found = set[int]()
    for one in Path("/proc/self/task").glob("*/children"):
        with suppress(FileNotFoundError, ProcessLookupError):  # that thread has just ended
            found |= set(map(int, one.read_text(encoding="ascii").split()))
    return found


def _reap(process: int) -> None:
    """Wait for what the command has left, so that its time is counted."""
    with suppress(ChildProcessError):
        os.waitpid(process, 0)


class _Memory:
    """Samples the memory of this process's descendants; what they share counts once."""

    def __init__(self) -> None:
        self._peak = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def peak(self) -> float:
        """Stop; return the most that was seen, in MiB."""
        self._is_over.set()
        self._thread.join()
        return self._peak / 1024

    def _sample(self) -> None:
        while not self._is_over.wait(_SAMPLE_SECONDS):
            self._peak = max(self._peak, sum(map(_kibibytes, _descendants())))


def _descendants() -> set[int]:
    parents: dict[int, int] = {}
    for place in Path("/proc").iterdir():
        if place.name.isdigit():
            with suppress(OSError):
                parents[int(place.name)] = int(_stat(place)[1])
    found = {os.getpid()}
    while more := {p for p, parent in parents.items() if parent in found} - found:
        found |= more
    return found - {os.getpid()}


def _stat(place: Path) -> list[str]:
    """Return the fields of proc(5)'s stat from the third on; the second may hold anything."""
    return (place / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()


def _kibibytes(process: int) -> int:
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0
