"""Functions, starts, networks and batches for the checks, with the tolerances that follow.

Drawn numbers are small multiples of 1/4, so that the smallest counterexample is easy to read.
"""

from __future__ import annotations

import math
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st

from autograder.checks import (
    Function,
    Missing,
    StudentException,
    Text,
    as_number,
    assert_number,
    expect,
    unshown,
)

GRADIENT = Text("the gradient", "기울기")
# cross_entropy_error may add any epsilon from 0 to 1e-6 inside the logarithm: a loss lies between
# those with the one and with the other. What is left is rounding, and an epsilon elsewhere: of the
# right probabilities, at least 0.016, 1e-6 moves the loss by 6.3e-5. A sum in place of a mean, a
# missing softmax or a wrong logarithm moves it by far more than 1e-3.
LOSS_TOLERANCE = 1e-4
LARGEST_EPSILON = 1e-6


class Case(NamedTuple):
    """A function, the point where its gradient is asked, and what is known about it there."""

    f: Function
    x: np.ndarray
    gradient: np.ndarray
    tolerance: np.ndarray


@cache
def arrays(
    shape: tuple[int, ...], low: float = -3, high: float = 3
) -> st.SearchStrategy[np.ndarray]:
    """Draw float64 arrays of multiples of 1/4 between ``low`` and ``high``.

    A byte stands for an element: one draw for an array costs a tenth of a draw for each element,
    and a string of bytes shrinks towards zeros as well, which stand for the number nearest to 0.
    """
    values = np.array(sorted(range(int(4 * low), int(4 * high) + 1), key=abs)) / 4
    size = math.prod(shape)

    def decoded(data: bytes) -> np.ndarray:
        chosen = np.frombuffer(data, dtype=np.uint8) % len(values)
        return np.ascontiguousarray(values[chosen].reshape(shape))

    return st.binary(min_size=size, max_size=size).map(decoded)


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
def descents(draw: st.DrawFn, least_steps: int = 1) -> dict[str, Any]:
    """Draw f(x) = sum(a (x - c)^2), a start, a learning rate and a number of steps."""
    shape = draw(st.sampled_from([(1,), (2,), (3,), (2, 2), (3, 2)]))
    a, c = draw(arrays(shape, 0.25, 2)), draw(arrays(shape))
    return {
        "f": Function(
            "np.sum(a * (x - c) ** 2)", gradient="2 * a * (x - c)", shape=shape, a=a, c=c
        ),
        "start": draw(arrays(shape)),
        "lr": draw(st.sampled_from([0.125, 0.01, 0.25])),
        "step_num": draw(st.integers(least_steps, 8)),
    }


def moves(case: dict[str, Any]) -> bool:
    """Return whether the slope at the start is felt in every direction."""
    gradient = case["f"].gradient(case["start"])
    return bool(np.all(np.abs(gradient) > 0.1))


def path(f: Function, start: np.ndarray, lr: float, step_num: int) -> list[np.ndarray]:
    """Return the points of gradient descent, start and end included, by f's own derivative."""
    points = [start.copy()]
    for _ in range(step_num):
        gradient = f.gradient(points[-1])
        assert gradient is not None
        points.append(points[-1] - lr * gradient)
    return points


# A quadratic's central difference is exact but for rounding: 2e-12 max|f| (h = 1e-4) per step, |f|
# up to 250 here, times lr <= 1/4, over at most 8 steps that do not amplify: below 1e-8. With any
# accepted h it stays below 1e-6; a step more or less, or another lr, moves the point by >= 1e-3
# unless the start is the minimum.
POINT_TOLERANCE = 1e-6


def point_of(answer: Any) -> Any:
    """Return the point of ``(x, history)``; a function that returns x alone has it too."""
    return answer[0] if isinstance(answer, (tuple, list)) and len(answer) >= 1 else answer


def rows_of(history: Any) -> Any:
    """Return a history as an array where it is one, or a list that makes one."""
    try:
        return np.array(history) if isinstance(history, list) else history
    except ValueError:  # rows of different shapes
        return None


def attempt(function: Any, *arguments: Any) -> Any:
    """Return what a student's function answers, or None where it cannot be called."""
    try:
        return function(*arguments)
    except (StudentException, Missing):
        return None


