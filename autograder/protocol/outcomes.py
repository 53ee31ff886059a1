"""What can go wrong while a check runs, told apart by whose doing it is.

Those that end a check at once derive from ``BaseException``, so that neither Hypothesis (which
would try to shrink them) nor an ``except Exception`` in a check can swallow them. This module
must never format anything but text that was made safe before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.base.language import Text


@dataclass(frozen=True)
class Place:
    """Where in a submission something happened: the code cell (1, 2, ...) and the line in it."""

    cell: int
    line: int

    def __str__(self) -> str:
        return f"cell {self.cell}, line {self.line}"

    def text(self) -> Text:
        """Return the place in both languages."""
        return Text(str(self), f"{self.cell}번 코드 셀 {self.line}번째 줄")


class CheckFailure(AssertionError):
    """The student's code answered, and the answer is wrong.

    ``expected`` and ``actual`` are set beside each other in the report; both are rendered
    values of the judge's own making. ``compared`` is what was wrong, if that was a value: the very
    one that a call gave, so that the call can be found again.
    """

    def __init__(
        self,
        message: Text,
        *,
        expected: str = "",
        actual: str = "",
        compared: tuple[Any, ...] = (),
    ) -> None:
        super().__init__(message.en)
        self.message = message
        self.compared = compared
        self.expected = expected
        self.actual = actual


class StudentException(Exception):
    """The student's code raised. ``text`` is the exception's own text and never trusted.

    ``why`` says where it comes from, if that is known. ``built_in`` names the built-in exception
    that it is one of, where its own class is the student's. ``refusal`` is what a function of ours
    had said by then of an argument that it was not made for.
    """

    def __init__(
        self,
        kind: str,
        text: str,
        place: Place | None,
        why: Text | None = None,
        built_in: str = "",
        refusal: Text | None = None,
    ) -> None:
        super().__init__(f"{kind}: {text}")
        self.refusal = refusal
        self.why = why
        self.kind = kind
        self.built_in = built_in or kind
        self.text = text
        self.place = place


class Stop(BaseException):
    """A verdict that needs no more examples."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class Missing(Stop):
    """What was asked for is not there, or still the stub.

    ``brief`` says it in the judge's own words, without a name of the submission's choosing. What
    ``is_part`` of an object or a dict is missing after all that was done with that before.
    """

    def __init__(self, message: Text, brief: Text | None = None, *, is_part: bool = False) -> None:
        super().__init__(message)
        self.is_part = is_part
        self.brief = brief or message


class TimeLimit(Stop):
    """The student's code took longer than it may."""


class Crashed(Stop):
    """The worker ended, or sent what is no answer."""


NO_ANSWER = Text(
    "the program sent something that is not an answer", "프로그램이 알 수 없는 답을 보냈습니다"
)


class Refused(Exception):
    """An argument that ``f`` was not made for; its text is what the student's code sees."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class ProtocolError(Exception):
    """The other side of the channel sent something that the protocol does not know."""
