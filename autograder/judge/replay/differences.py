"""The other questions of a finite difference, answered along with its first.

Whoever asks f a step beside the array that was passed will ask it beside all other elements, and on
the other side, and with the other steps of the formula. Their answers go along, sealed (see
`sealed_answers`): a word to and fro for each was more than half the cost of a right solution with a
step of its own. And whoever has done so once has a habit, for which a rehearsal knows the answers
in every example, and which goes on where a descent has moved to. Must never answer what differs
from such a place in more than one element, nor count what was not asked.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from autograder.checks.evaluations import NOTHING, Passed
from autograder.judge.replay.descents import Descent, Sides
from autograder.judge.replay.habits import (
    Habit,
    before,
    is_moved_row,
    is_of_one_formula,
    moves,
    points,
    seen,
    two_steps,
)
from autograder.judge.replay.steps import Steps, is_about
from autograder.protocol.sealed_answers import Frames, sealed
from autograder.protocol.values import Table

_MOST_ELEMENTS, _MOST_STEPS = 144, 4
"""What a question may make the judge work: no formula has more steps, no drawn array is larger."""
_MOST_ANSWERS = 4096
"""In one call: whoever walks on and on is answered one by one in the end."""
_ON_TRIAL, _RETURN = 1024, 2
"""Answers that somebody is given before it is seen that any was used, and more for each that was:
whose points drift is always elsewhere than foreseen, at every question anew."""
_MOST_MISSES = 3
"""Questions of a call of which nothing could be made, after which nothing more is looked for."""


class _Lead(NamedTuple):
    """What somebody asks first at a place: by which habit, beside which element, how far off."""

    habit: Habit
    place: int
    step: float


class Stencil:
    """What may be asked beside the arrays of one call."""

    def __init__(self, key: bytes) -> None:
        """Begin with nothing; receipts are made with ``key``."""
        self._key = key
        self.receipts: set[bytes] = set()
        self.habits: dict[Habit, None] = {}
        """Those that were seen, in any call."""
        self._together: dict[Habit, dict[Habit, None]] = {}
        """By the habit that a place was first asked about with: the others, seen there after it."""
        self._steps = Steps()
        self._frames = Frames()
        self._descent = Descent()
        self._is_taken_along = False
        """Whether the passed array is where a descent is, where copies of it are moved."""
        self._answered: dict[tuple[int, Habit], None] = {}
        """What was answered at this place, in turn."""
        self._sides: dict[Habit, Sides] = {}
        self._origin: tuple[np.ndarray, list[Sides]] | None = None
        """Where a descent was before it was foreseen, which may have been wrong."""
        self._made = self._used = 0
        """Answers that went along, in all calls, and those of them that were asked for."""
        self.begin(NOTHING)

    def begin(self, passed: Passed) -> None:
        """Begin a call that is passed these."""
        self.receipts.clear()
        self._descent.begin(passed.numbers)
        arrays = self._arrays = passed.arrays
        self._functions = passed.functions
        self._start = arrays[0].copy() if len(arrays) == 1 else np.empty(0)
        self._last = self._start
        """The last question that was asked across."""
        self._lead: _Lead | None = None
        earned = _ON_TRIAL + _RETURN * self._used - self._made
        self._left, self._misses = min(_MOST_ANSWERS, earned), 0
        self._given, self._origin = 0, None
        """Answers that went along in this call."""
        self._go_to(self._start)

    def _go_to(self, center: np.ndarray) -> None:
        self._center = center
        self._answered.clear()
        self._sides.clear()

    def beside(self, identity: int, point: np.ndarray) -> Table:
        """Return the answers beside ``point``, where a function has just been evaluated.

        ``point`` is the passed array itself, or one of the student's that was made of it or of one
        of its rows. Each habit is answered once at each place.
        """
        is_over = self._left <= 0 or self._misses == _MOST_MISSES
        if is_over or not self._is_small() or point.dtype != np.float64:
            return {}
        with np.errstate(all="ignore"):  # a descent may run off, and meet infinity
            habit = self._found(point)
            self._last = asked = point.copy()
            if habit is None:
                self._misses += 1
                return {}
            table = self._along(identity, habit, asked)
        self._left -= len(table)
        self._given += len(table)
        self._made += len(table) if self.receipts else 0  # without them no use is seen
        return table

    def _along(self, identity: int, habit: Habit, asked: np.ndarray) -> Table:
        """Return the answers to what will be asked here after what was just ``asked``, and on."""
        is_first = not self._answered
        if (identity, habit) in self._answered or len(self._answered) == _MOST_STEPS:
            return {}
        if is_first and self._center is self._start and not habit.is_by_row:
            self._lead = _lead(habit, self._start, asked)
        if habit.step:
            self._learn(habit)
        if not is_first:
            self._note_together(habit)
        table = self._here(identity, habit, asked if habit.step else None)
        if is_first:
            for other in self._together.get(habit, ()):
                if other in self.habits or not other.step:
                    table |= self._here(identity, other, asked)
            self._go_ahead(identity, table)
        return table

    def _here(self, identity: int, habit: Habit, asked: np.ndarray | None = None) -> Table:
        self._answered[identity, habit] = None
        return self.of(habit, identity, asked)

    def _note_together(self, habit: Habit) -> None:
        first = next(first for _, first in self._answered)
        is_alike = first.is_in_place == habit.is_in_place and first.is_by_row == habit.is_by_row
        is_here = not first.step or not habit.step
        if not is_alike or not all(each in self.habits or not each.step for each in (first, habit)):
            return
        if is_here or is_of_one_formula(first.step, habit.step):
            self._together.setdefault(first, {})[habit] = None

    def _go_ahead(self, identity: int, table: Table) -> None:
        """Add the answers at the places that a descent goes on to; be at the last one then."""
        habits, array = [habit for _, habit in self._answered], self._arrays[0]
        now = array.copy()
        self._origin = self._center, self._in_order()
        if self._center is not self._start:
            self._is_taken_along = np.array_equal(array, self._center)
        for _ in range(self._descent.foreseen()):
            center = self._descent.next(self._center, self._in_order())
            if center is None or not np.isfinite(center).all() or len(table) > self._left:
                break
            self._go_to(center)
            if self._is_taken_along:
                array[...] = center
            more = [self._here(identity, habit) for habit in habits]
            if not all(more) or any(not table.keys().isdisjoint(each) for each in more):
                break  # where it stays, a question would be answered twice and count once
            for each in more:
                table |= each
        array[...] = now

    def _in_order(self) -> list[Sides]:
        return sorted(self._sides.values(), key=lambda sides: sides.step)

    def _learn(self, habit: Habit) -> None:
        """Keep a habit, in place of one whose step it has been told from more exactly."""
        for known in list(self.habits):
            if known._replace(step=habit.step) == habit and is_about(known.step, habit.step):
                del self.habits[known]
        if len(self.habits) < _MOST_STEPS:
            self.habits[habit] = None

    def used(self, receipts: Sequence[bytes]) -> None:
        """Take note that answers were asked for, by their receipts."""
        self._used += len(receipts)

    def _found(self, point: np.ndarray) -> Habit | None:
        """Return how ``point`` came about, here or where a descent has gone on to from here."""
        known = self._known_here(point) or self._went_on(point)
        if known is not None:
            return known
        habit = self._habit(point)
        if habit is None or self._is_elsewhere(habit, point):
            return self._moved_on(point) or habit
        return habit

    def _is_elsewhere(self, habit: Habit, point: np.ndarray) -> bool:
        """Return whether somebody rather has moved on than that a new habit is seen here.

        A single element is always moved by some step, which may be none of the same formula.
        """
        steps = [known.step for known in self.habits if self._is_of(known, point)]
        if not steps or (self._center is self._start and not self._answered):
            return False
        is_other = not any(is_of_one_formula(habit.step, step) for step in steps)
        is_alone = self._start.size == 1 and is_other
        if any(is_about(abs(habit.step), abs(step)) for step in steps):
            return False  # a known step, which was rounded on the way
        return is_alone or any(two_steps(self._last, point, step) for step in steps)

    def _known_here(self, point: np.ndarray) -> Habit | None:
        """Return the known habit that moves one element here, or none, to ask at ``point``."""
        if point.shape != self._start.shape:
            return None
        habits = [habit for habit in self.habits if self._is_of(habit, point)]
        moved = np.flatnonzero(point != self._center)
        if not len(moved):
            # Far away a step is lost in rounding: who seems to move nothing may have tried.
            is_lost = any(np.any(point + habit.step == point) for habit in habits)
            return None if is_lost else Habit(0.0, is_in_place=point is self._arrays[0])
        if len(moved) != 1:
            return None
        old, new = (float(each.flat[moved[0]]) for each in (self._center, point))
        known = next((h for h in habits if new in (old + h.step, old - h.step)), None)
        if known is None:
            return None
        step = self._steps.between(old, new)  # by each element it is told more exactly
        is_so = old + math.copysign(step, new - old) == new
        return known._replace(step=step) if is_so and is_about(step, known.step) else known

    def _is_of(self, habit: Habit, point: np.ndarray) -> bool:
        """Return whether a habit moves what ``point`` is: the array itself, or a copy."""
        is_alike = (point is self._arrays[0]) == habit.is_in_place and not habit.is_by_row
        return is_alike and point.shape == self._start.shape

    def _habit(self, point: np.ndarray) -> Habit | None:
        """Return how ``point`` came about; None where that cannot be told."""
        (array,), center = self._arrays, self._center
        is_row = center.ndim > 1 and point.shape == center.shape[1:]
        is_in_place = point is array or (is_row and is_moved_row(array, center, point))
        if not is_in_place and not np.array_equal(array, self._start):
            return None  # f may read either
        origins = list(center) if is_row and not is_in_place else [center]
        end = array if is_in_place else point
        for origin in origins:
            for step, way in seen(origin, end, self._steps):
                habit = Habit(step, is_in_place, is_row, way)
                if way == "apart" or any(np.array_equal(p, end) for p in points(habit, center)):
                    return habit
        return None

    def _went_on(self, point: np.ndarray) -> Habit | None:
        """Go to where a descent has led, if it goes on in a way that is known."""
        lead = self._lead
        if lead is None or not self._sides or not self._is_of(lead.habit, point):
            return None
        about, new = _behind(point, lead), float(point.flat[lead.place])

        def is_asked_first(there: np.ndarray) -> bool:
            differ = np.flatnonzero(there != about)
            is_there = not len(differ) or list(differ) == [lead.place]
            return is_there and float(there.flat[lead.place]) + lead.step == new

        here = self._center, self._in_order()
        center = self._descent.came(*here, about, is_asked_first)
        if center is None and self._origin is not None and self._origin[0] is not self._center:
            center = self._descent.came(*self._origin, about, is_asked_first)
        if center is None:
            if self._descent.foreseen():  # wrongly: what was asked together once may be no more
                self._together.pop(lead.habit, None)
            return None
        # What was foreseen on the way here has been used: else it would have been asked.
        self._left = max(self._left, min(_ON_TRIAL, _MOST_ANSWERS - self._given))
        self._go_to(center)
        return lead.habit

    def _moved_on(self, point: np.ndarray) -> Habit | None:
        """Go to where a descent has led, if ``point`` is what a known habit asks there first.

        That is beside the element that came first before. Where the habit was another one, or it
        was another element, the next question tells: it is two steps off the first.
        """
        habits = [habit for habit in self.habits if self._is_of(habit, point)]
        if not habits or np.array_equal(point, self._center):
            return None
        lead, first = self._lead, point
        if lead is None or (lead.habit.step and lead.habit not in habits):
            lead = _Lead(habits[0], 0, habits[0].step)
        for each in habits:
            if found := two_steps(self._last, point, each.step):
                lead, first = _Lead(each, *found), self._last
        center = _behind(first, lead)
        if np.array_equal(center, self._center) or not np.isfinite(center).all():
            return None
        self._lead = lead
        self._go_to(center)
        return lead.habit

    def _is_small(self) -> bool:
        is_one = len(self._arrays) == 1 and self._start.dtype == np.float64
        return is_one and 0 < self._start.size <= _MOST_ELEMENTS

    def of(self, habit: Habit, identity: int, but: np.ndarray | None = None) -> Table:
        """Return the answers to all that a habit asks of a function where it is now.

        ``but`` is what has just been asked, as the array lies now: it was answered.
        """
        is_of_no_row = habit.is_by_row and self._start.ndim < 2
        if not self._is_small() or is_of_no_row or self._functions[identity].is_watching:
            return {}
        array, function = self._arrays[0], self._functions[identity]
        now, calls = array.copy(), function.calls
        try:
            with np.errstate(all="ignore"):
                answers = list(self._answers(habit, identity, now, but))
        except Exception:  # f may take no row, or not have been meant to be asked there
            return {}
        finally:
            array[...] = now
            function.calls = calls
        table = {tag: hidden for tag, hidden, _ in answers}
        if len(table) < len(answers):  # what is asked for two elements would count once
            return {}
        # A copy is moved: for an f that reads the array itself nothing was, however often asked.
        if habit.is_in_place or function.shape is not None:
            self.receipts.update(receipt for _, _, receipt in answers)
        return table

    def _answers(
        self, habit: Habit, identity: int, now: np.ndarray, but: np.ndarray | None
    ) -> Iterator[tuple[bytes, bytes, bytes]]:
        """Yield tag, sealed answer and receipt of each question; the array is moved meanwhile."""
        array, function, center = self._arrays[0], self._functions[identity], self._center
        values: list[float] = []
        known = b"" if but is None else self._frames.packed(identity, but, now)
        width = center[0].size if habit.is_by_row else 1
        is_itself = habit.is_in_place and not habit.is_by_row
        for place, moved in moves(habit, center):
            point: np.ndarray = moved[place // width] if habit.is_by_row else moved
            if habit.is_in_place:
                array[...] = moved
            values.append(value := function.value(array if is_itself else point))
            asked = self._frames.packed(identity, point, moved if habit.is_in_place else now)
            if asked != known:
                yield sealed(asked, ["value", value], self._key)
        if not habit.is_by_row:
            sides = np.array(values).reshape(-1, 2 if habit.step else 1).T
            shape = center.shape if habit.step else ()
            self._sides[habit] = Sides(habit.step, center, *(s.reshape(shape) for s in sides))


def _lead(habit: Habit, center: np.ndarray, asked: np.ndarray) -> _Lead:
    apart = (asked - center).ravel()
    place = int(np.abs(apart).argmax())
    return _Lead(habit, place, math.copysign(habit.step, apart[place]))


def _behind(point: np.ndarray, lead: _Lead) -> np.ndarray:
    """Return the place at which ``point`` is asked first, or one beside it."""
    there = point.copy()
    there.flat[lead.place] = before(float(point.flat[lead.place]), lead.step)
    return there
