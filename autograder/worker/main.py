"""The process that runs a student's code: no checks, no reference, no scores, one channel.

It takes away its own rights, then serves the judge's requests until it is killed. The judge
believes nothing that comes from here, so nothing here needs to be defended against the student.
"""

from __future__ import annotations

import importlib
import os
import socket
import sys
import time
import types
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

from autograder.protocol.channel import Channel, packed, trusted
from autograder.protocol.sealed_answers import Opener
from autograder.worker.confinement import take_away_rights
from autograder.worker.given import compiled_given
from autograder.worker.session import Session

_FLUSH_SECONDS, _FLUSH_BYTES = 0.05, 2**20


def main(descriptor: int, limits: dict[str, int], support: list[str]) -> None:
    """Be a worker of its own: serve what comes in on ``descriptor`` until the judge ends it."""
    get_ready(support)
    take_away_rights(limits)
    serve(descriptor)


def get_ready(support: list[str]) -> None:
    """Import the course's own packages: most submissions do, and a fork of this one has them."""
    sys.path.extend(support)
    for folder in support:
        for module in sorted(Path(folder).rglob("*.py")):
            parts = module.relative_to(folder).with_suffix("").parts
            name = ".".join(parts).removesuffix(".__init__")
            # What a sandbox lacks is told to the submission that asks for it.
            with suppress(Exception):
                importlib.import_module(name)


def serve(descriptor: int) -> None:
    """Serve requests that come in on ``descriptor``, with no rights left; never returns."""
    channel = Channel(socket.socket(fileno=descriptor), read=trusted)
    _, given, files = channel.receive()
    for name, content in files.items():
        # A name that this system cannot have costs that module.
        with suppress(OSError, ValueError):
            os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
            with open(name, "wb") as file:
                file.write(content)
    sys.path.append(os.getcwd())
    main_module = types.ModuleType("__main__")
    sys.modules["__main__"] = main_module

    stand_ins = {name: compiled_given(source, name) for name, source in given.items()}
    session = Session(partial(_ask, channel), stand_ins, main_module.__dict__)
    session.workspace.libraries.own_folders = [os.getcwd()]
    sys.meta_path.insert(0, session.workspace.libraries)
    session.questions.opener = Opener()
    channel.send(["ready"])
    while True:
        _, operation, arguments = channel.receive()
        if operation == "ahead":
            Ahead(channel, session).serve(arguments)
        else:
            channel.send(["done", session.handle(operation, *arguments)])


def _ask(channel: Channel, message: list[Any]) -> list[Any]:
    channel.send(message)
    return channel.receive()


class Ahead:
    """Requests that came together, and the replies that have not been sent yet."""

    def __init__(self, channel: Channel, session: Session) -> None:
        self._channel = channel
        self._session = session
        self._replies: list[bytes] = []
        self._size = 0
        self._since = time.monotonic()

    def serve(self, requests: list[bytes]) -> None:
        """Carry out all requests; each brings the answers to some questions along."""
        questions = self._session.questions
        ask, questions.ask = questions.ask, self._ask
        try:
            for request in requests:
                operation, arguments, table, *more = trusted(request)
                for other in more:
                    table.update(other)
                questions.sealed = table
                reply = packed(self._session.handle(operation, *arguments))
                self._replies.append(reply)
                self._size += len(reply)
                if self._size > _FLUSH_BYTES or time.monotonic() > self._since + _FLUSH_SECONDS:
                    self._flush()
            self._flush()
        finally:
            questions.ask, questions.sealed = ask, {}

    def _ask(self, question: list[Any]) -> list[Any]:
        self._flush()
        return _ask(self._channel, question)

    def _flush(self) -> None:
        if self._replies:
            self._channel.send(["replies", self._replies])
        self._replies, self._size, self._since = [], 0, time.monotonic()
