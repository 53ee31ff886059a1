"""Messages between judge and worker: msgpack in frames with a length, a number and a deadline.

Must never decode anything but plain msgpack values, nor wait or read without a bound.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable, Sequence
from typing import Any

import msgpack  # type: ignore[import-untyped]

from autograder.protocol.outcomes import ProtocolError
from autograder.protocol.values import MAX_BYTES, MAX_ITEMS, MAX_OF_LETTER, MAX_TEXT

MAX_FRAME = 16 * 2**20
# An empty list is one byte in a frame and 64 in memory, and one letter beyond the usual ones makes
# all of its text four times as large: in a message that has bytes for much of either, parts and
# letters are counted before anything is made of them. A map is larger still, and nobody who is not
# trusted has to send one.
_UNCOUNTED = 2**16
_MAX_PARTS = 10 * MAX_ITEMS
"""An array in a dict has ten: their pair, key, list, tag, type, sizes and bytes. As receipts they
are those for two answers at each element of a gradient of 784 x 50, and as much again."""
_MAX_LETTERS = 2 * MAX_BYTES // MAX_OF_LETTER
"""Bytes of text: those of a value, and of what has become of what was handed over."""
_AT_ONCE = 2**16
_HEADER = struct.Struct(">II")
_pack = msgpack.Packer(use_bin_type=True).pack  # one for all: making it costs as much as packing
TimeLeft = Callable[[], float]
"""Returns the seconds that are left at least; raises TimeoutError where there are none."""


class ChannelClosed(Exception):
    """The other side is gone."""


class Oversized(ProtocolError):
    """A message is larger than allowed."""


def packed(message: list[Any] | dict[bytes, bytes]) -> bytes:
    """Return the bytes of a message."""
    body: bytes = _pack(message)
    return body


def extended(body: bytes, parts: Sequence[bytes]) -> bytes:
    """Return the bytes of a short list with more at its end; the ``parts`` are packed."""
    longer = bytes([body[0] + len(parts)])  # a fixarray's length is in its first byte
    return longer + body[1:] + b"".join(parts)


def trusted(body: bytes | bytearray) -> list[Any]:
    """Return the message in ``body``, which comes from the judge: nothing is counted."""
    message: list[Any] = msgpack.unpackb(body, raw=False)
    return message


def unpacked(body: bytes | bytearray) -> list[Any]:
    """Return the message in ``body``; raise ProtocolError where it is none."""
    try:
        if len(body) > _UNCOUNTED:
            _ensure_small(body)
        message = msgpack.unpackb(
            body,
            raw=False,
            ext_hook=_no_extension,
            max_str_len=MAX_OF_LETTER * MAX_TEXT,
            max_array_len=min(_MAX_PARTS, len(body)),
            max_map_len=0,
        )
    except _NO_MESSAGE as error:
        raise ProtocolError("not msgpack") from error
    if not isinstance(message, list) or not message or not isinstance(message[0], str):
        raise ProtocolError("not a message")
    return message


class Channel:
    """One end of the connection. Frames are numbered in each direction, from 0.

    Where more than frames comes in, as file descriptors do, it ``is_shared``: nothing is then read
    before it is asked for. ``read`` takes a frame apart.
    """

    def __init__(
        self,
        connection: socket.socket,
        most_bytes: int = MAX_FRAME,
        *,
        is_shared: bool = False,
        read: Callable[[bytes | bytearray], list[Any]] = unpacked,
    ) -> None:
        self._unpacked = read
        self._connection = connection
        self._most_bytes = most_bytes
        self._at_once = 0 if is_shared else _AT_ONCE
        self._buffer = bytearray()
        self._sent = 0
        self._received = 0

    def send(self, message: list[Any], left: TimeLeft | None = None) -> None:
        """Send a message; raise TimeoutError once no time is left."""
        body = packed(message)
        rest = memoryview(_HEADER.pack(len(body), self._sent & 0xFFFFFFFF) + body)
        self._sent += 1
        while rest:
            self._connection.settimeout(left() if left else None)
            try:
                rest = rest[self._connection.send(rest) :]
            except TimeoutError:
                continue  # ``left`` says whether it is over
            except ConnectionError as error:
                raise ChannelClosed from error

    def receive(self, left: TimeLeft | None = None) -> list[Any]:
        """Return the next message; raise TimeoutError, ChannelClosed or ProtocolError."""
        size, number = _HEADER.unpack(self._read(_HEADER.size, left))
        if number != self._received & 0xFFFFFFFF:
            raise ProtocolError("a frame out of order")
        if size > self._most_bytes:
            raise Oversized(f"a message of {size} bytes")
        self._received += 1
        return self._unpacked(self._read(size, left))

    def _read(self, size: int, left: TimeLeft | None) -> bytes | bytearray:
        buffer = self._buffer
        while (missing := size - len(buffer)) > 0:
            self._connection.settimeout(left() if left else None)
            try:
                part = self._connection.recv(max(self._at_once, min(missing, _AT_ONCE)))
            except TimeoutError:
                continue
            except ConnectionError as error:
                raise ChannelClosed from error
            if not part:
                raise ChannelClosed
            buffer += part
        if size < _AT_ONCE:
            data = bytes(buffer[:size])
            del buffer[:size]
            return data
        self._buffer = buffer[size:]  # a large frame is in memory once
        del buffer[size:]
        return buffer

    def close(self) -> None:
        """Close this end."""
        self._connection.close()


_NO_MESSAGE = (
    ValueError,
    IndexError,
    TypeError,
    RecursionError,
    MemoryError,
    msgpack.UnpackException,
)
_LIST, _TEXT, _BYTES = range(3)
_SIZED = {
    **{0x90 + size: (_LIST, size, 0) for size in range(16)},
    **{0xA0 + size: (_TEXT, size, 0) for size in range(32)},
    **{0xC4 + place: (_BYTES, 0, width) for place, width in enumerate((1, 2, 4))},
    **{0xD9 + place: (_TEXT, 0, width) for place, width in enumerate((1, 2, 4))},
    **{0xDC + place: (_LIST, 0, width) for place, width in enumerate((2, 4))},
}
"""What begins with a byte, and its size: told by that byte, or by so many bytes behind it."""
_NUMBERS = {0xCA + place: size for place, size in enumerate((4, 8, 1, 2, 4, 8, 1, 2, 4, 8))}
"""Bytes behind the one that a number begins with."""


def _ensure_small(body: bytes | bytearray) -> None:
    """Raise ProtocolError where a message has more parts or letters than an honest one can have.

    What is not msgpack, or not allowed in a message, ends its reading anyway.
    """
    place, parts, letters, left = 0, 0, 0, 1
    while left:
        left -= 1
        head = body[place]
        place += 1
        if head not in _SIZED:
            place += _NUMBERS.get(head, 0)
            continue
        kind, size, width = _SIZED[head]
        size += int.from_bytes(body[place : place + width], "big")
        place += width
        if kind == _LIST:
            left, parts = left + size, parts + size
        else:
            place += size
            letters += size if kind == _TEXT else 0
        if parts > _MAX_PARTS or letters > _MAX_LETTERS:
            raise ProtocolError("too many parts")


def _no_extension(_code: int, _data: bytes) -> Any:
    raise ProtocolError("an extension type")
