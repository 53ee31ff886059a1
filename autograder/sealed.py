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

from autograder.values import Known, Table

_TAG = _RECEIPT = 8


def sealed(question: list[Any], answer: list[Any]) -> tuple[bytes, bytes, bytes]:
    """Return the tag and the hidden bytes of an answer, and the receipt for its question."""
    plain: bytes = msgpack.packb(answer, use_bin_type=True)
    stream = _stream(question)(_TAG + _RECEIPT + len(plain))
    tag, receipt, rest = stream[:_TAG], stream[_TAG : _TAG + _RECEIPT], stream[_TAG + _RECEIPT :]
    return tag, _xor(plain, rest), receipt


def opened(question: list[Any], table: Table) -> Known | None:
    """Return the answer to a question with its receipt, or None where the table has none."""
    stream_of = _stream(question)
    hidden = table.get(stream_of(_TAG))
    if hidden is None:
        return None
    stream = stream_of(_TAG + _RECEIPT + len(hidden))
    answer: list[Any] = msgpack.unpackb(_xor(hidden, stream[_TAG + _RECEIPT :]), raw=False)
    return answer, stream[_TAG : _TAG + _RECEIPT]


def _stream(question: list[Any]) -> Callable[[int], bytes]:
    """Return what gives the first bytes of a question's stream."""
    return hashlib.shake_128(msgpack.packb(question, use_bin_type=True)).digest


def _xor(left: bytes, right: bytes) -> bytes:
    size = len(left)
    return (int.from_bytes(left, "big") ^ int.from_bytes(right, "big")).to_bytes(size, "big")
