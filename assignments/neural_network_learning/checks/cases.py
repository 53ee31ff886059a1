"""Functions and starts for the checks, with the tolerances that follow.

They are drawn over all that the contract allows: sizes, magnitudes, numbers with every digit, steep
and curved functions. What is drawn first is small and a multiple of 1/4, so that the smallest
counterexample is easy to read.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st

from autograder.checks import (
    Function,
    Missing,
    StudentException,
    Text,
)
from autograder.checks import numbers as arrays

GRADIENT = Text("the gradient", "기울기")


class Case(NamedTuple):
    """A function, the point where its gradient is asked, and what is known about it there."""

    f: Function
    x: np.ndarray
    gradient: np.ndarray
    tolerance: np.ndarray


@st.composite
def some_array(draw: st.DrawFn, shapes: tuple[tuple[int, ...], ...]) -> np.ndarray:
    """Draw an array of one of the shapes."""
    return draw(arrays(draw(st.sampled_from(shapes))))


@st.composite
def far_arrays(draw: st.DrawFn, shapes: tuple[tuple[int, ...], ...]) -> np.ndarray:
    """Draw an array of one of the shapes with numbers of one size, from 1e-3 to 1e3."""
    x = draw(some_array(shapes))
    return x * (draw(st.sampled_from([3.0, 30.0, 1e3, 1e-3])) / 3)


def gradient_tolerance(
    x: np.ndarray, gradient: np.ndarray, scale: float, third: float
) -> np.ndarray:
    """Return what a central difference with any h from 1e-3 to 1e-7 may err by, per element.

    Truncation: h**2 f'''/6 <= 1.7e-7 max|f'''| at h = 1e-3. Rounding of f: each value is off by a
    few ulp of the sum of its terms' sizes (``scale``, not |f|: terms cancel), so the quotient by
    about 2e-16 scale / h <= 2e-9 scale at h = 1e-7; measured on random sums it reaches 8e-9
    scale. Rounding of x + h: 1.1e-16 |x| / h relative, up to 1.1e-9 |x| |gradient| each side.
    """
    return 2e-8 * scale + 1.7e-7 * third + 2.5e-9 * np.abs(x) * np.abs(gradient) + 1e-9


@st.composite
def cubics(draw: st.DrawFn, max_size: int = 6) -> Case:
    """Draw f(x) = sum(a x^3 + b x^2) of one to six variables: no quadratic, so h matters."""
    size = draw(st.integers(1, max_size))
    x, a, b = draw(arrays((size,))), draw(arrays((size,))), draw(arrays((size,)))
    f = Function("np.sum(a * x ** 3 + b * x ** 2)", shape=x.shape, a=a, b=b)
    gradient = 3 * a * x**2 + 2 * b * x
    scale = float(np.sum(np.abs(a * x**3) + np.abs(b * x**2))) + 1
    third = 6 * float(np.max(np.abs(a)))
    return Case(f, x, gradient, gradient_tolerance(x, gradient, scale, third))


@st.composite
def entangled(draw: st.DrawFn) -> Case:
    """Draw f(x) = k (sum(a x^3) + (b . x)^2), flat or not, of a few variables of any size."""
    size, k = draw(st.sampled_from([2, 3, 7])), draw(st.sampled_from([1.0, 1.0, 1e-4]))
    x, a, b = draw(far_arrays(((size,),))), draw(arrays((size,))), draw(arrays((size,)))
    f = Function("k * (np.sum(a * x ** 3) + (b @ x) ** 2)", shape=(size,), a=a, b=b, k=k)
    gradient = k * (3 * a * x**2 + 2 * (b @ x) * b)
    scale = k * float(np.sum(np.abs(a * x**3)) + np.sum(np.abs(b * x)) ** 2) + 1
    third = k * 6 * float(np.max(np.abs(a)))
    return Case(f, x, gradient, gradient_tolerance(x, gradient, scale, third))


@st.composite
def bottoms(draw: st.DrawFn) -> Case:
    """Draw f(x) = k sum((x - c)^2) - b . x at x = c, where the gradient is -b, never 0.

    A central difference gives it but for the rounding of c + h, k ulp(c) <= 3e3 * 4e-16, and of the
    sum; a forward difference is off by k h, 2e-5 even for h = 1e-8. Numbers up to 67 with every
    digit have no room in float32: it is off by 1e-6.
    """
    size, k = draw(st.integers(1, 3)), draw(st.sampled_from([2000.0, 3000.0]))
    c, b = draw(arrays((size,))), 33.3 * draw(arrays((size,), 0.5, 2))
    f = Function("k * np.sum((x - c) ** 2) - b @ x", shape=(size,), k=k, c=c, b=b)
    scale = float(np.sum(np.abs(b * c))) + 1
    return Case(f, c.copy(), -b, gradient_tolerance(c, b, scale, 0.0))


# -- gradient_descent ------------------------------------------------------------------------------


@st.composite
def descents(draw: st.DrawFn, least_steps: int = 1) -> dict[str, Any]:
    """Draw f(x) = k sum(a (x - c)^2) over all rows, a start, a learning rate, a number of steps.

    Every row of a matrix has the same a and c, so f means the same for a row as for the matrix.
    The start may be the minimum. A flat f goes with a large rate, a steep one with a small one.
    Many variables are dear, and rare, and take few steps.
    """
    is_wide = draw(st.integers(0, 39)) == 39
    shape = (
        (67,)
        if is_wide
        else draw(
            st.sampled_from([(1,), (2,), (3,), (2, 2), (3, 2), (1, 4), (7,), (2, 6), (6, 2), (12,)])
        )
    )
    k = draw(st.sampled_from([1.0, 1.0, 1.0, 1e3, 1e-3]))
    a, c = draw(arrays(shape[-1:], 0.25, 2)), draw(arrays(shape[-1:]))
    away = draw(st.sampled_from([0.0, 0.0, 0.0, 30.25, -998.7]))
    is_at_minimum = draw(st.integers(0, 15)) == 15
    c = c + away
    start = np.ones(shape) * c if is_at_minimum else draw(arrays(shape)) + away
    lr = draw(st.sampled_from([0.125, 0.01, 0.25, 0.0371, 0.2113])) / k
    step_num = max(2, least_steps) if is_wide else draw(st.integers(least_steps, 8))
    return _descent(k, a, c, start, lr, step_num)


def _descent(
    k: float, a: np.ndarray, c: np.ndarray, start: np.ndarray, lr: float, step_num: int
) -> dict[str, Any]:
    f = Function(
        "k * np.sum(a * (x - c) ** 2)",
        gradient="k * 2 * a * (x - c)",
        shape=start.shape,
        rows=start.ndim > 1,
        a=a,
        c=c,
        k=k,
    )
    return {"f": f, "start": start, "lr": lr, "k": k, "step_num": step_num}


FLAT = _descent(1e-3, np.array([1.0, 0.5]), np.array([0.5, -1.0]), np.array([3.5, -3.0]), 250.0, 8)
"""After half of the steps the slope is below 1e-3, and the point still moves by 0.4."""


def moves(case: dict[str, Any]) -> bool:
    """Return whether the slope at the start is felt in every direction."""
    gradient = case["f"].gradient(case["start"])
    return bool(np.all(np.abs(gradient) > 0.1 * case["k"]))


def path(f: Function, start: np.ndarray, lr: float, step_num: int) -> list[np.ndarray]:
    """Return the points of gradient descent, start and end included, by f's own derivative."""
    points = [start.copy()]
    for _ in range(step_num):
        gradient = f.gradient(points[-1])
        assert gradient is not None
        points.append(points[-1] - lr * gradient)
    return points


