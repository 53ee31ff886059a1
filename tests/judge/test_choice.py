"""Of the drawn examples at most half are asked: every kind of them, and the ends of each range."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.judge.replay.choice import chosen
from autograder.judge.replay.examples import drawn as examples_of

SHAPES = st.tuples(st.integers(1, 6), st.integers(1, 6))


@st.composite
def many(draw: st.DrawFn) -> list[dict[str, Any]]:
    shapes = draw(st.lists(SHAPES, min_size=0, max_size=80))
    return [{"case": {"x": np.ones(shape) * (1 + i), "steps": i}} for i, shape in enumerate(shapes)]


@given(many())
def test_at_most_half_are_asked_each_once_and_few_are_asked_whole(
    drawn: list[dict[str, Any]],
) -> None:
    places = chosen(drawn)
    few = min(10, len(drawn))
    assert max(few, len(drawn) / 8) <= len(places) <= max(few, (len(drawn) + 1) / 2)
    assert len(set(places)) == len(places) and set(places) <= set(range(len(drawn)))


def test_an_eighth_is_enough_where_it_has_all_that_is_of_note() -> None:
    drawn = [{"rate": rate, "is_row": is_row} for rate in (0.1, 0.3) for is_row in (True, False)]
    assert len(chosen(drawn * 26)) == 13


def test_which_case_of_a_pair_has_it_does_not_matter() -> None:
    kinds = range(12)
    drawn = [{"cases": [{"rate": one}, {"rate": other}]} for one in kinds for other in kinds] * 2
    first = [case["rate"] for place in chosen(drawn)[:6] for case in drawn[place]["cases"]]
    assert sorted(first) == list(kinds)  # twice as many would be needed to have each on each side


def test_numbers_that_come_of_others_are_asked_at_their_ends_alone() -> None:
    """Else every sum of drawn numbers would be a kind, and there are nearly as many as examples."""
    drawn = [{"x": np.array([0.0, size, size])} for size in range(1, 9)] * 10
    places = chosen(drawn)
    assert len(places) == 10 and {0, 7} <= set(places)


@given(st.permutations(range(60)), st.permutations(range(60)))
def test_the_ends_of_every_range_are_asked(steps: list[int], sizes: list[int]) -> None:
    drawn = [
        {"x": np.ones(1 + size), "steps": step} for size, step in zip(sizes, steps, strict=True)
    ]
    places = set(chosen(drawn))
    for values in (steps, sizes):
        assert {values.index(min(values)), values.index(max(values))} <= places


def test_what_the_others_are_is_as_it_was_drawn() -> None:
    assert chosen([{"name": "x"}] * 30) == list(range(15))


@given(many(), st.integers(0, 80))
def test_of_more_that_were_drawn_half_of_what_was_asked_for(
    drawn: list[dict[str, Any]], asked_for: int
) -> None:
    assert len(chosen(drawn, asked_for)) <= max(10, (asked_for + 1) // 2)


FEW = [(rows, columns) for rows in (1, 2, 3) for columns in (1, 2, 5)]


@given(st.lists(st.tuples(st.sampled_from(FEW), st.booleans()), min_size=60, max_size=60))
def test_every_shape_and_every_kind_that_was_drawn_is_asked(
    kinds: list[tuple[tuple[int, int], bool]],
) -> None:
    drawn = [{"x": np.ones(shape), "rate": 0.1 if is_low else 0.3} for shape, is_low in kinds]
    asked = [drawn[place] for place in chosen(drawn)]
    assert {each["x"].shape for each in asked} == {shape for shape, _ in kinds}
    assert {each["rate"] for each in asked} == {each["rate"] for each in drawn}


def test_kinds_come_together_too() -> None:
    drawn = [{"rate": rate, "steps": steps} for rate in range(4) for steps in [0] * 9 + [1]]
    asked = [drawn[place] for place in chosen(drawn)]
    assert {(each["rate"], each["steps"]) for each in asked} >= {(rate, 1) for rate in range(4)}


@pytest.mark.parametrize("seeds", [(), (1, 2)])
def test_what_an_author_has_written_out_is_always_asked(seeds: tuple[int, ...]) -> None:
    @settings(max_examples=60)
    @example(n=50_001)
    @given(n=st.integers(0, 100_000))
    @example(n=50_002)
    def check(student: None, n: int) -> None:
        """Demand nothing."""

    found = examples_of(check, ["student"], seeds)
    assert found is not None
    numbers = [each.keywords["n"] for each in found.examples]
    assert set(numbers[:2]) == {50_001, 50_002}
    assert len(numbers) - 2 in (range(10, 31) if seeds else [60])
