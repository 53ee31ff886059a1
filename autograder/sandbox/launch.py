"""Starting a worker with as little as it needs: the isolation levels.

Every level gives the worker an empty environment, a scratch folder of its own that is gone when
it is, closed descriptors and limits. A level that was asked for and cannot be had is an error;
this module must never fall to a weaker one by itself unless it was told to choose.
"""

from __future__ import annotations

import math
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from autograder.assignment.limits import Limits
from autograder.base.deadline import Deadline, note_senders, sender
from autograder.base.threads import ONE_THREAD
from autograder.protocol.channel import Channel, ChannelClosed
from autograder.protocol.outcomes import ProtocolError
from autograder.sandbox.bubblewrap import (
    DEVICES,
    KIT,
    SCRATCH,
    WRITABLE,
    WRITABLE_BYTES,
    bwrap_command,
)
from autograder.sandbox.libraries import (
    interpreter,
    libraries,
    open_interpreter,
    worker_copy,
)
from autograder.sandbox.process import (
    START_SECONDS,
    ForkServer,
    Process,
    SandboxError,
    Started,
    Worker,
    popen,
)

_MEBIBYTE = 2**20


class Sandbox:
    """Starts workers at one isolation level.

    Where the system allows it they are forked by a prepared parent, which costs a fraction of a
    start; it is confined as they are, and each of them has namespaces or a user of its own.
    """

    def __init__(self, level: str, support: Sequence[Path], limits: Limits) -> None:
        self._bounds = limits
        self._most_bytes = limits.message_mib * _MEBIBYTE
        self._server: ForkServer | None = None
        if support:
            # A copy: the folder beside it holds the checks, and may be closed to the worker.
            copy = worker_copy() / "support" / support[-1].name
            if not copy.exists():
                for folder in support:
                    ignored = shutil.ignore_patterns("__pycache__")
                    shutil.copytree(folder, copy, ignore=ignored, dirs_exist_ok=True)
        self.become(level)

    def become(self, level: str) -> None:
        """Start workers at this level from now on; what was begun at another is ended."""
        self.close()
        self.level, limits = level, self._bounds
        self._forks: bool | None = None if sys.platform == "linux" else False
        """Whether a parent can be had that forks workers; None: not tried yet."""
        if level != "bwrap":
            libraries()  # now: judges that are forked later share it, and would each make it
        self._limits = {
            "AS": limits.memory_mib * _MEBIBYTE,
            "CPU": math.ceil(limits.cpu),
            "FSIZE": limits.file_mib * _MEBIBYTE,
            "NOFILE": 64,
            "CORE": 0,
        }
        if sys.platform == "linux" and level != "process":
            # Counted per user: at the level `process` that is the teacher with all they run.
            self._limits["NPROC"] = limits.processes

    def start(self, given: dict[str, str], files: dict[str, bytes]) -> Worker:
        """Start a worker that holds the ``given`` functions and the submission's own modules."""
        if self._forks is None:
            self._forks = self._can_fork()
        return self._started(given, files)

    def begin(self) -> None:
        """Start what workers are forked from already; the first `start` waits for it."""
        if self._forks is not False and self._server is None:
            with suppress(OSError):  # `start` tries again, and says what is wrong
                self._server = self._prepared()

    def twin(self) -> ForkServer | None:
        """Return another one of what workers are forked from, for a fork of this process to take.

        It shares this one's memory, and ends before it. None where there is none: a fork that takes
        none starts its own.
        """
        if self._server is None or self._server.is_gone:
            return None
        with suppress(SandboxError, OSError):
            return self._server.twin()
        return None

    def take(self, twin: ForkServer | None) -> None:
        """Have workers forked by this one from now on; what was begun stays with who began it."""
        if self._server is not None:
            self._server.leave()
        self._server = twin

    def settle(self) -> None:
        """Keep what workers are forked from on the cores of this process."""
        if self._server is not None:
            with suppress(SandboxError):  # another one is started in its place
                self._server.ask(["stay", sorted(os.sched_getaffinity(0))])

    def close(self) -> None:
        """End the prepared parent, and any worker that is left."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def _can_fork(self) -> bool:
        """Return whether a parent can be had here that forks workers confined as they must be."""
        try:
            self._started({}, {}).stop()
        except SandboxError:
            self.close()
            return False
        return True

    def _started(self, given: dict[str, str], files: dict[str, bytes]) -> Worker:
        ours, theirs = socket.socketpair()
        note_senders(ours)
        clean: Callable[[], None] = _nothing
        try:
            scratch, user, clean = self._place()
            process = self._process(theirs.fileno(), scratch, user)
        except (OSError, SandboxError) as error:
            ours.close()
            clean()
            raise SandboxError(f"a worker could not be started: {error}") from error
        finally:
            theirs.close()
        worker = Worker(process, Channel(ours, self._most_bytes), clean, None)
        left = Deadline(START_SECONDS).left
        try:
            worker.channel.send(["begin", given, files], left)
            ours.settimeout(left())
            worker.process = sender(ours)
            worker.channel.receive(left)
        except (OSError, ChannelClosed, ProtocolError) as error:
            worker.stop()
            raise SandboxError("a worker did not start") from error
        return worker

    def _place(self) -> tuple[str, int | None, Callable[[], None]]:
        """Return a worker's scratch folder, its user, and what removes both when it is gone."""
        if self.level == "bwrap":
            return SCRATCH, None, _nothing
        from autograder.sandbox.user_ids import (
            User,  # not on Windows, where `gradkit check` gets here too
        )

        user = User() if self.level == "setuid" else None
        scratch = tempfile.mkdtemp(prefix="gradkit-")
        if user is not None:
            os.chown(scratch, user.number, user.number)

        def clean() -> None:
            if user is not None:
                user.give_back()
            shutil.rmtree(scratch, ignore_errors=True)

        return scratch, None if user is None else user.number, clean

    def _process(self, descriptor: int, scratch: str, user: int | None) -> Process:
        if self._forks is False:
            return Started(self._launched("main", descriptor, cwd=scratch, user=user))
        if self._server is not None and not self._server.is_gone:
            with suppress(SandboxError):
                return self._server.start(descriptor, scratch, user)
        self._server = self._prepared()
        return self._server.start(descriptor, scratch, user)

    def _prepared(self) -> ForkServer:
        ours, theirs = socket.socketpair()
        with theirs:
            parent = self._launched("forkserver", theirs.fileno(), cwd="/", user=None)
        return ForkServer(Started(parent), ours, is_exposed=self.level == "process")

    def _launched(
        self, module: str, descriptor: int, *, cwd: str, user: int | None
    ) -> subprocess.Popen[bytes]:
        """Start Python, confined, with one of the two programs that a sandbox runs."""
        arguments: list[Any] = [descriptor, self._limits]
        if self.level == "bwrap":
            path, command, cwd = [f"{KIT}/lib"], bwrap_command(forks=module == "forkserver"), "/"
            arguments.append([f"{KIT}/support"])
        else:
            path, command = [str(worker_copy()), str(libraries())], []
            arguments.append([str(worker_copy() / "support")])
        if module == "forkserver":
            folders = WRITABLE if self.level == "bwrap" else ()
            devices = [place for place in DEVICES if folders and os.path.exists(place)]
            arguments += [list(folders), WRITABLE_BYTES, devices]
        start = (
            f"import os, sys; sys.path[:1] = {path!r}; os.environ.update({ONE_THREAD!r}); "
            f"from autograder.worker.{module} import main; main(*{arguments!r})"
        )
        python = open_interpreter() if self.level == "setuid" else interpreter()
        command += [python or interpreter(), "-s", "-S", "-B", "-c", start]
        return popen(command, descriptor, cwd=cwd, user=user)


def _nothing() -> None:
    return None
