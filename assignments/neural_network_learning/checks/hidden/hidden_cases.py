"""Cases that only the hidden checks draw."""

from __future__ import annotations

from typing import Any

import numpy as np
from cases import Case, arrays, gradient_tolerance
from hypothesis import strategies as st

from autograder.checks import Function


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
