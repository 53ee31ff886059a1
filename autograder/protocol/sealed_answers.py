"""Answers sent ahead of their questions: only who asks the very question can open one.

A table of them in a worker is worth no more than the function it stands for: the stream that hides
an answer is made of the question (function, argument, the arrays as they are then), and so is the
tag it is found by. With the answer comes a receipt, made with a key of the judge's, that nobody
can show who has not opened it. Must never hold a question, nor the key where a worker can see it.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numpy as np

from autograder.protocol.channel import packed, trusted
from autograder.protocol.values import USUAL, Encoder, Known, Table

_TAG = _RECEIPT = 8
_USUAL = 64
"""Bytes of a stream that are enough for most answers: a digest takes as long for 1 as for 168."""


def sealed(asked: bytes, answer: list[Any], key: bytes) -> tuple[bytes, bytes, bytes]:
    """Return the tag and the hidden bytes of an answer, and the receipt for a packed question."""
    receipt = hashlib.blake2b(asked, digest_size=_RECEIPT, key=key).digest()
    plain = receipt + packed(answer)
    stream = hashlib.shake_128(asked).digest(_TAG + len(plain))
    return stream[:_TAG], _xor(plain, stream[_TAG:]), receipt


def opened(asked: bytes, *tables: Table) -> Known | None:
    """Return the answer to a packed question with its receipt, or None where no table has one."""
    stream_of = hashlib.shake_128(asked).digest
    stream = stream_of(_USUAL)
    tag, hidden = stream[:_TAG], None
    for table in tables:
        if (hidden := table.get(tag)) is not None:
            break
    if hidden is None:
        return None
    size = _TAG + len(hidden)
    if size > _USUAL:
        stream = stream_of(size)
    plain = _xor(hidden, stream[_TAG:size])
    return trusted(plain[_RECEIPT:]), plain[:_RECEIPT]


def _xor(left: bytes, right: bytes) -> bytes:
    size = len(left)
    return (int.from_bytes(left, "big") ^ int.from_bytes(right, "big")).to_bytes(size, "big")


_MOST_FRAMES = 64
_Frame = tuple[bytes, bytes]
"""What is before the elements of x, and between them and those of the array that there is."""


class Frames:
    """Packs the questions of differences, which differ in the elements of their arrays alone.

    What is before and between these is worked out once for each function and its shapes.
    """

    def __init__(self) -> None:
        self._frames: dict[tuple[Any, ...], _Frame] = {}

    @staticmethod
    def fit(x: Any, array: np.ndarray) -> bool:
        """Return whether a question about ``x``, while there is ``array``, is a usual one."""
        return type(x) is np.ndarray and x.dtype is array.dtype is USUAL

    def packed(self, identity: int, x: np.ndarray, array: np.ndarray) -> bytes:
        """Return the bytes of a usual question; raise Unsendable where it is too large."""
        key = (identity, x.shape, array.shape)
        before, between = self._frames.get(key) or self._kept(key, _evaluation(identity, x, array))
        return before + x.tobytes() + between + array.tobytes()

    def packed_gradient(self, identity: int, x: np.ndarray) -> bytes:
        """Return the bytes of the question about a function's gradient at a usual ``x``."""
        key = (identity, x.shape)
        before, _ = self._frames.get(key) or self._kept(key, _gradient(identity, x))
        return before + x.tobytes()

    def _kept(self, key: tuple[Any, ...], frame: _Frame) -> _Frame:
        if len(self._frames) == _MOST_FRAMES:
            self._frames.clear()
        self._frames[key] = frame
        return frame


class Opener:
    """Packs a worker's questions, and opens their answers."""

    packed = staticmethod(packed)
    opened = staticmethod(opened)

    def __init__(self) -> None:
        self.frames = Frames()


def _evaluation(identity: int, x: np.ndarray, array: np.ndarray) -> _Frame:
    encode = Encoder().encode
    question = ["eval", identity, encode(x), [encode(array)]]
    asked = packed(question)
    end = len(packed(question[:-1]))  # a short list's length does not change its size
    return asked[: end - x.nbytes], asked[end : len(asked) - array.nbytes]


def _gradient(identity: int, x: np.ndarray) -> _Frame:
    asked = packed(["gradient", identity, Encoder().encode(x)])
    return asked[: len(asked) - x.nbytes], b""
