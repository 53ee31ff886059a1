"""Answers sent ahead of their questions: only who asks the very question can open one.

A table of them in a worker is worth no more than the function it stands for: the stream that hides
an answer is made of the question (function, argument, the arrays as they are then), and so is the
tag it is found by, and a receipt that only who has asked can show. Must never hold a question.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import msgpack  # type: ignore[import-untyped]

from autograder.channel import packed
from autograder.values import Known, Table

_TAG = _RECEIPT = 8
_USUAL = 64
"""Bytes of a stream that are enough for most answers: a digest takes as long for 1 as for 168."""


def sealed(question: list[Any], answer: list[Any]) -> tuple[bytes, bytes, bytes]:
    """Return the tag and the hidden bytes of an answer, and the receipt for its question."""
    plain = packed(answer)
    stream = _stream(question)(_TAG + _RECEIPT + len(plain))
    tag, receipt, rest = stream[:_TAG], stream[_TAG : _TAG + _RECEIPT], stream[_TAG + _RECEIPT :]
    return tag, _xor(plain, rest), receipt


def opened(question: list[Any], table: Table) -> Known | None:
    """Return the answer to a question with its receipt, or None where the table has none."""
    stream_of = _stream(question)
    stream = stream_of(_USUAL)
    hidden = table.get(stream[:_TAG])
    if hidden is None:
        return None
    size = _TAG + _RECEIPT + len(hidden)
    if size > _USUAL:
        stream = stream_of(size)
    plain = _xor(hidden, stream[_TAG + _RECEIPT : size])
    answer: list[Any] = msgpack.unpackb(plain, raw=False)
    return answer, stream[_TAG : _TAG + _RECEIPT]


def _stream(question: list[Any]) -> Callable[[int], bytes]:
    """Return what gives the first bytes of a question's stream."""
    return hashlib.shake_128(packed(question)).digest


def _xor(left: bytes, right: bytes) -> bytes:
    size = len(left)
    return (int.from_bytes(left, "big") ^ int.from_bytes(right, "big")).to_bytes(size, "big")
