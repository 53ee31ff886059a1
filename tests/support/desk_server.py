"""A desk that runs beside a test, on a port of its own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from autograder.assignment.assignment import Assignment
from autograder.desk.app import desk_app
from autograder.desk.classroom import Classroom
from autograder.desk.guard import local_guard
from autograder.desk.page import Desk
from autograder.records.store import Records

TOKEN = "a-token-of-the-tests"


@dataclass(frozen=True)
class Running:
    """A desk that is open."""

    address: str
    desk: Desk
    records: Records


@contextmanager
def running(
    out: Path, records: Records, who: str = "Lee", assignment: Assignment | None = None
) -> Iterator[Running]:
    """Serve a class's desk, as `gradkit desk` does, in a thread."""
    desk = Desk(Classroom(out, records, assignment, who))
    app = Starlette(routes=[Mount("/{token}", desk_app(desk, local_guard(TOKEN, who)))])
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/{TOKEN}/"
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Running(address, desk, records)
        finally:
            server.should_exit = True
            thread.join()
