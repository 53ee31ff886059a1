"""How late a work is, and what that costs: derived each time from times and rules.

Must never read a clock: of two times it is told both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Literal
from zoneinfo import ZoneInfo

Per = Literal["hour", "day", "once"]


@dataclass(frozen=True)
class LateRule:
    """What being late costs."""

    percent: Decimal = Decimal(0)
    """Of the points that were earned, for each unit that has begun."""
    points: Decimal = Decimal(0)
    per: Per = "day"
    of: Literal["earned", "maximum"] = "earned"
    """What ``percent`` is a part of."""
    cap: Decimal | None = None
    """No more than this is taken: per cent, or points where ``points`` are."""
    cutoff_days: Decimal | None = None
    """Days after the deadline (or extension) from which on nothing is earned."""
    cutoff: datetime | None = None
    """The same as a time; an extension beyond it moves it."""
    free_days: int = 0


@dataclass(frozen=True)
class Lateness:
    """How late one attempt is."""

    is_late: bool
    units: int = 0
    """Hours or days that have begun and are not free; 1 where it is paid for once."""
    free_days: int = 0
    """Days of the bank that it took."""
    is_cut_off: bool = False
    is_unknown: bool = False
    """Late, as the LMS says, but nobody told when: nothing is taken."""


ON_TIME = Lateness(is_late=False)


def lateness(
    handed_in: datetime,
    deadline: datetime,
    grace: timedelta,
    rule: LateRule,
    zone: ZoneInfo,
) -> Lateness:
    """Return how late a work is; both times are aware.

    A day ends at the deadline's hour on the clock of ``zone``, not 24 hours later: where the
    clocks change that is 23 or 25 hours. Grace forgives; it does not move the deadline.
    """
    if handed_in <= deadline + grace:
        return ON_TIME
    days = _days(handed_in, deadline, zone)
    free = min(rule.free_days, days)
    start = _later(deadline, free, zone)
    if handed_in <= start + grace:
        units = 0
    elif rule.per == "once":
        units = 1
    elif rule.per == "day":
        units = days - free
    else:
        units = -((start - handed_in) // timedelta(hours=1))
    return Lateness(True, units, free, _is_cut_off(handed_in, deadline, grace, rule, zone))


def _days(handed_in: datetime, deadline: datetime, zone: ZoneInfo) -> int:
    """Return how many days have begun since the deadline, by the clock on the wall."""
    days = max(0, (handed_in - deadline).days - 1)
    while _later(deadline, days, zone) < handed_in:
        days += 1
    return days


def _later(moment: datetime, days: int | Decimal, zone: ZoneInfo) -> datetime:
    """Return a moment so many days later by the clock of ``zone``, in UTC."""
    wall = moment.astimezone(zone).replace(tzinfo=None, fold=0)
    later = wall + timedelta(days=float(days))
    return later.replace(tzinfo=zone).astimezone(UTC)


def _is_cut_off(
    handed_in: datetime, deadline: datetime, grace: timedelta, rule: LateRule, zone: ZoneInfo
) -> bool:
    ends = [max(rule.cutoff, deadline)] if rule.cutoff else []
    ends += [_later(deadline, rule.cutoff_days, zone)] if rule.cutoff_days is not None else []
    return any(handed_in > end + grace for end in ends)


def taken(late: Lateness, rule: LateRule, score: Decimal, maximum: Decimal) -> Decimal:
    """Return the points that being late costs: at least 0, at most ``score``."""
    if late.is_cut_off:
        return max(score, Decimal(0))
    percent, points = rule.percent * late.units, rule.points * late.units
    if rule.cap is not None:
        percent, points = min(percent, rule.cap), min(points, rule.cap)
    base = score if rule.of == "earned" else maximum
    return max(Decimal(0), min(score, base * min(percent, Decimal(100)) / 100 + points))
