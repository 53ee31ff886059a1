"""The tolerances separate: no right step is rejected, and no forward difference accepted."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest
from examples import examples
from harness import NAME, ROOT
from hypothesis import HealthCheck, given, settings

from autograder.base.language import Text
from autograder.protocol.outcomes import CheckFailure

CHECKS = ROOT / "assignments" / NAME / "checks"
Difference = Callable[[Any, np.ndarray, float], np.ndarray]


@pytest.fixture(scope="module", autouse=True)
def _on_the_path() -> Iterator[None]:
    places = [str(CHECKS), str(CHECKS / "hidden")]
    sys.path[:0] = places
    yield
    for place in places:
        sys.path.remove(place)


@cache
def drawn(module: str, name: str, count: int) -> list[Any]:
    """Draw cases as a check does, but more."""
    strategy = getattr(importlib.import_module(module), name)()
    found: list[Any] = []
    quiet = settings(
        max_examples=count,
        database=None,
        derandomize=True,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    quiet(given(strategy)(lambda case: found.append(case)))()
    return found


def central(f: Any, x: np.ndarray, h: float) -> np.ndarray:
    slopes = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        kept = x[index]
        x[index] = kept + h
        above = f(x)
        x[index] = kept - h
        slopes[index] = (above - f(x)) / (2 * h)
        x[index] = kept
    return slopes


def forward(f: Any, x: np.ndarray, h: float) -> np.ndarray:
    slopes = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        here, kept = f(x), x[index]
        x[index] = kept + h
        slopes[index] = (f(x) - here) / h
        x[index] = kept
    return slopes


def is_within(case: Any, difference: Difference, h: float) -> bool:
    # The array itself: some f read it and ignore what they are handed.
    error = np.abs(difference(case.f, case.x, h) - case.gradient)
    return bool(np.all(error <= case.tolerance))


@pytest.mark.slow
@pytest.mark.parametrize("count", [1_000, pytest.param(10_000, marks=pytest.mark.exhaustive)])
def test_no_right_step_is_rejected(count: int) -> None:
    strategies = [("cases", name) for name in ("cubics", "entangled", "bottoms")]
    hidden = ("polynomials", "waves", "exponentials", "far_waves", "far_cubics")
    hidden += ("matrices", "closures", "steep_vertices")
    strategies += [("hidden_cases", name) for name in hidden]
    each = count // len(strategies)
    found = [case for strategy in strategies for case in drawn(*strategy, each)]
    steps = np.random.default_rng(4).uniform(-7, -3, size=each * len(strategies))
    steps[: count // 100], steps[count // 100 : count // 50] = -7, -3  # the ends themselves, too
    assert len(found) == len(steps)
    order = np.random.default_rng(5).permutation(len(found))
    rejected = [
        (found[i].f.formula, found[i].f.constants, exponent)
        for i, exponent in zip(order, steps, strict=True)
        if not is_within(found[i], central, 10.0**exponent)
    ]
    assert rejected == []


@pytest.mark.parametrize("exponent", np.arange(-13.0, 0.0, 0.5))
def test_no_forward_difference_is_accepted(exponent: float) -> None:
    cases = drawn("hidden_cases", "steep_vertices", 100)
    outcomes = [is_within(case, forward, 10.0**exponent) for case in cases]
    assert not all(outcomes)
    if exponent >= -8:
        assert not any(outcomes)


@pytest.mark.slow
def test_a_step_in_proportion_to_x_is_right_by_the_cube_root_of_epsilon_only() -> None:
    def proportional(part: float) -> Difference:
        return lambda f, x, h: np.array(
            [central(f, x, max(h, part * abs(each)))[place] for place, each in enumerate(x)]
        )

    cases = drawn("hidden_cases", "cross_terms", 200)
    right = [is_within(case, proportional(6.05e-6), 6.05e-6) for case in cases]
    assert all(right)
    assert not all(is_within(case, proportional(1e-4), 1e-4) for case in cases)


@pytest.mark.parametrize("exponent", [-1.0, -2.0, -10.0, -11.0, -12.0, -13.0])
def test_no_step_far_off_is_accepted(exponent: float) -> None:
    seen = [*drawn("cases", "cubics", 25), *drawn("hidden_cases", "cross_terms", 100)]
    assert not all(is_within(case, central, 10.0**exponent) for case in seen)


@pytest.mark.parametrize("strategy", [("cases", "descents"), ("hidden_cases", "steep_descents")])
def test_no_descent_by_a_right_step_is_rejected(strategy: tuple[str, str]) -> None:
    cases = importlib.import_module("cases")
    steps = np.random.default_rng(6).uniform(-7, -3, size=examples(400))
    for case, exponent in zip(drawn(*strategy, len(steps)), steps, strict=False):
        x = case["start"].copy()
        for _ in range(case["step_num"]):
            x -= case["lr"] * central(case["f"], x, 10.0**exponent)
        right = cases.path(case["f"], case["start"], case["lr"], case["step_num"])[-1]
        tolerance = cases.point_tolerance(case, case.get("growth", 1.0))
        assert np.all(np.abs(x - right) <= tolerance), (case, exponent)


@pytest.mark.slow
def test_random_weights_are_accepted_and_tied_ones_are_not() -> None:
    weights = importlib.import_module("weights")
    what = Text("W", "W")
    for seed in range(60):
        draw = np.random.default_rng(seed)
        nets = [draw.normal(0, 0.5, (80, 80)).astype(np.float32).astype(float) for _ in range(4)]
        for values in (*nets, np.concatenate(nets)):
            weights.demand_normal(values.ravel(), std=0.5, what=what)
        weights.demand_independent(nets, std=0.5, what=what)
        weights.demand_full_rank(draw.normal(0, 0.5, (784, 100)), std=0.5, what=what)
    orthogonal = np.linalg.qr(nets[0])[0] * 0.5 * np.sqrt(80)
    tied = {
        "columns": [np.repeat(nets[0][:, :40], 2, axis=1), *nets[1:]],
        "opposite rows": [np.vstack([nets[0][:40], -nets[0][:40]]), *nets[1:]],
        "other net": [*nets[:2], nets[0][::-1].T, nets[3]],
        "centred": [nets[0] - nets[0].mean(axis=0), *nets[1:]],
        "orthogonal": [orthogonal, *nets[1:]],
    }
    # 300 nets of six numbers each, every one made of the net before it.
    following = [np.zeros(6)]
    for _ in range(300):
        following.append(0.8 * following[-1] + 0.6 * draw.normal(0, 0.5, 6))
    tied["following"] = [np.array(following[1:])]
    for name, matrices in tied.items():
        with pytest.raises(CheckFailure):
            weights.demand_independent(matrices, std=0.5, what=what)
            pytest.fail(name)


NEARLY_NORMAL: dict[str, Callable[[np.random.Generator], np.ndarray]] = {
    "three uniform numbers": lambda draw: 2 * (draw.random((3, 2, 3)).sum(axis=0) - 1.5),
    "two uniform numbers": lambda draw: np.sqrt(6) * (draw.random((2, 2, 3)).sum(axis=0) - 1),
    "logistic": lambda draw: draw.logistic(0, np.sqrt(3) / np.pi, (2, 3)),
    "Student's t": lambda draw: draw.standard_t(8, (2, 3)) * np.sqrt(6 / 8),
    "mean 0.1": lambda draw: draw.normal(0.1, 1, (2, 3)),
    "std 0.9": lambda draw: draw.normal(0, 0.9, (2, 3)),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", NEARLY_NORMAL)
def test_weights_that_are_nearly_normal_are_told(name: str) -> None:
    weights = importlib.import_module("weights")
    draw = np.random.default_rng(8)

    def new(count: int) -> list[np.ndarray]:
        return [NEARLY_NORMAL[name](draw) for _ in range(count)]

    with pytest.raises(CheckFailure):
        weights.standard_normal(new, 2_500, Text("W", "W"))


@pytest.mark.slow
def test_standard_normal_weights_are_accepted_and_few_are_drawn() -> None:
    weights = importlib.import_module("weights")
    counts = []
    for seed in range(60):
        draw = np.random.default_rng(seed)
        counts.append(0)

        def new(count: int, draw: np.random.Generator = draw) -> list[np.ndarray]:
            counts[-1] += count
            return list(draw.normal(size=(count, 2, 3)))

        values = weights.standard_normal(new, 2_500, Text("W", "W"))
        weights.demand_independent_nets(values, std=1.0, what=Text("W", "W"))
    assert np.median(counts) == 2_500
    assert np.mean(counts) < 6_000


def _with(values: np.ndarray, places: slice, tied: np.ndarray) -> np.ndarray:
    values[places] = tied
    return values


@pytest.mark.parametrize(
    "name",
    ["a pool of 1,000", "a pool, moved a little", "later pairs", "later opposite", "later rows"],
)
def test_nets_that_are_tied_are_told_wherever_they_are(name: str) -> None:
    weights = importlib.import_module("weights")
    draw = np.random.default_rng(9)
    values = draw.normal(size=(2_500, 6))
    twice, moved = np.repeat(values[:200], 2, axis=0), 0.8 * values[600:900] + 0.6 * values[0]
    near = 1e-3 * draw.random((2_500, 6))
    tied = {
        "a pool of 1,000": draw.permutation(np.tile(values[:1_000], (3, 1))[:2_500].T).T,
        "a pool, moved a little": np.tile(values[:1_000], (3, 1))[:2_500] + near,
        "later pairs": _with(values.copy(), slice(1_900, 2_300), twice),
        "later opposite": _with(values.copy(), slice(2_000, 2_500), -values[1_500:2_000]),
        "later rows": _with(values.copy(), slice(600, 900), moved),
    }
    with pytest.raises(CheckFailure):
        weights.demand_independent_nets(tied[name], std=1.0, what=Text("W", "W"))


@pytest.mark.slow
def test_large_weights_that_are_a_sum_of_uniform_numbers_are_told() -> None:
    weights = importlib.import_module("weights")
    what = Text("W", "W")
    draw = np.random.default_rng(10)

    def summed() -> list[np.ndarray]:
        return [0.01 * (draw.random((12, 79_400)).sum(axis=0) - 6)]

    def normal() -> list[np.ndarray]:
        return [draw.normal(0, 0.01, 79_400)]

    for _ in range(20):
        weights.demand_nearly_normal(normal(), normal, std=0.01, what=what)
    with pytest.raises(CheckFailure):
        weights.demand_nearly_normal(summed(), summed, std=0.01, what=what)


@pytest.mark.parametrize("epsilon", [0.0, 1e-10, 1e-7, 1e-6])
def test_no_epsilon_in_the_logarithm_is_rejected(epsilon: float) -> None:
    agreement = importlib.import_module("agreement")
    for case in drawn("nets", "linear_cases", examples(1_000)):
        y = agreement.softmax(case["x"] @ case["W"])
        rows = np.sum(np.atleast_2d(y * case["t"]), axis=1)
        agreement.assert_loss(float(-np.mean(np.log(rows + epsilon))), [y], case["t"])
