"""Runs `gradkit` for the tests: each call is a process, forked from one that has imported it all.

What a command imports takes longer than most of what the tests ask of it. A call comes as a line of
JSON on stdin and goes back as its exit status on stdout; what it prints is in two files.
"""

from __future__ import annotations

import atexit
import functools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any


def run(arguments: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line with these arguments in ``cwd``; its locale is this process's."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        asked = {"arguments": arguments, "cwd": str(cwd), "environ": dict(os.environ)}
        asked["streams"] = [f"/proc/{os.getpid()}/fd/{file.fileno()}" for file in (out, err)]
        server = _server()
        assert server.stdin and server.stdout
        print(json.dumps(asked), file=server.stdin, flush=True)
        status = int(server.stdout.readline())
        said = []
        for file in (out, err):
            file.seek(0)
            said.append(file.read().decode())
        return subprocess.CompletedProcess(arguments, status, *said)


@functools.cache
def _server() -> subprocess.Popen[str]:
    command = [sys.executable, __file__]
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
    sys.argv = ["gradkit", *asked["arguments"]]


def main() -> None:
    """Answer calls until there are no more."""
    from autograder.cli.main import main as gradkit

    for name in gradkit.list_commands(None):  # type: ignore[arg-type]
        gradkit.get_command(None, name)  # type: ignore[arg-type]
    while line := sys.stdin.readline():
        child = os.fork()
        if not child:
            _begin(json.loads(line))
            gradkit()
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


if __name__ == "__main__":
    main()
