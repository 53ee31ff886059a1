"""Runs commands for the tests: each call is a process, forked from one that has imported it all.

What `gradkit` or a student's `pytest` imports takes longer than most of what the tests ask of them.
A call comes as a line of JSON on stdin and goes back as its exit status on stdout; what it prints
is in two files.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import json
import math
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any


def run(
    program: str, arguments: list[str], cwd: Path, environ: Mapping[str, str] = os.environ
) -> subprocess.CompletedProcess[str]:
    """Run ``gradkit`` or ``pytest`` with these arguments in ``cwd``; in this process's locale."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        asked = {"arguments": arguments, "cwd": str(cwd), "environ": dict(environ)}
        asked["streams"] = [f"/proc/{os.getpid()}/fd/{file.fileno()}" for file in (out, err)]
        server = _server(program)
        assert server.stdin and server.stdout
        print(json.dumps(asked), file=server.stdin, flush=True)
        status = int(server.stdout.readline())
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode("utf-8"))
        return subprocess.CompletedProcess(arguments, status, *said)


@functools.cache
def _server(program: str) -> subprocess.Popen[str]:
    command = [sys.executable, __file__, program]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    atexit.register(server.communicate)  # its stdin ends, and so does it
    return server


def _begin(asked: dict[str, Any]) -> None:
    """Make this process what a shell would have started."""
    for number, place in enumerate([os.devnull, *asked["streams"]]):
        there = os.open(place, os.O_RDWR)
        os.dup2(there, number)
        os.close(there)
    os.environ.clear()
    os.environ.update(asked["environ"])
    os.chdir(asked["cwd"])
    tempfile.tempdir = None
    sys.argv[1:] = asked["arguments"]


def _gradkit() -> Callable[[], Any]:
    from autograder.base.threads import ONE_THREAD
    from autograder.cli.main import main as gradkit
    from autograder.grading import starting
    from autograder.pages import template

    os.environ.update(ONE_THREAD)  # before NumPy looks
    importlib.import_module("autograder.grading.judge_process")
    importlib.import_module("autograder.judge.plugin")
    starting.way = _Forked
    pages = template._environment()  # its templates are compiled once, too
    for name in pages.list_templates(["html"]):
        pages.get_template(name)
    for name in gradkit.list_commands(None):  # type: ignore[arg-type]
        gradkit.get_command(None, name)  # type: ignore[arg-type]
    sys.argv = ["gradkit"]
    return gradkit


class _Forked:
    """A judge process, forked from one that has imported it all; else as a fresh one is."""

    def __init__(self, descriptor: int) -> None:
        fork = multiprocessing.get_context("fork")
        # A daemon: one that nothing came of is ended with the command.
        self._process = fork.Process(target=_judge, args=(descriptor,), daemon=True)
        self._process.start()
        assert self._process.pid
        self.pid = self._process.pid

    def wait(self, timeout: float | None = None) -> None:
        end = math.inf if timeout is None else time.monotonic() + timeout
        while self._process.is_alive():
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("a judge process", timeout or 0)
            time.sleep(0.005)


def _judge(descriptor: int) -> None:
    from autograder.grading import judge_process

    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # what it has put on disk is removed
    os.setsid()
    os.closerange(3, descriptor)
    os.closerange(descriptor + 1, os.sysconf("SC_OPEN_MAX"))
    judge_process.main(descriptor)


def _pytest() -> Callable[[], Any]:
    """Return what `python -m pytest` does; nothing of the engine: a student's kit has its own."""
    import pytest

    importlib.import_module("hypothesis.extra.numpy")
    for plugin in entry_points(group="pytest11"):
        plugin.load()
    sys.path[0] = ""
    sys.argv = [str(Path(pytest.__file__).with_name("__main__.py"))]
    return lambda: sys.exit(pytest.console_main())


def main() -> None:
    """Answer calls until there are no more."""
    command = {"gradkit": _gradkit, "pytest": _pytest}[sys.argv[1]]()
    gc.freeze()  # a collection in a fork would look through it all, and copy every page
    while line := sys.stdin.readline():
        child = os.fork()
        if not child:
            _begin(json.loads(line))
            command()
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
