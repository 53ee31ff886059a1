"""The language of relations: what holds is found, and what does not hold everywhere is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from examples import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.judge.diagnosis.answers import Slot
from autograder.judge.diagnosis.comparison import Comparison, close, scale
from autograder.judge.diagnosis.patterns import pattern
from autograder.judge.diagnosis.relations import simplest
from autograder.judge.diagnosis.replies import Reply
from autograder.judge.diagnosis.spread import pattern as random_pattern
from autograder.judge.diagnosis.symptoms import symptom
from autograder.judge.diagnosis.vocabulary.step import Step
from autograder.judge.diagnosis.vocabulary.steps import STEPS
from autograder.judge.diagnosis.whereabouts import groups, needed

SHAPES = ((3,), (2, 3), (4,), (3, 2), (1, 3), (2, 2))
Answer = Callable[[np.ndarray, np.ndarray], Any]


def compared(seed: int, answer: Answer, count: int = 18, shapes: Any = SHAPES) -> list[Comparison]:
    """Return right answers that no simple formula gives, beside what ``answer`` makes of them."""
    rng = np.random.default_rng(seed)
    found = []
    for place in range(count):
        x = rng.uniform(-3, 3, shapes[place % len(shapes)])
        right = 2 * np.sin(x) + 0.1 * x.size
        actual = np.asarray(answer(right, x), dtype=np.float64)
        found.append(Comparison({"x": x}, right, actual, example=place))
    return found


@given(seed=st.integers(0, 2**32 - 1), step=st.sampled_from(STEPS))
@settings(max_examples=examples(60))
def test_what_holds_for_some_questions_holds_for_fresh_ones(seed: int, step: Step) -> None:
    def answer(right: np.ndarray, x: np.ndarray) -> Any:
        changed = step.of(right, Comparison({"x": x}, right, right))
        return right if changed is None else changed

    with np.errstate(all="ignore"):
        seen, fresh = compared(seed, answer), compared(seed + 1, answer)
    found = simplest(seen)
    if found is None:
        return
    alike = lambda one, other: close(one, other, scale(fresh))  # noqa: E731
    assert all(found.holds(each, alike) for each in fresh), (step.id, found.id)
    assert found.says.en and found.says.ko


@pytest.mark.slow
def test_nearly_every_step_is_found_where_it_was_taken() -> None:
    lost = []
    for step in STEPS:
        with np.errstate(all="ignore"):
            taken = compared(
                2, lambda right, x, s=step: s.of(right, Comparison({"x": x}, right, right))
            )
        if all(np.asarray(each.actual).dtype == np.float64 for each in taken):
            known = [each for each in taken if not np.isnan(each.actual).all()]
            if len(known) > 5 and simplest(known) is None:
                lost.append(step.id)
    # What is less than the tolerance for numbers of this size.
    lost = [each for each in lost if each not in {f"rounded_{digits}" for digits in range(3, 7)}]
    assert len(lost) <= 2, lost


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=examples(20))
def test_right_answers_and_answers_at_random_have_no_relation(seed: int) -> None:
    rng = np.random.default_rng(seed)
    assert simplest(compared(seed, lambda right, _: right)) is None
    assert simplest(compared(seed, lambda right, _: rng.normal(size=right.shape))) is None


def test_a_factor_that_may_be_a_size_is_not_put_down_to_a_number() -> None:
    always_two = simplest(compared(3, lambda right, _: right / 2, shapes=((2,), (1, 2), (2, 1))))
    of_any_size = simplest(compared(3, lambda right, _: right / 2))
    assert always_two is not None and of_any_size is not None
    assert always_two.id == of_any_size.id == "times_0.5"
    assert "a size of 2" in always_two.cause.en
    assert "a number in the formula" in of_any_size.cause.en


@given(
    seed=st.integers(0, 2**32 - 1),
    factor=st.floats(-50, 50).filter(lambda c: abs(c) > 0.01 and abs(c - 1) > 0.01),
)
@settings(max_examples=examples(20))
def test_one_exception_refutes_a_relation(seed: int, factor: float) -> None:
    found = compared(seed, lambda right, _: factor * right)
    assert simplest(found) is not None
    odd = Comparison(found[0].inputs, found[0].right, np.asarray(found[0].right) + 100.0)
    assert simplest([*found, odd]) is None


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (lambda right, _: -right, "negated"),
        (lambda right, _: right / 2, "times_0.5"),
        (lambda right, _: right.T, "transposed"),
        (lambda right, _: 2 * right.T, "times_2-transposed"),
        (lambda right, x: right * (len(x) if x.ndim > 1 else 1), "times_rows_x"),
        (lambda right, x: right / x.size, "divided_by_entries_x"),
        (lambda right, x: x, "input_x"),
        (lambda right, _: np.zeros_like(right), "always_0"),
        (lambda right, _: right.sum(), "sum"),
        (lambda right, _: np.cumsum(right).reshape(right.shape), "running_total"),
        (lambda right, _: np.round(right, 1), "rounded_1"),
        (lambda right, _: np.round(right, 2), "rounded_2"),
        (lambda right, _: right.sum(axis=-1), "column_sum"),
        (lambda right, x: right * x, "times_x_by_entries"),
        (lambda right, x: right / x, "divided_by_x_by_entries"),
    ],
)
def test_the_shortest_relation_is_told(answer: Answer, expected: str) -> None:
    found = simplest(compared(1, answer))
    assert found is not None and found.id == expected


@given(seed=st.integers(0, 2**32 - 1))
@settings(max_examples=examples(20))
def test_what_also_befalls_many_right_questions_sets_none_apart(seed: int) -> None:
    rng = np.random.default_rng(seed)
    shapes = [(1, 2)] * 13 + [(3, 2)] * 12
    right = [
        Comparison({"W": rng.normal(size=s)}, np.ones(1), np.ones(1), example=place)
        for place, s in enumerate(shapes)
    ]
    wrong = [
        Comparison({"W": rng.normal(size=(3, 2))}, np.ones(1), np.zeros(1), example=place)
        for place in range(15)
    ]
    assert needed(right, wrong) is None
    assert needed(right[:13], wrong) is not None
    of_one = [replace(each, example=0) for each in wrong]
    assert needed(right[:13], of_one) is None  # what is asked in one example is alike anyway


@pytest.mark.parametrize("number", [5e-324, 1e-310, 1.7e308])
def test_numbers_at_the_ends_of_their_range_are_no_fault_of_ours(number: float) -> None:
    with np.errstate(all="ignore"):
        found = simplest(compared(4, lambda right, x: np.where(x > 0, number, right)))
    assert found is None or found.cost <= 8.0


def test_a_missing_last_step_is_told_from_the_other_side() -> None:
    rng = np.random.default_rng(3)
    found = []
    for rows in (1, 2, 3, 4, 2, 3):
        scores = rng.normal(size=(rows, 3))
        powers = np.exp(scores)
        right = powers / powers.sum(axis=1, keepdims=True)
        found.append(Comparison({"x": scores + 1}, right, scores))
    relation = simplest(found)
    assert relation is not None and relation.is_inverse and relation.id == "right_is-softmax"


def test_no_number_of_the_answers_is_told_where_none_may_be() -> None:
    found = compared(5, lambda right, _: 3.217 * right)
    assert simplest(found) is not None
    assert simplest(found, fits=False) is None


# -- where it goes astray --------------------------------------------------------------------------


def test_wrong_questions_are_set_apart_by_what_they_have() -> None:
    found = compared(7, lambda right, x: right if x.ndim == 1 else right + x**2)
    right = [each for each in found if np.ndim(each.right) == 1]
    wrong = [each for each in found if np.ndim(each.right) == 2]
    (group,) = groups(right, wrong)
    assert group.where is not None and group.where.says.en == "x is a matrix"


def test_a_few_right_questions_set_nothing_apart() -> None:
    found = compared(7, lambda right, x: right if x.ndim == 1 else right + x**2, count=60)
    right = [each for each in found if np.ndim(each.right) == 1]
    wrong = [each for each in found if np.ndim(each.right) == 2]
    (group,) = groups(right[:5], wrong)
    assert group.where is None
    (group,) = groups([replace(each, example=0) for each in right], wrong)
    assert group.where is None  # of one example all questions are alike


def test_wrong_questions_without_anything_in_common_are_not_set_apart() -> None:
    found = compared(8, lambda right, x: right + x**2, shapes=((2, 2),))
    (group,) = groups(found[::2], found[1::2])
    assert group.where is None


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (lambda right, x: np.where(np.arange(right.size) == 0, right, x**3), "first_right"),
        (lambda right, x: np.append(right, 0.0), "one_more"),
        (lambda right, x: right[:2], "ends_early"),
        (lambda right, x: right + np.abs(x), "larger"),
        (lambda right, x: np.full(right.shape, np.nan), "nan"),
    ],
)
def test_what_wrong_answers_have_in_common(answer: Answer, expected: str) -> None:
    found = pattern(compared(9, answer, shapes=((3,), (4,))))
    assert found is not None and found.id == expected


def test_that_no_factor_leads_there_is_said_only_where_none_does() -> None:
    def said(answer: Answer) -> str:
        found = pattern(compared(9, answer, count=4, shapes=((),)))
        assert found is not None and found.id == "too_large"
        return found.says.en

    assert said(lambda right, x: right * 5 / 3) == "too large in size"
    assert said(lambda right, x: right + x**2 * right).endswith("not by a fixed factor")


@pytest.mark.parametrize("power", [0.1, 3.0, 1.7])
def test_a_softmax_of_other_scores_is_told(power: float) -> None:
    def softmax(scores: np.ndarray) -> np.ndarray:
        return np.exp(scores) / np.exp(scores).sum(axis=-1, keepdims=True)

    rng = np.random.default_rng(1)
    scores = [rng.normal(size=(2, 3)) for _ in range(9)]
    asked = [Comparison({}, softmax(each), softmax(power * each)) for each in scores]
    found = simplest(asked)
    assert found is not None and found.id == f"scores_times_{power:g}"
    asked[4] = replace(asked[4], actual=softmax(2 * power * scores[4]))
    assert simplest(asked) is None
    assert simplest([replace(each, actual=each.right) for each in asked]) is None


@pytest.mark.parametrize(
    ("spread", "told"),
    [
        (lambda std, _: std, None),
        (lambda std, _: 3 * std, "spread_times_3"),
        (lambda std, _: std**0.5, "root_of_spread"),
        (lambda _, rows: rows**-0.5, "spread_by_rows"),
        (lambda _, rows: (2 / rows) ** 0.5, "spread_by_half_the_rows"),
        (lambda std, rows: std + 1 / rows, "spread_out_of_proportion"),
    ],
)
def test_how_wide_random_weights_are_spread_is_told(
    spread: Callable[[float, int], float], told: str | None
) -> None:
    rng = np.random.default_rng(3)
    asked = [
        Comparison({}, rng.normal(0, std, shape), rng.normal(0, spread(std, shape[0]), shape))
        for std, shape in ((0.01, (50, 20)), (0.3, (20, 30)), (2.0, (200, 10)))
    ]
    found = random_pattern(asked)
    assert (found.id if found else None) == told


def test_of_many_wrong_entries_of_a_dict_a_few_are_looked_at_and_once() -> None:
    rng = np.random.default_rng(3)
    names = [f"params.{kind}{i}" for i in range(1, 7) for kind in "Wb"]
    replies = [
        [
            Reply(
                "Momentum.update",
                {"lr": 0.1},
                None,
                None,
                {name: (rng.normal(size=3), rng.normal(size=3)) for name in names},
            )
        ]
        for _ in range(8)
    ]
    asked: list[Slot] = []
    symptom("Momentum.steps", replies, None, lambda slot, _cases, _tolerance: asked.append(slot))
    assert 0 < len(asked) == len(set(asked)) <= 4


def test_what_is_only_near_a_round_number_or_an_input_is_not_told_as_it() -> None:
    rng = np.random.default_rng(5)
    before = [rng.integers(-8, 9, 4) / 4 for _ in range(6)]
    near = [  # a small step where a larger one is right
        Comparison({"x": x}, x + 0.01 * (1 + np.abs(x)), x + 4e-4 * np.abs(x)) for x in before
    ]
    found = simplest(near)
    assert found is None or not ({"rounded_2", "rounded_1"} & {s.id for s in found.steps})
    assert found is None or not found.base.is_input
    left = [replace(each, actual=each.inputs["x"]) for each in near]
    assert (found := simplest(left)) is not None and found.base.is_input and not found.steps


def test_what_is_as_far_from_an_answer_as_the_right_one_is_not_told() -> None:
    rng = np.random.default_rng(5)
    round_ = [rng.integers(-8, 9, 4) / 4 for _ in range(6)]
    near = [Comparison({}, x + 0.004, x + 0.0012 * np.cos(x * 9 + k)) for k, x in enumerate(round_)]
    assert simplest(near) is None
    assert simplest([replace(each, actual=np.round(each.right, 2)) for each in near]) is not None
