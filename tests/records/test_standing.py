"""What a work is worth, and the sentence that says how that came about."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.records.lateness import LateRule
from autograder.records.rules import Rules, parsed
from autograder.records.sentences import sentence
from autograder.records.standing import Standing, standing
from autograder.records.work import Attempt, Change, Outcome, Work
from autograder.submissions.identity import Person

MONDAY = datetime(2026, 10, 5, 18, tzinfo=UTC)
KIM = Person("Kim Minjun", number="20260001")
_ids = itertools.count(1)


def result(
    *earned: float | None, status: str = "graded", manual: bool = False, bonus: bool = False
) -> dict[str, Any]:
    """A question `loss` of checks worth 10 each, and one for a person if ``manual``."""
    checks = [
        {"id": f"loss.{n}", "title": f"check {n}", "points": 10, "earned": points, "outcome": "-"}
        for n, points in enumerate(earned)
    ]
    score = None if None in earned else sum(p or 0 for p in earned)
    questions = [{"name": "loss", "score": score, "max_score": 10 * len(earned), "checks": checks}]
    if manual:
        items = [{"id": "clear", "points": 6}, {"id": "right", "points": 4}]
        questions.append(
            {
                "name": "why",
                "score": None,
                "max_score": 10,
                "checks": [],
                "manual": True,
                "rubric": items,
                **({"bonus": True} if bonus else {}),
            }
        )
    return {"status": status, "questions": questions, "notes": [], "language": "en"}


def attempt(number: int, found: dict[str, Any], at: datetime | None = None) -> Attempt:
    outcome = Outcome(number, 1, MONDAY, found)
    return Attempt(number, number, "kim.ipynb", "kim", "0" * 64, at, None, (outcome,))


def change(kind: Any, target: str, value: dict[str, Any], submission: int | None = 1) -> Change:
    at = None if submission == 0 else submission
    return Change(kind, target, value, "seen in class", "Lee", MONDAY, next(_ids), 1, at)


def work(*attempts: Attempt, changes: tuple[Change, ...] = ()) -> Work:
    return Work(1, "number:20260001", (KIM,), attempts, changes)


def worth(rules: Rules, *attempts: Attempt, changes: tuple[Change, ...] = ()) -> Standing:
    return standing(rules, work(*attempts, changes=changes))


def test_without_rules_and_changes_the_machines_points_stand_without_a_word() -> None:
    found = worth(Rules(), attempt(1, result(10, 4)))
    assert found.score == 14
    assert sentence(found, LateRule()) is None


def test_every_number_says_how_it_came_about() -> None:
    rules = parsed("deadline = 2026-10-05T18:00:00Z\n[late]\npercent = 5")
    late = attempt(1, result(*[10] * 8, 1, 0), MONDAY + timedelta(hours=3))
    found = worth(rules, late)
    said = sentence(found, rules.late)
    assert said is not None
    assert said.en == "76.95 of 100: 81 before 5 % for one day late"
    assert said.ko == "100점 만점에 76.95점: 81점에서 1일 늦어 감점 5%"


def test_a_changed_deadline_takes_the_penalty_away_again() -> None:
    late = attempt(1, result(10), MONDAY + timedelta(hours=3))
    strict = parsed("deadline = 2026-10-05T18:00:00Z\n[late]\npoints = 2")
    mild = parsed("deadline = 2026-10-06T18:00:00Z\n[late]\npoints = 2")
    assert (worth(strict, late).score, worth(mild, late).score) == (8, 10)


@pytest.mark.parametrize("sign", ["20260001", "Kim Minjun", "kim.ipynb"])
def test_an_extension_in_the_file_names_the_student_by_any_sign(sign: str) -> None:
    rules = parsed(
        "deadline = 2026-10-05T18:00:00Z\n[late]\npoints = 2\n"
        f'[extensions]\n"{sign}" = 2026-10-06T18:00:00Z'
    )
    assert worth(rules, attempt(1, result(10), MONDAY + timedelta(hours=3))).score == 10


def test_a_waiver_is_for_one_submission_and_says_why() -> None:
    rules = parsed("deadline = 2026-10-05T18:00:00Z\n[late]\npoints = 2")
    late = attempt(1, result(10), MONDAY + timedelta(hours=3))
    found = worth(rules, late, changes=(change("waive", "", {}),))
    said = sentence(found, rules.late)
    assert found.score == 10
    assert said is not None and said.en == "10 of 10: late, excused (seen in class)"


def test_late_by_the_lms_alone_costs_nothing_and_says_so() -> None:
    rules = parsed("deadline = 2026-10-05T18:00:00Z\n[late]\npoints = 2")
    outcome = Outcome(1, 1, MONDAY, result(10))
    found = worth(rules, Attempt(1, 1, "a", "a", "", None, True, (outcome,)))
    said = sentence(found, rules.late)
    assert found.score == 10
    assert said is not None and "not known by how much" in said.en


def test_grading_again_recomputes_the_machines_points_and_keeps_a_persons() -> None:
    by_hand = change("adjust", "check:loss.0", {"set": 7})
    before = worth(Rules(), attempt(1, result(0, 0)), changes=(by_hand,))
    after = worth(Rules(), attempt(1, result(0, 10)), changes=(by_hand,))
    assert (before.score, after.score) == (7, 17)


def test_the_last_word_holds_and_can_be_taken_back() -> None:
    words = [
        change("adjust", "total", {"set": 3}, 0),
        change("adjust", "total", {"set": 9}, 0),
        change("adjust", "total", {"clear": True}, 0),
    ]
    one = attempt(1, result(5))
    totals = [worth(Rules(), one, changes=tuple(words[:n])).score for n in range(4)]
    assert totals == [5, 3, 9, 5]


def test_best_and_last_attempt_and_the_one_that_was_chosen() -> None:
    tries = [attempt(1, result(3)), attempt(2, result(9)), attempt(3, result(5))]
    best, last = parsed('[attempts]\ncounts = "best"'), Rules()
    assert worth(best, *tries).score == 9
    assert worth(last, *tries).score == 5
    chosen = change("counts", "", {"submission": 1}, 0)
    assert worth(best, *tries, changes=(chosen,)).score == 3


def test_the_best_attempt_is_the_best_after_what_being_late_costs() -> None:
    rules = parsed(
        'deadline = 2026-10-05T18:00:00Z\n[late]\npercent = 50\n[attempts]\ncounts = "best"'
    )
    on_time = attempt(1, result(6), MONDAY)
    late = attempt(2, result(10), MONDAY + timedelta(hours=1))
    assert worth(rules, on_time, late).score == 6


def test_attempts_over_the_limit_do_not_count() -> None:
    rules = parsed('[attempts]\ncounts = "best"\nmost = 1')
    assert worth(rules, attempt(1, result(3)), attempt(2, result(9))).score == 3


def test_work_after_the_cutoff_does_not_replace_what_was_in_time() -> None:
    rules = parsed("deadline = 2026-10-05T18:00:00Z\n[late]\ncutoff = 1")
    in_time = attempt(1, result(6), MONDAY)
    too_late = attempt(2, result(10), MONDAY + timedelta(days=3))
    assert worth(rules, in_time, too_late).score == 6
    assert worth(rules, too_late).score == 0


def test_a_forgiven_check_gives_everybody_its_points_or_does_not_count() -> None:
    one = attempt(1, result(0, 5))
    assert worth(parsed('[forgiven]\n"loss.0" = "full"'), one).score == 15
    # 5 of the 10 that are left are 10 of the question's 20.
    assert worth(parsed('[forgiven]\n"loss.0" = "uncounted"'), one).score == 10


def test_a_check_that_broke_can_be_forgiven() -> None:
    broken = attempt(1, result(None, 5))
    assert worth(Rules(), broken).score is None
    assert worth(parsed('[forgiven]\n"loss.0" = "full"'), broken).score == 15


def test_a_question_for_a_person_waits_and_is_no_zero() -> None:
    one = attempt(1, result(10, manual=True))
    waiting = worth(Rules(), one)
    assert (waiting.score, waiting.to_grade) == (None, ("why",))
    said = sentence(waiting, LateRule())
    assert said is not None and "10 so far" in said.en
    marks = change("rubric", "question:why", {"items": ["clear"]})
    assert worth(Rules(), one, changes=(marks,)).score == 16
    none = change("rubric", "question:why", {"items": []})
    assert worth(Rules(), one, changes=(none,)).score == 10


def test_a_bonus_is_not_waited_for_and_comes_on_top() -> None:
    rules = Rules(late=LateRule(percent=Decimal(10)))
    one = attempt(1, result(10, manual=True, bonus=True))
    waiting = worth(rules, one)
    assert (waiting.score, waiting.maximum, waiting.to_grade) == (10, 10, ("why",))
    assert sentence(waiting, rules.late) is None
    marks = change("rubric", "question:why", {"items": ["clear"]})
    given_ = worth(rules, one, changes=(marks,))
    assert (given_.score, given_.maximum, given_.to_grade) == (16, 10, ())
    said = sentence(given_, rules.late)
    assert said is not None and said.en == "16 of 10: with a bonus of 6 for why"
    none = change("rubric", "question:why", {"items": []})
    closed = worth(rules, one, changes=(none,))
    assert (closed.score, closed.to_grade, sentence(closed, rules.late)) == (10, (), None)


def test_what_is_not_judged_is_not_made_up_for_by_a_bonus() -> None:
    marks = change("rubric", "question:why", {"items": ["clear"]})
    for earned, status in (((None,), "internal_error"), ((0,), "unreadable")):
        one = attempt(1, result(*earned, status=status, manual=True, bonus=True))
        assert worth(Rules(), one, changes=(marks,)).score is None


def test_unreadable_work_has_no_points_until_a_person_gives_some() -> None:
    unreadable = attempt(1, result(0, 0, status="unreadable"))
    assert worth(Rules(), unreadable).score is None
    by_hand = change("adjust", "total", {"set": 12}, 0)
    assert worth(Rules(), unreadable, changes=(by_hand,)).score == 12


@given(
    st.lists(st.integers(0, 10), min_size=1, max_size=4),
    st.dictionaries(st.integers(0, 3), st.sampled_from(["full", "uncounted"])),
)
def test_forgiving_never_costs_anybody_a_point_when_everybody_gets_them(
    earned: list[int], forgiven: dict[int, str]
) -> None:
    named = {f"loss.{n}": "full" for n in forgiven}
    one = attempt(1, result(*earned))
    score = worth(Rules(forgiven=named), one).score  # type: ignore[arg-type]
    assert score is not None and sum(earned) <= score <= 10 * len(earned)
    left_out = {f"loss.{n}": how for n, how in forgiven.items()}
    other = worth(Rules(forgiven=left_out), one).score  # type: ignore[arg-type]
    assert other is not None and Decimal(0) <= other <= 10 * len(earned)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("dead_line = 1", "dead_line"),
        ("deadline = 2026-10-05", "deadline"),
        ('timezone = "Mars"', "timezone"),
        ("[late]\npercent = 5\npoints = 1", "percent or points"),
        ("[late]\nper = 'week'", "late.per"),
        ("[late]\npercent = nan", "late.percent"),
        ("[attempts]\ncounts = 'first'", "attempts.counts"),
        ("[forgiven]\na = true", "forgiven.a"),
    ],
)
def test_a_slip_in_the_rules_is_named(text: str, names: str) -> None:
    with pytest.raises(ValueError, match=names):
        parsed(text)


def test_the_rules_in_the_documentation_are_read() -> None:
    page = (Path(__file__).parents[2] / "docs" / "desk.md").read_text(encoding="utf-8")
    example = page.split("```toml\n")[1].split("```")[0]
    rules = parsed(example)
    assert (rules.late.percent, rules.counting, rules.most_attempts) == (5, "best", 10)
    assert set(rules.extensions) | set(rules.waivers) == {"20260001", "20260002"}
