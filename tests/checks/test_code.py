"""A counterexample can be pasted: code that makes the value; what is set beside it is no prose."""

from __future__ import annotations

import re
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.base.language import Text
from autograder.checks.assertions import (
    assert_array,
    assert_close,
    assert_number,
    assert_unchanged,
)
from autograder.checks.code import code_of
from autograder.protocol.outcomes import CheckFailure
from autograder.protocol.values import Unknown


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
    assert code_of(np.arange(100.0)) == "<array, shape=(100,)>"
    assert code_of(np.full((10, 10), np.nan)) == "<array, shape=(10, 10)>"


WHAT = Text("it", "그것")
WIDE = np.arange(100.0)


@pytest.mark.parametrize(
    "demand",
    [
        lambda: assert_array(None, shape=(2, 3), what=WHAT),
        lambda: assert_array(WIDE, shape=(2, 3), what=WHAT),
        lambda: assert_array(np.full(100, np.nan), shape=(100,), what=WHAT),
        lambda: assert_array(np.arange(3), shape=(3,), what=WHAT),
        lambda: assert_close(WIDE, expected=WIDE + 1, tolerance=1e-6, what=WHAT),
        lambda: assert_number(Unknown("Net"), expected=1.0, tolerance=0.0, what=WHAT),
        lambda: assert_number([1.0] * 9, expected=1.0, tolerance=0.0, what=WHAT),
        lambda: assert_unchanged(np.array(1.0), before=np.array(2.0), what=WHAT),
        lambda: assert_unchanged(WIDE, before=WIDE + 1, what=WHAT),
    ],
)
def test_values_are_in_no_language(demand: Callable[[], object]) -> None:
    with pytest.raises(CheckFailure) as found:
        demand()
    assert found.value.actual
    said = f"{found.value.expected} {found.value.actual}"
    code = {"None", "array", "dtype", "float", "float64", "int64", "len", "list", "nan", "Net"}
    assert set(re.findall(r"[A-Za-z]\w*", said)) <= code | {"shape", "type"}
