"""The way from a check to a student's side: what is asked, what is answered, what cannot be read.

Must never take what the other side sends for more than a value: it is read inside ``understood``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from types import TracebackType
from typing import Any, Protocol

from autograder.protocol.outcomes import NO_ANSWER, Crashed, ProtocolError

Answer = Callable[[list[Any]], list[Any]]
"""Answers what the student's side asks: ``["eval", ...]``, ``["gradient", ...]``."""

_UNREADABLE = (
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    ProtocolError,
    RecursionError,
    TypeError,
    ValueError,
)


class understood:  # noqa: N801 - used as a statement
    """Read what the student's side sent; whatever cannot be read is its own doing."""

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, _kind: object, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if isinstance(error, _UNREADABLE):
            raise Crashed(NO_ANSWER) from error


class Transport(Protocol):
    """The way to a student's side: one request, its questions answered, one reply."""

    @property
    def receipts(self) -> Collection[bytes]:
        """Return what the other side can only show for questions it has asked beforehand."""
        ...

    def request(self, operation: str, arguments: list[Any], answer: Answer) -> list[Any]:
        """Return the reply of ``Session.handle``; raise a ``Stop`` where there is none."""
        ...
