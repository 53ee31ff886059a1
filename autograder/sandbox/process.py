"""A worker's process: started for one, or forked by a prepared parent; and its end.

Must never leave a process or a scratch folder behind."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from autograder.base.deadline import Deadline
from autograder.protocol.channel import Channel, ChannelClosed
from autograder.protocol.outcomes import ProtocolError

START_SECONDS, END_SECONDS = 30.0, 2.0


class SandboxError(Exception):
    """A worker could not be started: a fault of the machine or ours, never of the submission."""


class Worker:
    """A running worker process, its channel, and what has to be cleaned up after it."""

    def __init__(
        self, handle: Process, channel: Channel, clean: Callable[[], None], process: int | None
    ) -> None:
        self._process = handle
        self.channel = channel
        self._clean = clean
        self.process = process
        """Its process id, where the system tells it."""

    def exit_status(self) -> int:
        """Wait for a worker that has closed its channel; its exit status, or -signal."""
        return self._process.status(1.0) or 0

    def stop(self) -> None:
        """Kill the worker and all that it started, and remove its scratch folder."""
        self._process.kill()  # before it learns that the judge has hung up
        self.channel.close()
        self._clean()


class Process(Protocol):
    """A process that can be waited for and killed."""

    def status(self, seconds: float) -> int | None:
        """Return its exit status if it ends within so many seconds."""
        ...

    def kill(self) -> None:
        """Kill it and all that it started, and wait until it is gone."""
        ...


class Started:
    """A process that was started for one worker alone."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def status(self, seconds: float) -> int | None:
        """Return its exit status if it ends within so many seconds."""
        try:
            return self._process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        """Kill its group and wait for it."""
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            self._process.kill()
        self._process.wait()


class Twin:
    """A process that the parent of a judge's workers has forked: it ends when its channel does."""

    def status(self, seconds: float) -> int | None:
        """Return 0: whoever forked it waits for it."""
        return 0

    def kill(self) -> None:
        """Do nothing: one that is stuck ends with the process that forked it."""


class ForkServer:
    """The way to a prepared parent, which forks workers."""

    def __init__(self, process: Process, control: socket.socket, *, is_exposed: bool) -> None:
        self.is_exposed = is_exposed
        """Whether its workers could end it."""
        self.is_gone = False
        self._process = process
        self._control = control
        self._channel = Channel(control, is_shared=True)

    def start(self, descriptor: int, scratch: str, user: int | None) -> Forked:
        """Fork a worker that has ``descriptor`` as its channel."""
        passing = partial(self._pass, descriptor)
        return Forked(self, int(self.ask(["start", scratch, user], passing)))

    def twin(self) -> ForkServer:
        """Return the way to another one, forked from it; raise SandboxError where there is none."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                self.ask(["twin"], partial(self._pass, theirs.fileno()))
            except SandboxError:
                ours.close()
                raise
        return ForkServer(Twin(), ours, is_exposed=self.is_exposed)

    def _pass(self, descriptor: int) -> None:
        socket.send_fds(self._control, [b"\0"], [descriptor])

    def ask(self, request: list[Any], also: Callable[[], Any] = lambda: None) -> Any:
        """Return the answer to a request; raise SandboxError, and be gone, where there is none."""
        left = Deadline(START_SECONDS).left
        try:
            self._channel.send(request, left)
            also()
            return self._channel.receive(left)[1]
        except (TimeoutError, OSError, ChannelClosed, ProtocolError) as error:
            self.close()
            raise SandboxError("the workers' parent ended") from error

    def leave(self) -> None:
        """Leave it to another process that has this way to it."""
        self._channel.close()

    def close(self) -> None:
        """End it and all its workers."""
        if not self.is_gone:
            self.is_gone = True
            self._channel.close()
            self._process.status(END_SECONDS)  # ending by itself, it is counted with its workers
            self._process.kill()


@dataclass(frozen=True)
class Forked:
    """A worker that a prepared parent has forked."""

    parent: ForkServer
    pid: int

    def status(self, seconds: float) -> int | None:
        """Return its exit status if it ends within so many seconds."""
        try:
            status: int | None = self.parent.ask(["status", self.pid, seconds])
        except SandboxError:
            if self.parent.is_exposed:
                return -signal.SIGKILL  # it has ended its parent, and so itself
            raise
        return status

    def kill(self) -> None:
        """Have it killed; with its parent gone, so is it."""
        with suppress(SandboxError):
            self.parent.ask(["stop", self.pid])


def popen(
    arguments: Sequence[str], descriptor: int, *, cwd: str, user: int | None
) -> subprocess.Popen[bytes]:
    """Start a process with nothing but its channel."""
    return subprocess.Popen(
        list(arguments),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        close_fds=True,
        pass_fds=(descriptor,),
        env={"PYTHONHASHSEED": "0"},  # a set must have the same order in every run
        cwd=cwd,
        start_new_session=True,
        user=user,
        group=user,
        extra_groups=None if user is None else [],
    )
