"""The service's processes: one that answers browsers, any number that grade, one that looks after.

A process that ends is started again; the socket stays open meanwhile, so that who comes waits
instead of being turned away. Must never leave a process behind when it ends itself.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen, TimeoutExpired
from typing import Any

import uvicorn

from autograder.base.errors import GradkitError
from autograder.service.site import opened_site, read_settings

_AGAIN_SECONDS = 1.0
"""A process that ends at once is not started more often than that."""
_END_SECONDS = 20.0
"""What is being graded is ended first; what takes longer is taken up by the next one."""
_POLITENESS = 5
"""Graders' niceness: while they use every core, pages are still made at once."""


@dataclass(frozen=True)
class Plan:
    """What one machine runs."""

    folder: Path
    root: Path
    given: dict[str, str]
    """Settings in place of the file's."""
    graders: int
    isolation: str = "auto"

    def words(self) -> list[str]:
        """Return the plan as a command line's words, to be read by `planned`."""
        settings = [f"{name}={value}" for name, value in self.given.items()]
        return [str(self.folder), str(self.root), str(self.graders), self.isolation, *settings]


def planned(words: Sequence[str]) -> Plan:
    """Return the plan in a command line's words."""
    folder, root, graders, isolation, *settings = words
    given = dict(setting.split("=", 1) for setting in settings)
    return Plan(Path(folder), Path(root), given, int(graders), isolation)


def web(plan: Plan, listening: socket.socket) -> None:
    """Answer browsers until told to end."""
    from autograder.service.sending import Sender
    from autograder.service.tool import post_by, tool_of, whole_service

    with ExitStack() as stack:
        settings = read_settings(plan.folder, **plan.given)
        site = opened_site(plan.folder, plan.root, settings, stack)
        tool = tool_of(site)
        sender = Sender(site, post_by(tool))
        sender.start()
        stack.callback(sender.stop)
        config = uvicorn.Config(
            whole_service(site, tool),
            log_level="warning",
            access_log=False,  # an address holds a visit's token
            server_header=False,
            timeout_graceful_shutdown=5,
        )
        uvicorn.Server(config).run(sockets=[listening])


def grade(plan: Plan) -> None:
    """Grade what waits until told to end."""
    from autograder.service.grader import Grader

    os.nice(_POLITENESS)
    is_over = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: is_over.set())
    with ExitStack() as stack:
        settings = read_settings(plan.folder, **plan.given)
        site = opened_site(plan.folder, plan.root, settings, stack)
        grader = Grader(site, plan.graders, plan.isolation)
        grader.start()
        is_over.wait()
        grader.stop()


def main(words: Sequence[str]) -> None:
    """Be one of the processes; what goes wrong is one line."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    _end_with_parent()
    kind, descriptor, *rest = words
    try:
        if kind == "web":
            web(planned(rest), socket.socket(fileno=int(descriptor)))
        else:
            grade(planned(rest))
    except GradkitError as error:
        sys.exit(f"gradkit: {error}")


def _end_with_parent() -> None:
    """End when whoever started this ends, however that was: its pipe is closed then."""

    def wait() -> None:
        os.read(0, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


class _Kept:
    """A process that is started again when it ends."""

    def __init__(self, kind: str, plan: Plan, listening: socket.socket | None) -> None:
        self.kind, self._plan, self._listening = kind, plan, listening
        self._started = 0.0
        self._read, self._write = os.pipe()
        self.process = self._start()

    def _start(self) -> Popen[bytes]:
        self._started = time.monotonic()
        descriptor = self._listening.fileno() if self._listening else -1
        code = f"import sys; sys.path[:] = {sys.path!r}; "
        code += "from autograder.service.serve import main; main(sys.argv[1:])"
        words: list[Any] = [sys.executable, "-c", code, self.kind, str(descriptor)]
        kept = (descriptor,) if self._listening else ()
        return Popen(
            [*words, *self._plan.words()],
            stdin=self._read,
            pass_fds=kept,
            start_new_session=True,
        )

    def look(self, say: Callable[[str], None]) -> None:
        """Start it again if it has ended."""
        if self.process.poll() is None or time.monotonic() < self._started + _AGAIN_SECONDS:
            return
        say(f"{self.kind}: ended ({self.process.returncode}), started again")
        self.process = self._start()

    def end(self) -> None:
        """End it: politely, then not."""
        self.process.terminate()
        try:
            self.process.wait(_END_SECONDS)
        except TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self._write)
        os.close(self._read)


def serve(plan: Plan, listening: socket.socket | None, say: Callable[[str], None]) -> None:
    """Run the processes of this machine until Ctrl+C or SIGTERM.

    Without a socket it only grades. Raises GradkitError where settings or database are not in
    order.
    """
    with ExitStack() as stack:  # what is wrong is told once, here, and tables are made by one
        opened_site(plan.folder, plan.root, read_settings(plan.folder, **plan.given), stack)
    is_over = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: is_over.set())
    kept = [_Kept("web", plan, listening)] if listening else []
    kept += [_Kept("grader", plan, None)] if plan.graders else []
    while not is_over.wait(0.2):
        for one in kept:
            one.look(say)
    for one in reversed(kept):
        one.end()
