"""Late work: hours, days by the clock on the wall, grace, a bank of days, caps and cut-offs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.records.lateness import LateRule, lateness, taken

SEOUL, BERLIN = ZoneInfo("Asia/Seoul"), ZoneInfo("Europe/Berlin")
NO_GRACE = timedelta()

decimals = st.integers(0, 40).map(Decimal)
deadlines = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
spans = st.timedeltas(timedelta(), timedelta(days=30))
rules = st.builds(
    LateRule,
    percent=decimals,
    per=st.sampled_from(["hour", "day", "once"]),
    of=st.sampled_from(["earned", "maximum"]),
    cap=st.none() | decimals,
    cutoff_days=st.none() | decimals,
    free_days=st.integers(0, 5),
) | st.builds(LateRule, points=decimals, per=st.sampled_from(["hour", "day", "once"]))
scores = st.integers(0, 100).map(Decimal)


def cost(handed_in: datetime, deadline: datetime, rule: LateRule, score: Decimal) -> Decimal:
    late = lateness(handed_in, deadline, NO_GRACE, rule, BERLIN)
    return taken(late, rule, score, Decimal(100))


@given(deadlines, spans, spans, rules, scores)
def test_later_never_costs_less(
    deadline: datetime, first: timedelta, more: timedelta, rule: LateRule, score: Decimal
) -> None:
    earlier = cost(deadline + first, deadline, rule, score)
    assert 0 <= earlier <= cost(deadline + first + more, deadline, rule, score) <= score


@given(deadlines, spans, spans, rules, scores)
def test_an_extension_never_costs_more(
    deadline: datetime, late: timedelta, extension: timedelta, rule: LateRule, score: Decimal
) -> None:
    handed_in = deadline + late
    assert cost(handed_in, deadline + extension, rule, score) <= cost(
        handed_in, deadline, rule, score
    )


@given(deadlines, spans, spans, rules)
def test_grace_forgives_and_does_not_move_the_deadline(
    deadline: datetime, late: timedelta, grace: timedelta, rule: LateRule
) -> None:
    found = lateness(deadline + late, deadline, grace, rule, BERLIN)
    assert found.is_late == (late > grace)
    if found.is_late and not rule.free_days:
        strict = lateness(deadline + late, deadline, NO_GRACE, rule, BERLIN)
        assert found.units == strict.units


@given(deadlines, spans, st.integers(0, 40))
def test_free_days_are_used_only_as_far_as_needed(
    deadline: datetime, late: timedelta, free: int
) -> None:
    plain = lateness(deadline + late, deadline, NO_GRACE, LateRule(Decimal(5)), BERLIN)
    banked = lateness(
        deadline + late, deadline, NO_GRACE, LateRule(Decimal(5), free_days=free), BERLIN
    )
    assert banked.free_days + banked.units == plain.units
    assert banked.free_days == min(free, plain.units)


@pytest.mark.parametrize(
    ("handed_in", "days"),
    [
        # Midnight is no border: a day ends at the deadline's hour.
        ("2026-10-06T17:59:59", 1),
        ("2026-10-06T18:00:00", 1),
        ("2026-10-06T18:00:01", 2),
        ("2026-10-05T18:00:01", 1),
        ("2026-10-05T18:00:00", 0),
    ],
)
def test_a_day_begins_at_the_deadlines_hour(handed_in: str, days: int) -> None:
    deadline = datetime(2026, 10, 5, 18, tzinfo=SEOUL)
    moment = datetime.fromisoformat(handed_in).replace(tzinfo=SEOUL)
    assert lateness(moment, deadline, NO_GRACE, LateRule(), SEOUL).units == days


def test_a_day_in_which_the_clocks_go_back_has_25_hours() -> None:
    deadline = datetime(2026, 10, 24, 12, tzinfo=BERLIN)  # summer time ends on the 25th
    day = timedelta(days=1)
    after_24_hours = deadline.astimezone(UTC) + day + timedelta(minutes=30)
    assert lateness(after_24_hours, deadline, NO_GRACE, LateRule(), BERLIN).units == 1
    hours = LateRule(per="hour")
    assert lateness(after_24_hours, deadline, NO_GRACE, hours, BERLIN).units == 25
    after_25_hours = deadline.astimezone(UTC) + day + timedelta(hours=1, seconds=1)
    assert lateness(after_25_hours, deadline, NO_GRACE, LateRule(), BERLIN).units == 2


def test_a_day_in_which_the_clocks_go_forward_has_23_hours() -> None:
    deadline = datetime(2026, 3, 28, 12, tzinfo=BERLIN)
    after = deadline.astimezone(UTC) + timedelta(hours=23, seconds=1)
    assert lateness(after, deadline, NO_GRACE, LateRule(), BERLIN).units == 2


def test_where_the_work_was_handed_in_from_does_not_matter() -> None:
    deadline = datetime(2026, 10, 5, 23, 59, tzinfo=SEOUL)
    for zone in (UTC, SEOUL, BERLIN, ZoneInfo("America/Los_Angeles")):
        moment = (deadline + timedelta(hours=3)).astimezone(zone)
        assert lateness(moment, deadline, NO_GRACE, LateRule(per="hour"), SEOUL).units == 3


def test_81_points_less_5_percent_a_day_capped() -> None:
    deadline = datetime(2026, 10, 5, 18, tzinfo=SEOUL)
    rule = LateRule(percent=Decimal(5), cap=Decimal(12))
    lost = [cost(deadline + timedelta(days=d), deadline, rule, Decimal(81)) for d in range(5)]
    assert lost == [0, Decimal("4.05"), Decimal("8.10"), Decimal("9.72"), Decimal("9.72")]


def test_after_the_cutoff_nothing_is_earned_and_an_extension_moves_it() -> None:
    deadline = datetime(2026, 10, 5, 18, tzinfo=SEOUL)
    rule = LateRule(percent=Decimal(1), cutoff=datetime(2026, 10, 8, 18, tzinfo=SEOUL))
    ninth = datetime(2026, 10, 9, 18, tzinfo=SEOUL)
    assert cost(ninth, deadline, rule, Decimal(50)) == 50
    assert cost(ninth, ninth, rule, Decimal(50)) == 0
