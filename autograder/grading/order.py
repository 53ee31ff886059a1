"""What a judge is given of a submission. Must never hold more of it than its bytes."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.base.language import Language, Text
from autograder.results.result import Result


@dataclass(frozen=True)
class Order:
    """What a judge is given of a submission."""

    head: Result
    language: Language | None
    """The language of the result; None: the submission's own."""
    data: bytes | Text
    """The file; or why it cannot be read."""
    suffix: str
    is_followed: bool = False
    """Whether somebody wants to know meanwhile which checks are done."""

    def is_answered_by(self, result: Result) -> bool:
        """Return whether a result is of this very submission: of its name and its bytes."""
        return all(result.get(name) == self.head[name] for name in ("submission", "sha256"))
