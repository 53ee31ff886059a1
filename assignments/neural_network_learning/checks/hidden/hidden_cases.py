"""Cases that only the hidden checks draw."""

from __future__ import annotations

from typing import Any

import numpy as np
from cases import NOTICEABLE, Case, arrays, attempt, gradient_tolerance
from hypothesis import strategies as st

from autograder.checks import Function, Text, expect, unshown


@st.composite
def cross_terms(draw: st.DrawFn) -> Case:
    """Draw f(x) = x A x + sum(c x^3) of two to five variables."""
    size = draw(st.integers(2, 5))
    x, c = draw(arrays((size,))), draw(arrays((size,)))
    A = draw(arrays((size, size)))
    f = Function("x @ A @ x + np.sum(c * x ** 3)", shape=x.shape, A=A, c=c)
    gradient = (A + A.T) @ x + 3 * c * x**2
    scale = float(np.abs(x) @ np.abs(A) @ np.abs(x) + np.sum(np.abs(c * x**3))) + 1
    third = 6 * float(np.max(np.abs(c)))
    return Case(f, x, gradient, gradient_tolerance(x, gradient, scale, third))


@st.composite
def steep_vertices(draw: st.DrawFn) -> Case:
    """Draw f(x) = k sum((x - c)^2) + sum(b x) at x = c, where the gradient is b, never 0.

    A central difference is exact there but for rounding: of c + h, k ulp(c) <= 4e3 * 4e-16, and
    of the sum. A forward difference is off by k h: 4e-5 even for h = 1e-8.
    """
    size = draw(st.integers(1, 4))
    c, k = draw(arrays((size,))), draw(st.sampled_from([4000.0, 1000.0]))
    b = draw(arrays((size,), 1, 2))
    f = Function("k * np.sum((x - c) ** 2) + np.sum(b * x)", shape=(size,), k=k, c=c, b=b)
    scale = float(np.sum(np.abs(b * c))) + 1
    return Case(f, c.copy(), b, gradient_tolerance(c, b, scale, 0.0))


@st.composite
def matrices(draw: st.DrawFn) -> Case:
    """Draw a sum over rows of a function of one row, so that a row may be handed to it alone."""
    shape = draw(st.tuples(st.integers(1, 3), st.integers(1, 3)))
    x, a = draw(arrays(shape)), draw(arrays((shape[1],)))
    f = Function("np.sum(a * x ** 3 + x ** 2)", shape=shape, rows=True, a=a)
    gradient = 3 * a * x**2 + 2 * x
    scale = float(np.sum(np.abs(a * x**3) + x**2)) + 1
    third = 6 * float(np.max(np.abs(a)))
    return Case(f, x, gradient, gradient_tolerance(x, gradient, scale, third))


def demand_normal(values: np.ndarray, *, std: float, what: Text) -> None:
    """Demand that numbers look drawn from a normal distribution with mean 0.

    Of n normal numbers the mean strays by std / sqrt(n), the standard deviation by
    std / sqrt(2 n), the kurtosis by sqrt(24 / n): each bound is seven of these, passed by chance
    once in 1e11. n is at least 1000: a uniform distribution's kurtosis of 1.8 is 7.7 below 3.
    """
    __tracebackhide__ = True
    n = values.size
    scaled = values / std
    mean, spread = float(np.mean(scaled)), float(np.std(scaled))
    expect(
        abs(mean) <= 7 / np.sqrt(n),
        otherwise=what + Text(" should have the mean 0", ": 평균이 0이어야 합니다"),
    )
    expect(
        abs(spread - 1) <= 7 / np.sqrt(2 * n),
        otherwise=what
        + Text(
            f" should have the standard deviation {std:g}", f": 표준편차가 {std:g}이어야 합니다"
        ),
    )
    squares = ((scaled - mean) / spread) ** 2  # a fourth power takes numpy ten times as long
    kurtosis = float(np.mean(squares**2))
    expect(
        abs(kurtosis - 3) <= 7 * np.sqrt(24 / n),
        otherwise=what + Text(" should be normally distributed", ": 정규분포를 따라야 합니다"),
    )


def difference_of_own_loss(net: Any, case: dict[str, Any], name: str) -> np.ndarray | None:
    """Return the central differences of the student's own loss by one parameter.

    None where that loss is no number. With h = 1e-4 and |loss| <= 10 they are within
    2e-11 + 2e-9 of the derivative.
    """
    start = case["params"][name]
    result = np.full(start.shape, np.nan)
    with unshown(net):
        for index in np.ndindex(start.shape):
            losses = []
            for step in (1e-4, -1e-4):
                moved = start.copy()
                moved[index] += step
                net.params[name] = moved
                losses.append(attempt(net.loss, case["x"].copy(), case["t"].copy()))
            if not all(isinstance(loss, (int, float)) or _is_scalar(loss) for loss in losses):
                break
            result[index] = (float(losses[0]) - float(losses[1])) / 2e-4
        net.params[name] = start.copy()
    return result if bool(np.isfinite(result).all()) else None


def own_loss_varies(net: Any, case: dict[str, Any]) -> bool:
    """Return whether the student's own loss depends on the parameters, and noticeably.

    They are moved by 1 to their number: scores come apart, and a cross entropy by far more.
    """
    losses = []
    with unshown(net):
        for step in (0.0, 1.0):
            moved = {
                name: value + step * np.arange(1.0, value.size + 1.0).reshape(value.shape)
                for name, value in case["params"].items()
            }
            net.params.update(moved)
            # Of one row: the mean over rows of several classes may stay the same by symmetry.
            losses.append(attempt(net.loss, case["x"][:1] + 4.0, case["t"][:1].copy()))
        net.params.update({name: value.copy() for name, value in case["params"].items()})
    are_numbers = all(isinstance(loss, (int, float)) or _is_scalar(loss) for loss in losses)
    return are_numbers and abs(float(losses[0]) - float(losses[1])) > NOTICEABLE


def _is_scalar(value: Any) -> bool:
    return isinstance(value, np.ndarray) and value.ndim == 0


@st.composite
def some_array(draw: st.DrawFn, shapes: tuple[tuple[int, ...], ...]) -> np.ndarray:
    """Draw an array of one of the shapes."""
    return draw(arrays(draw(st.sampled_from(shapes))))


@st.composite
def steep_descents(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a bowl whose variables depend on each other, and also a rate that overshoots it.

    The largest curvature is 2 + n / 2 <= 4 for n <= 4 variables: lr = 0.75 runs away.
    """
    shape = draw(st.sampled_from([(2,), (3,), (2, 2)]))
    c = draw(arrays(shape))
    f = Function(
        "np.sum((x - c) ** 2) + np.sum(x) ** 2 / 4",
        gradient="2 * (x - c) + np.sum(x) / 2",
        shape=shape,
        c=c,
    )
    return {
        "f": f,
        "start": draw(arrays(shape)),
        "lr": draw(st.sampled_from([0.125, 0.01, 0.25, 0.75])),
        "step_num": draw(st.integers(1, 6)),
    }