def softmax(scores: np.ndarray) -> np.ndarray:
    """Return the softmax of each row."""
    with np.errstate(all="ignore"):  # a student's own scores may be anything
        powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def mean_cross_entropy(probabilities: np.ndarray, t: np.ndarray, epsilon: float = 0.0) -> float:
    """Return the cross entropy of one row, or its mean over a batch; t is one-hot."""
    with np.errstate(all="ignore"):
        targets = np.sum(np.atleast_2d(probabilities * t), axis=-1)
        return float(np.mean(-np.log(targets + epsilon)))


@cache
def one_hot(rows: int, classes: int) -> st.SearchStrategy[np.ndarray]:
    """Draw one-hot targets, a row each."""

    def decoded(data: bytes) -> np.ndarray:
        return np.eye(classes)[np.frombuffer(data, dtype=np.uint8) % classes]

    return st.binary(min_size=rows, max_size=rows).map(decoded)


@st.composite
def linear_cases(draw: st.DrawFn) -> dict[str, Any]:
    """Draw W, a batch or a single input, and targets for a net without hidden layer.

    Scores differ by at most 3, of at most 4 classes: every probability is above 0.016.
    """
    inputs, classes, rows = (
        draw(st.integers(1, 3)),
        draw(st.integers(2, 4)),
        draw(st.integers(0, 4)),
    )
    W = draw(arrays((inputs, classes), -0.5, 0.5))
    x = draw(arrays((max(rows, 1), inputs), -1, 1))
    t = draw(one_hot(max(rows, 1), classes))
    return {"W": W, "x": x[0] if rows == 0 else x, "t": t[0] if rows == 0 else t}


@st.composite
def two_layer_cases(
    draw: st.DrawFn,
    max_rows: int = 5,
    shift: float = 0.0,
    largest: tuple[int, int, int] = (4, 3, 4),
) -> dict[str, Any]:
    """Draw sizes up to the ``largest``, parameters, a batch and targets for a small TwoLayerNet.

    Hidden units lie in (0, 1), so scores stay within 3 * 0.25 + 0.5 of ``shift``, and target
    probabilities of up to 4 classes above 0.02. A shift of 2 changes no probability, but makes all
    scores positive: a loss has a logarithm, too, where predict gives the scores by mistake.
    """
    most_inputs, most_hidden, most_classes = largest
    sizes = draw(
        st.tuples(
            st.integers(1, most_inputs), st.integers(1, most_hidden), st.integers(2, most_classes)
        )
    )
    inputs, hidden, classes = sizes
    rows = draw(st.integers(1, max_rows))
    params = {
        "W1": draw(arrays((inputs, hidden), -2, 2)),
        "b1": draw(arrays((hidden,), -1, 1)),
        "W2": draw(arrays((hidden, classes), -0.25, 0.25)),
        "b2": draw(arrays((classes,), -0.5, 0.5)) + shift,
    }
    x = draw(arrays((rows, inputs), -2, 2))
    return {"sizes": sizes, "params": params, "x": x, "t": draw(one_hot(rows, classes))}


def net_with(make: Any, case: dict[str, Any]) -> Any:
    """Return a TwoLayerNet of a case's sizes that holds its parameters."""
    net = make(*case["sizes"])
    net.params.update({name: value.copy() for name, value in case["params"].items()})
    return net


def assert_loss(actual: Any, probabilities: list[Any], t: np.ndarray) -> None:
    """Demand the cross entropy of one of the ``probabilities``, the reference's last.

    One that is None, or of another shape, does not count: the student's own predict may be wrong.
    """
    __tracebackhide__ = True
    what = Text("the loss", "손실")
    number = as_number(actual, what=what)
    for y in probabilities:
        if isinstance(y, np.ndarray) and y.shape == t.shape and np.isfinite(y).all():
            least, most = mean_cross_entropy(y, t, LARGEST_EPSILON), mean_cross_entropy(y, t)
            # No logarithm of nothing: with any loss at all, infinity would agree.
            if np.isfinite(most) and least - LOSS_TOLERANCE <= number <= most + LOSS_TOLERANCE:
                return
    assert_number(
        number, expected=mean_cross_entropy(probabilities[-1], t), tolerance=0.0, what=what
    )


