"""What a check says of itself. Plain data, without pytest or Hypothesis."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.base.language import Text


@dataclass(frozen=True)
class CheckInfo:
    """What the rubric knows of a check."""

    part: str
    points: float
    title: Text

    @property
    def question(self) -> str:
        """The exercise that the part belongs to."""
        return self.part.partition(".")[0]
