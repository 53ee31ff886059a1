"""The prepared parent of the workers: imports what all of them need, then forks one per request.

It is started afresh and confined, so its memory holds nothing of value, and nothing of a worker
comes back to it but an exit status. Must never read what a worker writes, share anything that can
be written to with one, or run a student's code before the rights to harm are given up.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import socket
import sys
import time
from collections.abc import Sequence

from autograder.protocol.channel import Channel, ChannelClosed
from autograder.worker.confinement import take_away_rights
from autograder.worker.main import get_ready, serve
from autograder.worker.warmup import warm_up

_NEW_MOUNTS, _NEW_IPC, _NEW_PIDS, _NEW_NETWORK = 0x20000, 0x8000000, 0x20000000, 0x40000000
_READ_ONLY, _NO_SUID, _NO_DEVICES, _NO_PROGRAMS = 1, 2, 4, 8
_REMOUNT, _BIND, _RECURSIVE, _PRIVATE = 0x20, 0x1000, 0x4000, 0x40000
_PDEATHSIG, _DROP_BOUND, _AMBIENT, _CLEAR_ALL = 1, 24, 47, 4
_SUBREAPER, _MOST_ROUNDS = 36, 1_000
_CAPABILITY_VERSION = 0x20080522  # capset(2): the third version, of 64 bits
_MOST_DESCRIPTORS = 256
_COLLECTED_AFTER = 20_000  # objects; Python's 700 are there again with every few requests


class ForkServer:
    """Forks workers for the judge, one request at a time.

    ``folders`` are made empty for each worker in namespaces of its own (processes, mounts, IPC,
    network); without any, a worker shares the namespaces it was started in.
    """

    def __init__(
        self, control: socket.socket, limits: dict[str, int], folders: Sequence[str], size: int
    ) -> None:
        self._control = control
        self._channel = Channel(control, is_shared=True)
        self._limits = limits
        self._folders = folders
        self._size = size
        self._living: set[int] = set()
        self._twins: set[int] = set()
        self._libc = ctypes.CDLL(None, use_errno=True)
        self._self = os.pidfd_open(os.getpid()) if folders else -1
        if sys.platform == "linux" and not folders:  # no namespace ends what a worker has started
            self._libc.prctl(_SUBREAPER, 1, 0, 0, 0)

    def protect(self, devices: Sequence[str]) -> None:
        """Keep workers of their owner from changing the machine's device files."""
        for device in devices:
            flags = os.statvfs(device).f_flag & (_NO_SUID | _NO_DEVICES | _NO_PROGRAMS)
            flags |= _READ_ONLY | _BIND | _REMOUNT
            self._call("mount", None, os.fsencode(device), None, flags, None)

    def serve(self) -> None:
        """Carry out requests until the judge is gone; then so is every worker."""
        try:
            while True:
                request = self._channel.receive()
                reply = getattr(self, f"do_{request[0]}")(*request[1:])
                self._channel.send(["done", reply])
        except ChannelClosed:
            for pid in self._living:
                _kill(pid)
            self._living.clear()
            self._end_orphans()
            for twin in self._twins:  # they end with this one, which is their namespace's first
                os.waitpid(twin, 0)

    def do_start(self, scratch: str, user: int | None) -> int:
        """Fork a worker whose channel comes right behind the request; return its process id."""
        _, (descriptor,), _, _ = socket.recv_fds(self._control, 1, 1)
        if self._folders:
            self._call("unshare", _NEW_PIDS)
        parent, pid = os.getpid(), os.fork()
        if pid == 0:
            try:
                self._be_worker(descriptor, scratch, user, parent)
            finally:
                os._exit(1)
        os.close(descriptor)
        if self._folders:
            self._call("setns", self._self, _NEW_PIDS)  # for the next one to begin from
        self._living.add(pid)
        return pid

    def do_twin(self) -> None:
        """Fork another one of this for another judge, whose way to it comes behind the request."""
        _, (descriptor,), _, _ = socket.recv_fds(self._control, 1, 1)
        self._twins = {pid for pid in self._twins if os.waitpid(pid, os.WNOHANG)[0] == 0}
        pid = os.fork()
        if pid == 0:
            try:
                self._control.close()
                if self._folders:
                    os.close(self._self)
                control = socket.socket(fileno=descriptor)
                ForkServer(control, self._limits, self._folders, self._size).serve()
            finally:
                os._exit(0)
        os.close(descriptor)
        self._twins.add(pid)

    def do_stay(self, cores: list[int]) -> None:
        """Stay on these cores, as the workers will."""
        os.sched_setaffinity(0, cores)

    def do_stop(self, pid: int) -> int:
        """Kill a worker and what it started; return its exit status, or -signal."""
        if pid not in self._living:
            return 0
        _kill(pid)
        self._living.discard(pid)
        status = os.waitpid(pid, 0)[1]
        self._end_orphans()
        return os.waitstatus_to_exitcode(status)

    def do_status(self, pid: int, seconds: float) -> int | None:
        """Return the status of a worker that ends by itself within so many seconds."""
        deadline = time.monotonic() + seconds
        while pid in self._living and time.monotonic() < deadline:
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                _kill(pid)  # what it left in its group
                self._living.discard(pid)
                self._end_orphans()
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.005)
        return None

    def _end_orphans(self) -> None:
        """End what workers that are gone have started: it has become this process's own."""
        for _ in range(0 if self._folders else _MOST_ROUNDS):
            orphans = _children() - self._living - self._twins
            for pid in orphans:
                _kill(pid)
                os.waitpid(pid, 0)
            if not orphans:
                return

    # -- in the child --------------------------------------------------------------------------

    def _be_worker(self, descriptor: int, scratch: str, user: int | None, parent: int) -> None:
        os.setsid()
        os.dup2(descriptor, 3)
        os.closerange(4, _MOST_DESCRIPTORS)
        null = os.open(os.devnull, os.O_RDWR)  # its own: a lock on it dies with the worker
        for standard in (0, 1, 2):
            os.dup2(null, standard)
        os.close(null)
        if self._folders:
            self._enter_namespaces()
        os.chdir(scratch)
        if user is not None:
            os.setgroups([])
            os.setresgid(user, user, user)
            os.setresuid(user, user, user)
        if sys.platform == "linux":
            self._libc.prctl(_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            if not self._folders and os.getppid() != parent:
                os._exit(1)
        if self._folders:
            _be_first_process()  # which starts another one, as no confined process may
        take_away_rights(self._limits)
        serve(3)

    def _enter_namespaces(self) -> None:
        self._call("unshare", _NEW_MOUNTS | _NEW_IPC | _NEW_NETWORK)
        self._call("mount", None, b"/", None, _RECURSIVE | _PRIVATE, None)
        options = f"size={self._size},mode=0700".encode()
        for folder in self._folders:
            flags = _NO_SUID | _NO_DEVICES
            self._call("mount", b"tmpfs", os.fsencode(folder), b"tmpfs", flags, options)
        capability = 0
        while self._libc.prctl(_DROP_BOUND, capability, 0, 0, 0) == 0:
            capability += 1
        self._call("prctl", _AMBIENT, _CLEAR_ALL, 0, 0, 0)
        header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION, 0)
        self._call("capset", header, (ctypes.c_uint32 * 6)())
        if capability == 0:
            raise OSError("the bounding set could not be emptied")

    def _call(self, name: str, *arguments: object) -> None:
        if getattr(self._libc, name)(*arguments) != 0:
            raise OSError(ctypes.get_errno(), f"{name}: {os.strerror(ctypes.get_errno())}")


