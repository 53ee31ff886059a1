"""Requests to platforms end: by size, by time, and before the service's own network."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from lti_door import Door, Forger, Visitor, signed

from autograder.base.errors import GradkitError
from autograder.lti import outside, platforms, tool
from autograder.lti.platforms import Registered

HERE = ("127.0.0.1",)
FOLDED = gzip.compress(b"x" * 20_000_000)
Server = Callable[[socket.socket], None]


@contextmanager
def server(answer: Server) -> Iterator[tuple[str, list[bytes]]]:
    """Answer each connection with ``answer``; give the address and what was received."""
    received: list[bytes] = []
    over = threading.Event()

    def serve(connection: socket.socket) -> None:
        try:
            with connection:
                received.append(connection.recv(65_536))
                answer(connection)
        except OSError:
            pass

    def accept(listening: socket.socket) -> None:
        while not over.is_set():
            try:
                threading.Thread(target=serve, args=[listening.accept()[0]], daemon=True).start()
            except OSError:
                return

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(8)
        thread = threading.Thread(target=accept, args=[listening])
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}/jwks", received
        finally:
            over.set()
            with socket.create_connection(listening.getsockname()):
                pass
            thread.join()


def drip_headers(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    for _ in range(300):
        connection.sendall(b"x")
        time.sleep(0.05)


def drip_body(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")
    for _ in range(300):
        connection.sendall(b"x")
        time.sleep(0.05)


def say_nothing(connection: socket.socket) -> None:
    connection.recv(1)


def never_end(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x" * 65_536)


def unfold(connection: socket.socket) -> None:
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(FOLDED)}\r\n\r\n"
    connection.sendall(head.encode() + FOLDED)


def plain(content: bytes, status: str = "200 OK", more: str = "") -> Server:
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(content)}\r\n{more}\r\n"
    return lambda connection: connection.sendall(head.encode() + content)


ELSEWHERE = plain(b"", "302 Found", "Location: http://127.0.0.1:1/\r\n")
TROUBLE = {
    "drips in its headers": (drip_headers, "takes too long"),
    "drips in its body": (drip_body, "takes too long"),
    "says nothing": (say_nothing, "takes too long"),
    "never ends": (never_end, "sends more than"),
    "unfolds": (unfold, "sends more than"),
    "sends on": (ELSEWHERE, "redirects elsewhere"),
    "is not there": (plain(b"", "404 Not Found"), "answered 404"),
    "fails": (plain(b"", "500 Oh"), "an internal error (500)"),
    "is a page": (plain(b"<html>"), "not JSON"),
    "is a list": (plain(b"[1]"), "not a JSON object"),
    "nests": (plain(b"[" * 100_000), "not a JSON object"),
    "is no HTTP": (lambda connection: connection.sendall(b"hello\r\n\r\n"), "no answer"),
}


@pytest.mark.parametrize("name", TROUBLE)
def test_a_server_that_is_trouble_is_one_line(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "DOCUMENT", outside.Bounds(0.5, 262_144, 0))
    answer, words = TROUBLE[name]
    with server(answer) as (url, _), pytest.raises(GradkitError, match="127.0.0.1") as told:
        outside.fetched(HERE, url)
    assert words in str(told.value) and "\n" not in str(told.value)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[fd00::1]",
        "0.0.0.0",
        "0x7f000001",
        "2130706433",
        "127.1",
    ],
)
def test_an_inside_address_is_refused(host: str) -> None:
    with pytest.raises(GradkitError, match="a private address"):
        outside.fetched((), f"https://{host}/jwks")


def test_an_inside_server_receives_nothing() -> None:
    with server(plain(b"{}")) as (url, received):
        with pytest.raises(GradkitError, match="a private address"):
            outside.fetched((), url)
        assert received == []
        assert outside.fetched(HERE, url) == {}


def test_a_name_that_leads_elsewhere_the_second_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: what was looked at is what is connected to."""
    asked: list[str] = []

    def resolve(host: str, *words: object) -> list[tuple[object, ...]]:
        asked.append(host)
        found = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (found, 443))]

    connected: list[tuple[str, int]] = []

    def connect(where: tuple[str, int], *words: object, **more: object) -> socket.socket:
        connected.append(where)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(outside, "create_connection", connect)
    with pytest.raises(GradkitError):
        outside.fetched((), "https://rebinding.example/jwks")
    assert connected == [("93.184.216.34", 443)]


def test_addresses_without_tls_are_refused() -> None:
    for url in ("http://lms.example/jwks", "file:///etc/passwd", "gopher://x", "ftp://x", "x"):
        with pytest.raises(GradkitError, match="https"):
            outside.fetched((), url)


def counted(opened: Door, answer: Server) -> Iterator[tuple[Visitor, list[bytes]]]:
    with server(answer) as (url, received):
        root = url.removesuffix("/jwks")
        said = Registered(root, "gradkit-client", f"{root}/auth", f"{root}/token", url)
        platforms.add(opened.tool.engine, said, ("deployment-1",))
        yield Visitor(opened, Forger(url=root)), received


def test_a_slow_key_set_is_asked_once_a_minute(
    opened: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "DOCUMENT", outside.Bounds(0.3, 262_144, 0))
    for visitor, received in counted(opened, drip_body):
        for _ in range(3):
            assert "takes too long" in visitor.refused(visitor.launch())
        assert len(received) == 1


def test_keys_that_nobody_knows_do_not_have_the_platform_asked_each_time(
    opened: Door, platform: Forger
) -> None:
    visitor = Visitor(opened, platform)
    for _ in range(4):
        visitor.refused(visitor.launch(sign=lambda claims: signed(claims, "platform-9")))
    assert platform.asked == ["GET /jwks"]


def test_a_key_that_is_new_is_fetched(
    opened: Door, platform: Forger, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = Visitor(opened, platform)
    assert visitor.launch().ok
    platform.keys = ["platform-2"]  # the platform has rotated its keys
    monkeypatch.setattr(tool, "_PATIENT", 0.0)
    assert visitor.launch(sign=lambda claims: signed(claims, "platform-2")).ok
    opened.launches.clear()
    assert "not in its key set" in visitor.refused(visitor.launch())  # and withdrawn the old one
