"""Normal numbers are accepted in either precision, and those that only look normal are not."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.base.language import Text
from autograder.checks import are_as_drawn, are_distinct, assert_normal
from autograder.checks.draws import _nearest
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


@pytest.mark.parametrize(
    "change",
    [
        lambda z: z - z.mean(),
        lambda z: z / np.sqrt(np.mean(z**2)),
        lambda z: (z - z.mean()) / z.std(),
        lambda z: (z - z.mean()) / z.std(ddof=1),
        lambda z: z - z.mean(axis=0),
        lambda z: z / np.sqrt(np.mean(z**2, axis=1, keepdims=True)),
    ],
    ids=["mean", "squares", "spread", "spread of one less", "columns", "rows"],
)
@pytest.mark.parametrize("kind", [np.float32, np.float64])
def test_numbers_that_are_made_to_be_right_are_not(change: Change, kind: type) -> None:
    draw = np.random.default_rng(4)
    drawn = [draw.standard_normal((30, 50)).astype(kind) for _ in range(8)]
    assert are_as_drawn(drawn, std=1.0)
    made = [0.01 * change(each) for each in drawn]
    assert not are_as_drawn(made, std=0.01)
    with pytest.raises(CheckFailure, match="independent"):
        assert_normal(0.01 * change(drawn[0].astype(float)), std=0.01, what=WHAT)


@given(seed=st.integers(0, 2**32 - 1), k=st.integers(1, 60), n=st.integers(100, 3000))
def test_matrices_that_are_drawn_are_accepted(seed: int, k: int, n: int) -> None:
    draw = np.random.default_rng(seed)
    stds = draw.uniform(0.01, 2, k)
    assert are_as_drawn([std * draw.standard_normal(n) for std in stds], std=stds)


def test_chances_are_bounded_by_what_is_said_of_them() -> None:
    """Of matrices that are drawn, -ln p is at most an exponential number, on average below 1."""
    draw = np.random.default_rng(5)
    for n in (100, 1000):
        z = draw.standard_normal((4000, n))
        chances = np.array([_nearest(each, 1.0) for each in z])
        for p in chances.T:
            for bound in (0.3, 0.1, 0.03):
                share = float(np.mean(p < bound))
                assert share < bound + 4 * np.sqrt(bound / len(z))


@pytest.mark.slow
def test_sums_of_six_uniform_numbers_are_told_among_80_000() -> None:
    draw = np.random.default_rng(6)
    for _ in range(20):
        summed = np.sqrt(2) * (draw.random((6, 80_000)).sum(axis=0) - 3)
        with pytest.raises(CheckFailure, match="normally distributed"):
            assert_normal(summed, std=1.0, what=WHAT)


def test_one_far_number_of_a_thousand_is_no_other_distribution() -> None:
    """Once in a million times one of 1000 is 6.3; the kurtosis is off by seven errors then."""
    drawn = np.random.default_rng(7).standard_normal(1000)
    drawn[0] = 6.3
    assert_normal(drawn, std=1.0, what=WHAT)


def test_a_few_numbers_have_no_equal_at_all() -> None:
    assert are_distinct(np.arange(1.0, 13.0))
    assert not are_distinct(np.array([0.5, -0.5, 1.0, 2.0]))
