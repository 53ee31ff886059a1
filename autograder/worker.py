"""The process that runs a student's code: no checks, no reference, no scores, one channel.

It takes away its own rights, then serves the judge's requests until it is killed. The judge
believes nothing that comes from here, so nothing here needs to be defended against the student.
"""

from __future__ import annotations

import os
import socket
import sys
import types
from typing import Any

from autograder.channel import Channel
from autograder.session import Session, compiled_given


def main(descriptor: int, limits: dict[str, int]) -> None:
    """Serve requests that come in on ``descriptor``; runs until the judge ends it."""
    take_away_rights(limits)
    channel = Channel(socket.socket(fileno=descriptor))
    _, support, given, files = channel.receive()
    for name, content in files.items():
        os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
        with open(name, "wb") as file:
            file.write(content)
    sys.path.extend(support)
    sys.path.append(os.getcwd())
    main_module = types.ModuleType("__main__")
    sys.modules["__main__"] = main_module

    def ask(message: list[Any]) -> list[Any]:
        channel.send(message)
        return channel.receive()

    stand_ins = {name: compiled_given(source, name) for name, source in given.items()}
    session = Session(ask, stand_ins, main_module.__dict__)
    channel.send(["ready"])
    while True:
        _, operation, arguments = channel.receive()
        channel.send(["done", session.handle(operation, *arguments)])


def take_away_rights(limits: dict[str, int]) -> None:
    """Lower the limits for good and give up what this user could still gain."""
    import ctypes
    import resource

    for name, value in limits.items():
        kind = getattr(resource, f"RLIMIT_{name}")
        hard = resource.getrlimit(kind)[1]
        lowest = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(kind, (lowest, lowest))
    if sys.platform == "linux":
        prctl = ctypes.CDLL(None).prctl
        no_new_privileges, not_dumpable = 38, 4
        prctl(no_new_privileges, 1, 0, 0, 0)
        prctl(not_dumpable, 0, 0, 0, 0)