def _be_first_process() -> None:
    """Stay behind as the namespace's first process, which its other ones cannot signal.

    Returns in a second process; the first ends when that does, and the kernel kills what is left.
    """
    pid = os.fork()
    if pid == 0:
        return
    os.close(3)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    while True:
        ended, status = os.wait()
        if ended == pid:
            code = os.waitstatus_to_exitcode(status)
            os._exit(code if code >= 0 else 128 - code)


def _children() -> set[int]:
    """Return the process ids of this one's children, where the system tells: proc(5)."""
    try:
        with open(f"/proc/self/task/{os.getpid()}/children", encoding="ascii") as file:
            return set(map(int, file.read().split()))
    except OSError:
        return set()


def _kill(pid: int) -> None:
    for kill in (os.killpg, os.kill):
        try:
            kill(pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            continue


def main(
    descriptor: int,
    limits: dict[str, int],
    support: list[str],
    folders: list[str],
    size: int,
    devices: list[str],
) -> None:
    """Import what workers need and serve the judge on ``descriptor``; ends when it is gone."""
    get_ready(support)
    warm_up()
    server = ForkServer(socket.socket(fileno=descriptor), limits, folders, size)
    server.protect(devices)
    gc.collect()
    gc.freeze()  # a collection in a child would copy every page
    gc.set_threshold(_COLLECTED_AFTER)
    server.serve()
