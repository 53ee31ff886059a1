"""A counterexample can be pasted: code that makes the very value, also of large arrays."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks.code import code_of


@given(
    pattern=st.lists(st.integers(-8, 8).map(lambda n: n / 4), min_size=1, max_size=6),
    shape=st.tuples(st.integers(7, 20), st.integers(7, 20)),
)
def test_a_large_array_of_few_numbers_is_made_by_its_code(
    pattern: list[float], shape: tuple[int, int]
) -> None:
    array = np.resize(pattern, shape)
    made = eval(code_of(array), {"np": np})  # our own words
    assert made.dtype == array.dtype and np.array_equal(made, array)


@pytest.mark.parametrize("kind", [np.int64, np.bool_])
def test_of_whole_numbers_and_truth_values_too(kind: type) -> None:
    array = np.ones((8, 8), dtype=kind)
    made = eval(code_of(array), {"np": np})
    assert made.dtype == kind and np.array_equal(made, array)


def test_what_repeats_nothing_is_described() -> None:
    assert code_of(np.arange(100.0)) == "<array of shape (100,)>"
    assert code_of(np.full((10, 10), np.nan)) == "<array of shape (10, 10)>"
