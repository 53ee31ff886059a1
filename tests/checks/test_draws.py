"""Normal numbers are accepted in either precision, and those that only look normal are not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.base.language import Text
from autograder.checks import are_distinct, assert_normal
from autograder.protocol.outcomes import CheckFailure

WHAT = Text("W1", "W1")
Change = Callable[[np.ndarray], np.ndarray]


@given(
    seed=st.integers(0, 2**32 - 1),
    n=st.integers(1000, 40_000),
    kind=st.sampled_from([np.float32, np.float64]),
    std=st.sampled_from([0.01, 0.5, 1.0]),
)
def test_normal_numbers_of_both_precisions_are_accepted(
    seed: int, n: int, kind: type[np.floating], std: float
) -> None:
    drawn = np.random.default_rng(seed).standard_normal(n).astype(kind)
    assert_normal(std * drawn, std=std, what=WHAT)
    assert_normal(np.float64(std) * drawn, std=std, what=WHAT)


@pytest.mark.parametrize(
    "change",
    [
        lambda z: np.clip(z, -3, 3),
        lambda z: np.concatenate([z[: z.size // 2], -z[: z.size // 2]]),
        lambda z: np.round(z, 3),
        lambda z: np.where(np.arange(z.size) < 40, z[0], z),
    ],
    ids=["clipped", "mirrored", "rounded", "repeated"],
)
def test_numbers_that_come_back_are_not(change: Change) -> None:
    drawn = change(np.random.default_rng(3).standard_normal(39_200))
    assert not are_distinct(drawn)
    with pytest.raises(CheckFailure, match="independent"):
        assert_normal(0.01 * drawn, std=0.01, what=WHAT)


def test_a_few_numbers_have_no_equal_at_all() -> None:
    assert are_distinct(np.arange(1.0, 13.0))
    assert not are_distinct(np.array([0.5, -0.5, 1.0, 2.0]))
