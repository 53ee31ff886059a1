"""Messages arrive whole and in order however their bytes come; nothing is read without bound."""

from __future__ import annotations

import os
import socket
import struct
import threading
import tracemalloc
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from autograder.protocol.channel import Channel, ChannelClosed, Oversized, packed, trusted, unpacked
from autograder.protocol.outcomes import ProtocolError
from autograder.protocol.values import Encoder

AHEAD = 2**16
"""Bytes that may be read before they are asked for."""
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text()
    | st.binary(max_size=40)
    | st.integers(0, 3).map(lambda n: bytes(n * 50_000))
)
TREES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4), max_leaves=8)
MESSAGES = st.builds(lambda word, parts: [word, *parts], st.text(), st.lists(TREES, max_size=3))
both_kinds = pytest.mark.parametrize("is_shared", [False, True])


def frame(message: list[Any], number: int) -> bytes:
    body = packed(message)
    return struct.pack(">II", len(body), number) + body


def frames(messages: list[list[Any]]) -> bytes:
    return b"".join(frame(message, number) for number, message in enumerate(messages))


class Cut(socket.socket):
    """A socket whose bytes come in pieces, each at one call at the earliest."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__(socket.AF_UNIX)
        self._pieces = pieces
        self._rest = b""
        self.taken = 0

    def recv(self, size: int, _flags: int = 0) -> bytes:
        assert 0 < size <= AHEAD
        self._rest = self._rest or next(self._pieces, b"")
        part, self._rest = self._rest[:size], self._rest[size:]
        self.taken += len(part)
        return part


def in_pieces(stream: bytes, cuts: list[int]) -> Iterator[bytes]:
    """Cut a stream at places that are given as steps; the last one goes on to its end."""
    place = 0
    for step in cuts:
        yield stream[place : place + step]
        place += step
        if place >= len(stream):
            return
    yield stream[place:]


CUTS = st.lists(st.integers(1, 12) | st.integers(1, 200_000), max_size=60)


@both_kinds
@given(messages=st.lists(MESSAGES, max_size=6), cuts=CUTS)
@example(messages=[["a", bytes(3 * AHEAD)], ["b"]] * 2, cuts=[1] * 20)
@example(messages=[["a"]] * 9, cuts=[])
def test_messages_arrive_whole_and_in_order(
    messages: list[list[Any]], cuts: list[int], is_shared: bool
) -> None:
    stream = frames(messages)
    with Cut(in_pieces(stream, cuts)) as source:
        channel = Channel(source, is_shared=is_shared)
        asked = 0
        for number, message in enumerate(messages):
            assert packed(channel.receive()) == packed(message)
            asked += len(frame(message, number))
            most = 0 if is_shared else AHEAD
            assert asked <= source.taken <= asked + most, "no more is taken than may be"
        with pytest.raises(ChannelClosed):
            channel.receive()


@given(entries=st.dictionaries(st.text() | st.binary(), SCALARS, min_size=1))
def test_maps_come_from_the_judge_alone(entries: dict[Any, Any]) -> None:
    stream = frames([["a", entries]])
    with Cut(in_pieces(stream, [])) as source:
        assert packed(Channel(source, read=trusted).receive()) == packed(["a", entries])
    with Cut(in_pieces(stream, [])) as source, pytest.raises(ProtocolError, match="not msgpack"):
        Channel(source).receive()


@both_kinds
@given(data=st.data())
def test_a_stream_that_ends_early_is_no_message(is_shared: bool, data: st.DataObject) -> None:
    messages = data.draw(st.lists(MESSAGES, min_size=1, max_size=3))
    stream = frames(messages)
    end = data.draw(st.integers(0, len(frames(messages[:-1])) + 9) | st.just(len(stream) - 1))
    whole = [n for n in range(len(messages)) if len(frames(messages[: n + 1])) <= end]
    with Cut(in_pieces(stream[:end], data.draw(CUTS))) as source:
        channel = Channel(source, is_shared=is_shared)
        for number in whole:
            assert packed(channel.receive()) == packed(messages[number])
        with pytest.raises(ChannelClosed):
            channel.receive()


@both_kinds
@given(messages=st.lists(MESSAGES, max_size=3), number=st.integers(0, 2**32 - 1), cuts=CUTS)
def test_a_frame_out_of_order_is_refused(
    messages: list[list[Any]], number: int, cuts: list[int], is_shared: bool
) -> None:
    number += number == len(messages)
    stream = frames(messages) + frame(["late"], number)
    with Cut(in_pieces(stream, cuts)) as source:
        channel = Channel(source, is_shared=is_shared)
        for _ in messages:
            channel.receive()
        with pytest.raises(ProtocolError, match="out of order"):
            channel.receive()


@both_kinds
@given(most=st.integers(20, 3 * AHEAD), over=st.integers(1, 2**31), before=st.integers(0, 3))
def test_an_oversized_frame_is_refused_before_it_is_read(
    most: int, over: int, before: int, is_shared: bool
) -> None:
    def stream() -> Iterator[bytes]:
        yield frames([["a"]] * before) + struct.pack(">II", most + over, before)
        while True:
            yield bytes(AHEAD)

    with Cut(stream()) as source:
        channel = Channel(source, most, is_shared=is_shared)
        for _ in range(before):
            assert channel.receive() == ["a"]
        with pytest.raises(Oversized):
            channel.receive()
        assert source.taken <= len(frames([["a"]] * before)) + 8 + (0 if is_shared else AHEAD)


@both_kinds
def test_a_flood_does_not_pile_up(is_shared: bool) -> None:
    """Whoever sends without end is read no faster than they are listened to."""
    message = ["flood", bytes(1_000)]

    def stream() -> Iterator[bytes]:
        number = 0
        while True:
            yield b"".join(frame(message, n) for n in range(number, number + 100))
            number += 100

    with Cut(stream()) as source:
        channel = Channel(source, is_shared=is_shared)
        for count in range(1, 1_001):
            assert channel.receive() == message
            assert source.taken - count * len(frame(message, 0)) <= AHEAD


@both_kinds
def test_large_messages_cross_a_real_socket(is_shared: bool) -> None:
    ours, theirs = socket.socketpair()
    messages = [
        ["a", os.urandom(3 * 2**20)],
        ["b"],
        ["c", os.urandom(AHEAD)],
        ["d", list(range(9))],
    ]
    sender = Channel(theirs)
    thread = threading.Thread(target=lambda: [sender.send(message) for message in messages])
    with ours, theirs:
        thread.start()
        channel = Channel(ours, is_shared=is_shared)
        assert [channel.receive(lambda: 30.0) for _ in messages] == messages
        thread.join()


def test_a_descriptor_behind_a_message_is_left_to_be_received() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs, open(os.devnull, "rb") as file:
        Channel(theirs).send(["start"])
        socket.send_fds(theirs, [b"\0"], [file.fileno()])
        assert Channel(ours, is_shared=True).receive() == ["start"]
        data, (descriptor,), _, _ = socket.recv_fds(ours, 1, 1)
        assert data == b"\0" and os.fstat(descriptor).st_rdev == os.fstat(file.fileno()).st_rdev
        os.close(descriptor)


@pytest.mark.parametrize(
    "parts",
    [
        [[]] * 200_001,
        [[b""] * 100_000] * 2,
        [[0.5] * 20_000] * 11,
        ["k" * 16_001],
        ["k" * 8_000 + "\U0001f600"] * 525,
        [["k" * 100] * 21_000] * 2,
    ],
)
def test_what_is_far_larger_in_memory_is_refused_before_it_is_made(parts: list[Any]) -> None:
    body = packed(["done", ["ok", *parts]])
    tracemalloc.start()
    try:
        with pytest.raises(ProtocolError):
            unpacked(body)
        assert tracemalloc.get_traced_memory()[1] < 2**16
    finally:
        tracemalloc.stop()


@pytest.mark.slow
def test_the_largest_honest_messages_come_through() -> None:
    values = [
        np.zeros(2**20),
        [0.5] * 20_000,
        {f"{n:0100}": float(n) for n in range(20_000)},
        dict.fromkeys(range(10_000), np.zeros((1, 1))),
        ["\U0001f600" * 1_024] * 512,
        [1j] * 20_000,
    ]
    receipts = [n.to_bytes(8, "big") for n in range(2 * 784 * 50)]
    for value in values:
        message = ["done", ["ok", Encoder().encode(value), [], [[len(receipts), receipts]], []]]
        assert packed(unpacked(packed(message))) == packed(message)


@given(MESSAGES.map(lambda message: [*message, bytes(AHEAD)]))
def test_any_parts_are_told_apart_in_a_large_message(message: list[Any]) -> None:
    body = packed(message)
    assert packed(unpacked(body)) == body


@given(MESSAGES)
def test_what_is_trusted_is_read_as_anything_else_is(message: list[Any]) -> None:
    body = packed(message)
    assert packed(trusted(body)) == packed(unpacked(body)) == body
    assert repr(trusted(body)) == repr(unpacked(body))