def assert_accuracy(net: Any, case: dict[str, Any], right: np.ndarray) -> None:
    """Demand the share of rows that the ``right`` probabilities get, or the student's own.

    Where one of the two has a tie nothing is demanded: it may be broken either way. predict is
    asked before accuracy, which is told the targets.
    """
    __tracebackhide__ = True
    if not has_no_tie(right):
        return
    own = own_predict(net, case, right)
    answers = [right] if own is None or own.shape != right.shape else [right, own]
    if not all(map(has_no_tie, answers)):
        return
    shares = [float(np.mean(np.argmax(y, axis=1) == np.argmax(case["t"], axis=1))) for y in answers]
    what = Text("the accuracy", "정확도")
    actual = as_number(net.accuracy(case["x"].copy(), case["t"].copy()), what=what)
    expect(
        any(abs(actual - share) < 1e-9 for share in shares),
        otherwise=Text("the accuracy is wrong", "정확도가 다릅니다"),
        expected=shares[-1],
        actual=actual,
    )


def own_probabilities(net: Any, x: np.ndarray, W: np.ndarray) -> Any:
    """Return the softmax of the student's own scores; None if they say nothing anywhere.

    Ask before the loss, which is told the targets.
    """
    with unshown(net):
        scores = attempt(net.predict, x.copy())
        if is_right(scores, x @ W):
            return softmax(scores)
        elsewhere = []
        for turn in (0, 1):
            net.W = generic(W.shape, turn)
            elsewhere.append(attempt(net.predict, generic(x.shape, 2)))
        net.W = W.copy()
    return softmax(scores) if _is_usable(scores) and _says_something(elsewhere) else None


def own_predict(net: Any, case: dict[str, Any], right: np.ndarray) -> Any:
    """Return what the student's own predict gives; None if it says nothing anywhere.

    Ask before loss or accuracy, which are told the targets. One that is ``right`` here is not
    asked elsewhere: whether it counts makes no difference.
    """
    rows, inputs = case["x"].shape
    with unshown(net):
        own = attempt(net.predict, case["x"].copy())
        if is_right(own, right):
            return own
        elsewhere = []
        for turn in (0, 1):
            net.params.update(
                {name: generic(value.shape, turn) for name, value in case["params"].items()}
            )
            elsewhere.append(attempt(net.predict, generic((max(rows, 2), inputs), 2)))
        net.params.update({name: value.copy() for name, value in case["params"].items()})
    return own if _is_usable(own) and _says_something(elsewhere) else None


def generic(shape: tuple[int, ...], turn: int) -> np.ndarray:
    """Return an array that could have been drawn as well, no two of its columns alike.

    A predict that is the same for all classes here is so everywhere. In a drawn case a wrong one
    may be so by chance (tanh of nothing is nothing), which is no fault of the loss beside it.
    """
    return _generic(shape, turn).copy()


@cache
def _generic(shape: tuple[int, ...], turn: int) -> np.ndarray:
    values = np.array([0.5, -0.25, 1.0, -0.75, 0.25, -1.0, 0.75])
    return np.resize(np.roll(values, turn), shape)


# Numbers that are nearly the same, for their size, say nothing: a constant loss would agree.
NOTICEABLE = 1e-3


def is_right(own: Any, right: np.ndarray, tolerance: float = 1e-9) -> bool:
    """Return whether an answer is an array of floats as close to the right one."""
    is_alike = isinstance(own, np.ndarray) and own.shape == right.shape
    return is_alike and own.dtype.kind == "f" and bool(np.all(np.abs(own - right) <= tolerance))


def _is_usable(values: Any) -> bool:
    is_numbers = isinstance(values, np.ndarray) and values.dtype.kind in "fiu"
    return is_numbers and values.size > 0 and values.ndim > 0 and bool(np.isfinite(values).all())


def _says_something(answers: list[Any]) -> bool:
    """Return whether predictions depend on the parameters, and differ from class to class."""
    if not all(map(_is_usable, answers)) or np.array_equal(*answers):
        return False
    return all(float(np.ptp(y)) > NOTICEABLE * max(1.0, np.max(np.abs(y))) for y in answers)


def has_no_tie(probabilities: np.ndarray) -> bool:
    """Return whether every row has one largest entry, by more than rounding.

    Where the reference's have one, so must a student's own to be judged by.
    """
    ordered = np.sort(probabilities, axis=-1)
    return bool(np.min(ordered[..., -1] - ordered[..., -2]) > 1e-9)


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
