"""The desk on one's own machine: a page on the loopback that only its address opens.

Must never listen to another machine, nor say its address to another user of this one.
"""

from __future__ import annotations

import os
import secrets
import socket
import tempfile
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.routing import Mount

from autograder.desk.app import desk_app
from autograder.desk.classroom import Classroom
from autograder.desk.guard import local_guard
from autograder.desk.page import Desk


def serve(room: Classroom, port: int, browser: bool, say: Callable[[str], None]) -> None:
    """Serve a class's desk until it is stopped; ``say`` is told the address."""
    token = secrets.token_urlsafe(24)
    desk = Desk(room)
    app = Starlette(routes=[Mount("/{token}", desk_app(desk, local_guard(token, room.who)))])
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", port))
        listening.listen(64)  # whoever is faster than the server waits
        desk.overview()  # what takes longest is done before anybody waits for it
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/{token}/"
        say(address)
        if browser:
            _open(address)
        _run(app, desk, listening)


def _run(app: Starlette, desk: Desk, listening: socket.socket) -> None:
    is_over = threading.Event()
    publisher = threading.Thread(target=desk.publish_when_idle, args=(is_over,))
    publisher.start()
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False)
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        is_over.set()
        publisher.join()
        desk.publish()


def _open(address: str) -> None:
    """Open a browser by a file that only this user may read.

    What programs are started with, all users of a machine can see.
    """
    descriptor, name = tempfile.mkstemp(prefix="gradkit-desk-", suffix=".html")
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f'<!doctype html><meta http-equiv="refresh" content="0; url={address}">')
    webbrowser.open(Path(name).as_uri())
