"""A submission to be judged, and all that was found. Plain data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from autograder.base.language import Language
from autograder.checks.loading import ExecutionError
from autograder.checks.verdict import Verdict
from autograder.judge.charts import Chart
from autograder.judge.diagnosis.hint import Hint
from autograder.judge.gallery import Exhibit
from autograder.submissions.reading import Source


@dataclass
class Judgement:
    """All verdicts on one submission, by check id, what failed while it was run, and pictures."""

    verdicts: dict[str, Verdict]
    execution: list[ExecutionError]
    exhibits: list[Exhibit | Chart]
    hints: dict[str, Hint] = field(default_factory=dict)
    """What is behind the parts that failed."""


def untold(check: str) -> None:
    """Tell nobody how far judging is."""


@dataclass(frozen=True)
class Task:
    """A submission to be judged, and who wants to know."""

    source: Source
    deliver: Callable[[Judgement], None]
    follow: Callable[[str], None] = untold
    """Told the id of every check that is done, never what came of it."""
    language: Language | None = None
    """What its page is in; None: the language that it is written in."""
