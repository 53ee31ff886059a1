"""Listening: where a function was evaluated, also where the answer had gone along with another one.

Answers what will be asked beside a point along with it, as a grading does, so that a difference
costs one word to and fro and not two for each element. Must never note a point that was not asked
for, nor answer beforehand what could not be noted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from autograder.checks.evaluations import Passed
from autograder.judge.diagnosis.replies import Heard
from autograder.judge.replay.differences import Stencil
from autograder.judge.replay.habits import Habit
from autograder.protocol.values import Table


class Listener(Stencil):
    """A stencil that tells each `Heard` function where it was evaluated."""

    def __init__(self, key: bytes) -> None:
        """Begin with nothing; receipts are made with ``key``."""
        self._points: dict[bytes, tuple[Heard, np.ndarray]] = {}
        super().__init__(key)

    def begin(self, passed: Passed) -> None:
        """Begin a call that is passed these."""
        super().begin(passed)
        self._points.clear()

    def of(self, habit: Habit, identity: int, but: np.ndarray | None = None) -> Table:
        """Return the answers to all that a habit asks of a function in this call.

        None for a function that reads an array of which copies are moved: there are no receipts.
        """
        function = self._functions[identity]
        if not habit.is_in_place and function.shape is None:
            return {}
        if not isinstance(function, Heard):
            return super().of(habit, identity, but)
        count = len(function.points)
        try:
            return super().of(habit, identity, but)
        finally:
            del function.points[count:]  # what is known beforehand was not asked for yet

    def used(self, receipts: Sequence[bytes]) -> None:
        """Note the points whose answers have been asked for."""
        super().used(receipts)
        for function, point in (self._points[each] for each in receipts if each in self._points):
            function.points.append(point)

    def _answers(
        self, habit: Habit, identity: int, now: np.ndarray, but: np.ndarray | None
    ) -> Iterator[tuple[bytes, bytes, bytes]]:
        function = self._functions[identity]
        for tag, hidden, receipt in super()._answers(habit, identity, now, but):
            if isinstance(function, Heard):
                self._points[receipt] = (function, function.points[-1])
            yield tag, hidden, receipt
