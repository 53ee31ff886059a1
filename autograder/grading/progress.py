"""How far a run is, for a person at a terminal, a log, or a program.

It only tells: no file of a run may depend on it, nor hold the clock times that it needs.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as Bar
from rich.text import Text

_SECONDS_BETWEEN_LINES = 5.0


class Progress(AbstractContextManager["Progress"]):
    """Counts what is done: a bar on a terminal, a line now and then elsewhere, or nothing."""

    def __init__(
        self,
        total: int,
        *,
        doing: str = "grading",
        quiet: bool = False,
        at_once: int = 1,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._total = total
        self._doing = doing
        self._now = now
        self._began = self._told = now()
        self._done = self._earlier = 0
        self._at_once = at_once
        self._first: float | None = None
        self._is_quiet = quiet
        console = Console(stderr=True)
        columns = (TextColumn(doing), BarColumn(), MofNCompleteColumn(), _Rate())
        self._bar = Bar(*columns, TimeRemainingColumn(), console=console, transient=True)
        self._has_bar = console.is_terminal and not quiet
        self._task = self._bar.add_task(doing, total=total)

    def __enter__(self) -> Progress:
        """Show the bar."""
        if self._has_bar:
            self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        if self._has_bar:
            self._bar.stop()

    def advance(self, *, was_there: bool = False) -> None:
        """Count one more; ``was_there``: an earlier run had done it."""
        self._done += 1
        self._earlier += was_there
        if self._done - self._earlier == self._at_once and not was_there:
            self._first = self._now()
        if self._has_bar and was_there:
            self._bar.reset(self._task, completed=self._done)  # says nothing of the speed
        elif self._has_bar:
            self._bar.advance(self._task)
        elif not self._is_quiet:
            self._tell()

    def _left(self, now: float, fresh: int) -> float | None:
        """Return the seconds left; None before it is known how fast it goes.

        How long the first took, as many as are graded at once, tells how long starting takes.
        """
        if self._first is None or fresh < 2 * self._at_once:
            return None
        return (self._total - self._done) * (now - self._first) / (fresh - self._at_once)

    def _tell(self) -> None:
        now = self._now()
        is_last = self._done == self._total
        if now - self._told < _SECONDS_BETWEEN_LINES and not is_last:
            return
        self._told = now
        words = [f"{self._doing}: {self._done} of {self._total}"]
        if self._earlier:
            words.append(f"{self._earlier} of them before")
        fresh, seconds = self._done - self._earlier, now - self._began
        if fresh and seconds > 0:
            words.append(f"{fresh / seconds:.1f} a second")
            if not is_last and (left := self._left(now, fresh)) is not None:
                words.append(f"{duration(left)} left")
        click.echo(", ".join(words), err=True)


def duration(seconds: float) -> str:
    """Return a time as a person says it: 45 s, 3 min 20 s, 2 h 5 min."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def say(record: Mapping[str, Any]) -> None:
    """Write one JSON object on a line of its own to stdout, at once."""
    sys.stdout.write(json.dumps(record, ensure_ascii=True) + "\n")
    sys.stdout.flush()


class _Rate(ProgressColumn):
    """How many are done in a second."""

    def render(self, task: Task) -> Text:
        """Return the rate, or nothing before there is one."""
        return Text(
            "" if task.speed is None else f"{task.speed:.1f}/s", style="progress.data.speed"
        )
