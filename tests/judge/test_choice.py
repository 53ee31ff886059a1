"""Of the drawn examples those at the ends of each range are asked, and half of all."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from autograder.judge.replay.choice import chosen

SHAPES = st.tuples(st.integers(1, 6), st.integers(1, 6))


@st.composite
def many(draw: st.DrawFn) -> list[dict[str, Any]]:
    shapes = draw(st.lists(SHAPES, min_size=0, max_size=80))
    return [{"case": {"x": np.ones(shape) * (1 + i), "steps": i}} for i, shape in enumerate(shapes)]


@given(many())
def test_half_are_asked_each_once_and_few_are_asked_whole(drawn: list[dict[str, Any]]) -> None:
    places = chosen(drawn)
    assert len(set(places)) == len(places) == max(min(10, len(drawn)), (len(drawn) + 1) // 2)
    assert set(places) <= set(range(len(drawn)))


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