# A quadratic's central difference is exact but for rounding: `gradient_tolerance` with |f| up to
# 900 (12 variables) and |x - c| <= 6, times lr <= 1/4, over steps that do not amplify: 2e-5 at
# most for whoever takes the smallest h, and all of it in the first steps. Far away, x + h is
# rounded: 2.5e-9 * 1e3 * 24 for each of the first steps, 6e-5. A step more or less, or another lr,
# moves the point by >= 1e-3 unless the start is the minimum.
POINT_TOLERANCE = 1e-6


def point_tolerance(case: dict[str, Any], growth: float = 1.0) -> float:
    """Return what the point of a descent may err by.

    Every step's gradient errs by what a central difference may, at the point where that is most;
    steps that do not amplify leave at most the sum, others multiply it by ``growth`` in all. What
    f is multiplied with, and the rate divided by, changes nothing.
    """
    points = path(case["f"], case["start"], case["lr"], case["step_num"])
    k, worst = case["k"], 0.0
    for x in points[:-1]:
        gradient = case["f"].gradient(x) / k
        scale = abs(case["f"](x)) / k + 1
        worst = max(worst, float(np.max(gradient_tolerance(x, gradient, scale, 1.0))))
    return POINT_TOLERANCE + growth * case["lr"] * k * case["step_num"] * worst


def point_of(answer: Any) -> Any:
    """Return the point of ``(x, history)``; a function that returns x alone has it too."""
    return answer[0] if isinstance(answer, (tuple, list)) and len(answer) >= 1 else answer


def rows_of(history: Any) -> Any:
    """Return a history as an array where it is one, or a list or a tuple that makes one."""
    try:
        return np.array(history) if isinstance(history, (list, tuple)) else history
    except ValueError:  # rows of different shapes
        return None


def is_right(own: Any, right: np.ndarray, tolerance: Any = 1e-9) -> bool:
    """Return whether an answer is an array of floats as close to the right one."""
    is_alike = isinstance(own, np.ndarray) and own.shape == right.shape
    return is_alike and own.dtype.kind == "f" and bool(np.all(np.abs(own - right) <= tolerance))


def attempt(ask: Callable[..., Any], *arguments: Any) -> Any:
    """Return what the student's side answers; None where it raises, or where a name is missing."""
    try:
        return ask(*arguments)
    except (StudentException, Missing):
        return None


def looks_at_f(ask: Callable[[Function], Any], f: Function) -> bool:
    """Return whether the point that ``ask`` gives depends on the function that is descended.

    Beside ``f`` it is asked about two that slope otherwise, one of them the other way: of a slope
    someone may use the sign alone.
    """
    is_by_row = f.shape is not None and len(f.shape) > 1
    others = (
        Function(
            "np.sum(3 * x + x ** 2 / 7)", gradient="3 + 2 * x / 7", shape=f.shape, rows=is_by_row
        ),
        Function("np.sum(-5 * x)", gradient="-5 + 0 * x", shape=f.shape, rows=is_by_row),
    )
    first = point_of(attempt(ask, f))
    return isinstance(first, np.ndarray) and any(
        not np.array_equal(first, point_of(attempt(ask, other))) for other in others
    )
