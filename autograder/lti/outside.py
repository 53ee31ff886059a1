"""Requests to platforms: only over TLS, to outside addresses, with an end to size and time.

A platform says where its keys and services are; whoever registers one could point this service at
its own network. Must never send a byte to a private address that was not allowed by name, nor
follow a redirect.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Collection
from contextlib import suppress
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NewConnectionError
from urllib3.util.connection import create_connection

from autograder.lms.push.http import Unavailable, address, call, json_of, patient_session


class Bounds(NamedTuple):
    """What one request may take, with all its tries."""

    seconds: float
    size: int
    tries: int


SERVICE = Bounds(90.0, 16 * 2**20, 3)
"""For grades and members: ten thousand of the latter are about 5 MiB."""
DOCUMENT = Bounds(8.0, 256 * 2**10, 0)
"""For a key set or a configuration, while somebody waits for a page."""


class _Clock:
    """Ends one request, and all tries of it, when its time is up.

    A server that drips keeps every single read short; only a clock outside ends them.
    """

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self.connections: list[HTTPConnection] = []
        self.timer = threading.Timer(seconds, self._cut)
        self.timer.daemon = True

    def _cut(self) -> None:
        self.is_over = True
        for connection in self.connections:
            with suppress(OSError, AttributeError):  # it is closed already
                connection.sock.shutdown(socket.SHUT_RDWR)


class _Running(threading.local):
    """The clock of the request that runs in this thread."""

    clock: _Clock | None = None


class _Checked(HTTPConnection):
    """Connects to an address that was looked at, and not to one that the name leads to later."""

    allowed: Collection[str] = ()
    running: _Running

    def request(self, *words: Any, **more: Any) -> None:
        """Send a request, under the clock."""
        if self.running.clock:
            self.running.clock.connections.append(self)
        super().request(*words, **more)

    def _new_conn(self) -> socket.socket:
        if self.running.clock and self.running.clock.is_over:
            raise NewConnectionError(self, "too slow")
        found = _addresses(self.host, self.port or self.default_port)
        if not found:
            raise NewConnectionError(self, "there is no such host")
        if self.host not in self.allowed and not all(map(_is_outside, found)):
            raise NewConnectionError(self, "a private address")
        return create_connection((found[0], self.port or self.default_port), self.timeout)


def _addresses(host: str, port: int) -> list[str]:
    try:
        return [str(info[4][0]) for info in socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return []


def _is_outside(text: str) -> bool:
    found = ipaddress.ip_address(text.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        # An IPv4 address in the clothes of an IPv6 one leads to the same place.
        found = found.ipv4_mapped or found.sixtofour or found
    return found.is_global and not found.is_multicast


class _Bounded(requests.Session):
    """Reads a whole answer, of a size and in a time that are bounded.

    No proxy of the environment is used: it would be the proxy that connects.
    """

    def __init__(self, bounds: Bounds, running: _Running) -> None:
        super().__init__()
        self.trust_env = False
        self._bounds, self._running = bounds, running

    def send(self, request: requests.PreparedRequest, **words: Any) -> requests.Response:
        """Send a request and read what comes back; raise Unavailable where it is too much."""
        clock = self._running.clock = _Clock(self._bounds.seconds)
        clock.timer.start()
        try:
            response = super().send(request, **words | {"stream": True})
            response._content = self._read(response)  # where requests itself keeps it
            if clock.is_over:  # what was cut off can look like the end
                raise requests.Timeout
            return response
        except (requests.RequestException, HTTPError, OSError) as error:
            raise Unavailable(f"{urlsplit(request.url).netloc!s}: {_why(error, clock)}") from None
        finally:
            clock.timer.cancel()
            self._running.clock = None

    def _read(self, response: requests.Response) -> bytes:
        pieces, size = [], 0
        while piece := response.raw.read1(65_536, decode_content=True):
            pieces.append(piece)
            size += len(piece)
            if size > self._bounds.size:
                response.close()
                host = urlsplit(response.url).netloc
                raise Unavailable(f"{host}: sends more than {self._bounds.size >> 10} KiB")
        return b"".join(pieces)


def _why(error: BaseException, clock: _Clock) -> str:
    if clock.is_over:
        return "takes too long to answer"
    text = str(error)
    if "a private address" in text:
        return 'a private address; if it is yours, name the host in `inside = ["…"]`'
    if "there is no such host" in text:
        return "there is no such host"
    return f"no answer ({type(error).__name__})"


def session_to(inside: Collection[str], bounds: Bounds) -> requests.Session:
    """Return a session that connects to outside addresses, and to the hosts named ``inside``."""
    now_running = _Running()

    class Plain(_Checked, HTTPConnection):
        allowed, running = inside, now_running

    class Secure(_Checked, HTTPSConnection):
        allowed, running = inside, now_running

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    session = _Bounded(bounds, now_running)
    patient = patient_session(bounds.tries)
    session.auth = patient.auth
    for scheme, adapter in patient.adapters.items():
        assert isinstance(adapter, HTTPAdapter)
        adapter.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
        session.mount(scheme, adapter)
    return session


def fetched(inside: Collection[str], url: str, token: str = "") -> dict[str, Any]:
    """Return the JSON object at an address; raise Unavailable where there is none.

    Raises GradkitError where the address is not one of TLS.
    """
    return _document(inside, "GET", url, token)


def posted(inside: Collection[str], url: str, token: str, body: dict[str, Any]) -> dict[str, Any]:
    """Post a JSON object and return the one that comes back; raise as `fetched` does."""
    return _document(inside, "POST", url, token, json=body)


def _document(
    inside: Collection[str], method: str, url: str, token: str, **words: Any
) -> dict[str, Any]:
    address(url)
    host = urlsplit(url).netloc
    headers = {"Accept": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    with session_to(inside, DOCUMENT) as session:
        response = call(session, method, url, headers=headers, **words)
        if not response.ok:
            raise Unavailable(f"{host}: answered {response.status_code} to {method} {url}")
        try:
            found = json_of(response)
        except RecursionError:
            found = None
    if not isinstance(found, dict):
        raise Unavailable(f"{host}: {url} is not a JSON object")
    return found
