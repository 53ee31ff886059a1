"""Cases that only the hidden checks draw."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from cases import Case, arrays, far_arrays, gradient_tolerance
from hypothesis import strategies as st

from autograder.checks import Function


@st.composite
def cross_terms(draw: st.DrawFn) -> Case:
    """Draw a function whose variables depend on each other: of a power, of waves, of an exp."""
    kinds = [polynomials(), polynomials(), waves(), exponentials(), far_waves(), far_cubics()]
    return draw(kinds[draw(st.integers(0, len(kinds) - 1))])


@st.composite
def polynomials(draw: st.DrawFn) -> Case:
    """Draw f(x) = k (x A x + sum(c x^3)) of two variables and more, for k of 1 and 1e-4."""
    size, k = draw(st.sampled_from([2, 3, 4, 5, 9, 24])), draw(st.sampled_from([1.0, 1.0, 1e-4]))
    x, c = draw(arrays((size,))), draw(arrays((size,)))
    A = draw(arrays((size, size)))
    f = Function("k * (x @ A @ x + np.sum(c * x ** 3))", shape=x.shape, A=A, c=c, k=k)
    gradient = k * ((A + A.T) @ x + 3 * c * x**2)
    scale = k * float(np.abs(x) @ np.abs(A) @ np.abs(x) + np.sum(np.abs(c * x**3))) + 1
    third = k * 6 * float(np.max(np.abs(c)))
    return Case(f, x, gradient, gradient_tolerance(x, gradient, scale, third))


@st.composite
def waves(draw: st.DrawFn) -> Case:
    """Draw f(x) = sum(a sin(k x)) + sin(b x), which no polynomial stencil is exact for.

    An argument of sin that is off by an ulp counts like a term of its size.
    """
    size, k = draw(st.sampled_from([2, 3, 5, 67])), draw(st.sampled_from([1.0, 2.0, 5.0]))
    x, a, b = (draw(arrays((size,))) for _ in range(3))
    f = Function("np.sum(a * np.sin(k * x)) + np.sin(b @ x)", shape=(size,), a=a, b=b, k=k)
    gradient = a * k * np.cos(k * x) + b * np.cos(b @ x)
    scale = float(np.sum(np.abs(a) * (1 + k * np.abs(x)) + np.abs(b * x))) + 2
    third = float(np.max(np.abs(a))) * k**3 + float(np.max(np.abs(b))) ** 3
    return Case(f, x, gradient, gradient_tolerance(x, gradient, scale, third))


@st.composite
def exponentials(draw: st.DrawFn) -> Case:
    """Draw f(x) = k exp(b x / 4) + k sum(a x^2), up to k exp(9), for k of 1 and 1000."""
    size, k = draw(st.sampled_from([2, 3, 4])), draw(st.sampled_from([1.0, 1e3]))
    x, a, b = (draw(arrays((size,))) for _ in range(3))
    f = Function("k * (np.exp(b @ x / 4) + np.sum(a * x ** 2))", shape=(size,), a=a, b=b, k=k)
    power = k * float(np.exp(b @ x / 4))
    gradient = power * b / 4 + k * 2 * a * x
    sizes = float(np.sum(np.abs(b * x))) / 4
    scale = power * (1 + sizes) + k * float(np.sum(np.abs(a * x**2))) + 1
    # 1.01: what exp grows by within a step.
    third = 1.01 * power * float(np.max(np.abs(b / 4))) ** 3
    return Case(f, x, gradient, gradient_tolerance(x, gradient, scale, third))


@st.composite
def far_waves(draw: st.DrawFn) -> Case:
    """Draw f(x) = sum(a sin(x / 10)) + sin(b x / 100) for x of every size."""
    x = draw(far_arrays(((2,), (3,), (5,))))
    a, b = draw(arrays(x.shape)), draw(arrays(x.shape))
    f = Function("np.sum(a * np.sin(x / 10)) + np.sin(b @ x / 100)", shape=x.shape, a=a, b=b)
    gradient = a * np.cos(x / 10) / 10 + b * np.cos(b @ x / 100) / 100
    scale = float(np.sum(np.abs(a) * (1 + np.abs(x) / 10) + np.abs(b * x) / 100)) + 2
    third = float(np.max(np.abs(a))) / 1e3 + (float(np.max(np.abs(b))) / 100) ** 3
    return Case(f, x, gradient, gradient_tolerance(x, gradient, scale, third))


@st.composite
def far_cubics(draw: st.DrawFn) -> Case:
    """Draw f(x) = sum(a (x - c)^3) + (b (x - c))^2 next to a c that is far away.

    A step in proportion to x, by the cube root of the machine epsilon as libraries take it, is
    6.1e-6 |x|: 6e-3 at 1000, and still right, so the truncation of that is allowed. One of
    1e-4 |x| is not.
    """
    size, far = draw(st.sampled_from([2, 3, 4])), draw(st.sampled_from([30.0, 333.3]))
    d, a, b = (draw(arrays((size,))) for _ in range(3))
    c = far * draw(arrays((size,)))
    x = c + d
    f = Function("np.sum(a * (x - c) ** 3) + (b @ (x - c)) ** 2", shape=(size,), a=a, b=b, c=c)
    # What x - c is as it was rounded: the gradient there.
    d = x - c
    gradient = 3 * a * d**2 + 2 * (b @ d) * b
    scale = float(np.sum(np.abs(a * d**3)) + np.sum(np.abs(b * d)) ** 2) + 1
    step = max(1e-3, 6.1e-6 * float(np.max(np.abs(x))))
    third = 6 * float(np.max(np.abs(a))) * (step / 1e-3) ** 2
    return Case(f, x, gradient, gradient_tolerance(x, gradient, scale, third))


@st.composite
def steep_vertices(draw: st.DrawFn) -> Case:
    """Draw f(x) = k sum((x - c)^2) + sum(b (x - c)) at x = c, where the gradient is b, never 0.

    Every row of a matrix has the same b and c. More than a hundred elements, as weights have them,
    are dear, and rare.

    A central difference is exact there but for rounding: of c + h, k ulp(c) <= 4e3 * 1.2e-13, and
    of the sum. A forward difference is off by k h: 1e-5 even for h = 1e-8.
    """
    shape = draw(st.sampled_from([(1,), (2,), (3,), (4,), (16,)]))
    if draw(st.integers(0, 29)) == 29:
        shape = draw(st.sampled_from([(131,), (12, 11)]))
    c, k = draw(arrays(shape[-1:])), draw(st.sampled_from([4000.0, 1000.0]))
    c *= draw(st.sampled_from([1.0, 1.0, 1.0, 30.0, 333.3]))
    b = draw(arrays(shape[-1:], 1, 2))
    f = Function(
        "k * np.sum((x - c) ** 2) + np.sum(b * (x - c))",
        shape=shape,
        rows=len(shape) > 1,
        k=k,
        c=c,
        b=b,
    )
    x, gradient = np.ones(shape) * c, np.ones(shape) * b
    return Case(f, x, gradient, gradient_tolerance(x, gradient, 1.0, 0.0))


MATRICES = ((1, 1), (1, 3), (2, 1), (2, 2), (3, 2), (3, 3), (2, 7), (7, 2), (4, 4))
LARGE_MATRIX = (7, 9)


@st.composite
def matrices(draw: st.DrawFn) -> Case:
    """Draw a sum over rows of a function of one row, so that a row may be handed to it alone.

    A large matrix is dear, and rare.
    """
    is_large = draw(st.integers(0, 29)) == 29
    shape = LARGE_MATRIX if is_large else draw(st.sampled_from(MATRICES))
    x, a = draw(arrays(shape)), draw(arrays((shape[1],)))
    f = Function("np.sum(a * x ** 3 + x ** 2) + np.sum(np.sin(x @ a))", shape=shape, rows=True, a=a)
    gradient = 3 * a * x**2 + 2 * x + np.cos(x @ a)[:, np.newaxis] * a
    scale = float(np.sum(np.abs(a * x**3) + x**2 + np.abs(a * x))) + shape[0] + 1
    third = 6 * float(np.max(np.abs(a))) + float(np.max(np.abs(a))) ** 3
    return Case(f, x, gradient, gradient_tolerance(x, gradient, scale, third))


@st.composite
def closures(draw: st.DrawFn) -> Case:
    """Draw an f that ignores its argument and reads the array itself, of any size.

    What a number does depends on its place, as a weight's does: equal numbers, and equal rows, have
    gradients of their own. More than a hundred numbers are dear, and rare.
    """
    is_large = draw(st.integers(0, 39)) == 39
    shapes = ((1,), (2,), (4,), (1, 2), (2, 3), (3, 2), (20,), (7, 3))
    x = draw(far_arrays(((13, 9),) if is_large else shapes))
    if draw(st.integers(0, 3)) == 3:
        x[1:] = x[0]
    k = 0.5 + np.arange(x.size).reshape(x.shape) % 7 / 8
    f = Function("np.sum(k * X * np.sin(X / 9)) + np.sin(np.sum(X) / 7)", shape=None, X=x, k=k)
    gradient = k * (np.sin(x / 9) + x * np.cos(x / 9) / 9) + np.cos(np.sum(x) / 7) / 7
    sizes = np.abs(x)
    scale = float(np.sum(k * sizes * (1 + sizes / 9) + sizes / 7)) + 1
    third = 1.25 * (3 / 81 + float(np.max(sizes)) / 729) + 1 / 343
    return Case(f, x, gradient, gradient_tolerance(x, gradient, scale, third))


@st.composite
def steep_descents(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a bowl whose variables depend on each other, and also a rate that overshoots it.

    It is flat or steep, and the rate as much larger or smaller. Every row of a matrix has the same
    bowl: f means the same for a row as for the matrix.
    """
    is_wide = draw(st.integers(0, 23)) == 23
    shape = (67,) if is_wide else draw(st.sampled_from([(2,), (3,), (2, 2), (3, 2), (8,), (5, 3)]))
    c, s = draw(arrays(shape[-1:])), draw(st.sampled_from([0.0, 0.0, 0.5]))
    k = draw(st.sampled_from([1.0, 1.0, 1.0, 1e3, 1e-3, 1e-9]))
    f = Function(
        "k * (np.sum((x - c) ** 2) + np.sum(np.sum(x, axis=-1) ** 2) / 4 + s * np.sum(np.sin(x)))",
        gradient="k * (2 * (x - c) + np.sum(x, axis=-1, keepdims=True) / 2 + s * np.cos(x))",
        shape=shape,
        rows=len(shape) > 1,
        c=c,
        s=s,
        k=k,
    )
    lr = draw(st.sampled_from([0.125, 0.01, 0.25, 0.75, 0.0731, 1e-3]))
    steps = draw(st.sampled_from([1, 2, 3, 4, 5, 6, 9, 17, 40, 113]))
    return {
        "f": f,
        "start": draw(arrays(shape)),
        "lr": lr / k,
        "k": k,
        # Whoever takes differences of his own evaluates f twice for each variable and step.
        "step_num": min(steps, 6 if lr > 0.5 else 160 // math.prod(shape), 1 if is_wide else steps),
        # What is rounded off at a step grows like the rest: the largest curvature is
        # 2 + n / 2 + 0.5, of n variables in a row.
        "growth": max(1.0, abs(1 - lr * (2.5 + shape[-1] / 2)) ** min(steps, 6)),
    }
