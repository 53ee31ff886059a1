"""The service's processes: one answers browsers and one stands by for it, others grade.

A process that ends is replaced; the socket stays open meanwhile, so that who comes waits a moment
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
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from subprocess import PIPE, Popen, TimeoutExpired

import uvicorn

from autograder.base.errors import GradkitError
from autograder.base.language import LANGUAGES
from autograder.service.site import keep_settings, opened_site, read_settings

_GO = b"g"
_AGAIN_SECONDS = 1.0
"""A process that ends at once is not started more often than that."""
_LOOK_SECONDS = 0.05
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
    """Make everything ready; answer browsers from when it is told to until it is told to end."""
    from autograder.service.sending import Sender
    from autograder.service.tool import post_by, tool_of, whole_service

    with ExitStack() as stack:
        settings = read_settings(plan.folder, **plan.given)
        site = opened_site(plan.folder, plan.root, settings, stack)
        tool = tool_of(site)
        app = whole_service(site, tool)
        if os.read(0, 1) != _GO:
            return  # it was never needed
        _end_with_parent()
        sender = Sender(site, post_by(tool))
        sender.start()
        stack.callback(sender.stop)
        config = uvicorn.Config(
            app,
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
    _end_with_parent()
    is_over = _asked_to_end()
    with ExitStack() as stack:
        settings = read_settings(plan.folder, **plan.given)
        site = opened_site(plan.folder, plan.root, settings, stack)
        grader = Grader(site, plan.graders, plan.isolation)
        grader.start()
        while not is_over():
            time.sleep(_LOOK_SECONDS)
        grader.stop()


def _asked_to_end() -> Callable[[], bool]:
    """Return what tells whether Ctrl+C or SIGTERM has come.

    A handler runs in the middle of anything: an Event's lock, which the main thread may hold just
    then, it would wait for without end.
    """
    asked: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda given, _: asked.append(given))
    return lambda: bool(asked)


def main(words: Sequence[str]) -> None:
    """Be one of the processes; what goes wrong is one line."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
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
        while os.read(0, 1):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()


class _Process:
    """One process; it ends when this one does, since nobody holds its pipe then."""

    def __init__(self, kind: str, plan: Plan, listening: socket.socket | None) -> None:
        self.kind = kind
        self.started = time.monotonic()
        descriptor = listening.fileno() if listening else -1
        code = f"import sys; sys.path[:] = {sys.path!r}; "
        code += "from autograder.service.serve import main; main(sys.argv[1:])"
        self.popen = Popen(
            [sys.executable, "-c", code, kind, str(descriptor), *plan.words()],
            stdin=PIPE,
            pass_fds=(descriptor,) if listening else (),
            start_new_session=True,
        )

    def go(self) -> None:
        """Have it begin."""
        assert self.popen.stdin is not None
        with suppress(OSError):  # it has ended, which is looked for anyway
            self.popen.stdin.write(_GO)
            self.popen.stdin.flush()

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.popen.poll() is not None

    def end(self) -> None:
        """End it: politely, then not."""
        assert self.popen.stdin is not None
        with suppress(OSError):
            self.popen.stdin.close()
        self.popen.terminate()
        try:
            self.popen.wait(_END_SECONDS)
        except TimeoutExpired:
            self.popen.kill()
            self.popen.wait()


class _Kept:
    """A process that another one takes the place of when it ends: at once, where one stands by."""

    def __init__(
        self, kind: str, plan: Plan, listening: socket.socket | None, *, stands_by: bool
    ) -> None:
        self._make: Callable[[], _Process] = partial(_Process, kind, plan, listening)
        self._stands_by = stands_by
        self.now = self._make()
        self.now.go()
        self.next = self._make() if stands_by else None

    def look(self, say: Callable[[str], None]) -> None:
        """Replace what has ended; what ends at once is not started again without a pause."""
        if self.now.is_over and time.monotonic() > self.now.started + _AGAIN_SECONDS:
            say(f"{self.now.kind}: ended ({self.now.popen.returncode}), another takes its place")
            self.now, self.next = self.next or self._make(), None
            self.now.go()
        if self.next is not None and self.next.is_over:
            is_early = time.monotonic() < self.next.started + _AGAIN_SECONDS
            self.next = self.next if is_early else None
        if self._stands_by and self.next is None:
            self.next = self._make()

    def end(self) -> None:
        """End both."""
        for one in filter(None, (self.next, self.now)):
            one.end()


def serve(plan: Plan, listening: socket.socket | None, say: Callable[[str], None]) -> None:
    """Run the processes of this machine until Ctrl+C or SIGTERM.

    Without a socket it only grades. Raises GradkitError where settings or database are not in
    order.
    """
    with ExitStack() as stack:  # what is wrong is told once, here, and tables are made by one
        settings = read_settings(plan.folder, **plan.given)
        site = opened_site(plan.folder, plan.root, settings, stack)
        keep_settings(plan.folder, plan.given)
        for offered in site.assignments if listening else ():
            if not any(site.handout(offered, language) for language in LANGUAGES):
                say(f"{offered}: students get no notebook here: gradkit build {offered}")
    is_over = _asked_to_end()
    kept = [_Kept("web", plan, listening, stands_by=True)] if listening else []
    kept += [_Kept("grader", plan, None, stands_by=False)] if plan.graders else []
    while not is_over():
        time.sleep(_LOOK_SECONDS)
        for one in kept:
            one.look(say)
    for one in reversed(kept):
        one.end()
