"""Of what kind an answer is: an array of which shape, a number, an object, but not which.

Tells whose doing it is that a check raises by mistake: an answer of another kind than the
reference's, or a check that fails by itself. Must never look at more than a reply's structure.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.checks.transport import Answer, Transport
from autograder.protocol.channel import unpacked


class Recorder:
    """A way to a student's side that keeps the replies."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self.receipts = transport.receipts
        self.replies: list[Any] = []

    def request(
        self, operation: str, arguments: list[Any], answer: Answer, *, statement: bool = False
    ) -> list[Any]:
        """Pass a request on; keep its reply."""
        reply = self._transport.request(operation, arguments, answer)
        self.replies.append(reply)
        return reply


def differ(replies: Sequence[Any], right: Sequence[bytes]) -> bool:
    """Return whether any reply is of another kind than the reference's in its place."""
    try:
        pairs = list(zip(replies, map(unpacked, right), strict=False))
        return any(kind(mine) != kind(theirs) for mine, theirs in pairs)
    except (TypeError, ValueError, RecursionError):
        return True  # of no kind at all


def kind(tree: Any) -> Any:
    """Return the kind of a tree (see `values`)."""
    if isinstance(tree, bool) or tree is None:
        return type(tree).__name__
    if isinstance(tree, (int, float)):
        return "number" if math.isfinite(tree) else "no finite number"
    if not isinstance(tree, list):
        return "text"
    match tree:
        case ["a", str() as dtype, list() as shape, bytes() as data]:
            # A 0-d array and a number are both answers where a number is asked for.
            is_number = not shape and np.dtype(dtype).kind in "fiu"
            finite = np.isfinite(np.frombuffer(data, dtype)).all() if data else True
            place: Any = "number" if is_number else (np.dtype(dtype).kind, tuple(shape))
            return place if finite else "no finite array"
        case ["o", _, _, _]:
            return "object"
        case ["m", _, list() as keys]:
            return ("dict", tuple(sorted(map(str, keys))))
        case ["d", list() as pairs]:
            return ("dict", tuple(sorted((str(key), kind(value)) for key, value in pairs)))
        case ["x", _]:
            return "something else"
        case _:
            return tuple(kind(part) for part in tree)
