"""Functions, starts, networks and batches for the checks, with the tolerances that follow.

They are drawn over all that the contract allows: sizes, magnitudes, numbers with every digit, steep
and curved functions. What is drawn first is small and a multiple of 1/4, so that the smallest
counterexample is easy to read.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
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
    assert_array,
    assert_close,
    assert_number,
    expect,
    unshown,
)
from autograder.checks import numbers as arrays

GRADIENT = Text("the gradient", "기울기")
NAMES = ("W1", "b1", "W2", "b2")
# cross_entropy_error may add any epsilon from 0 to 1e-6 inside the logarithm: a loss lies between
# those with the one and with the other. What is left is a clip at 1 - 1e-6 in place of a sum, and
# rounding.
LOSS_TOLERANCE = 1e-5
LARGEST_EPSILON = 1e-6


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


# -- gradient_descent ------------------------------------------------------------------------------


@st.composite
def descents(draw: st.DrawFn, least_steps: int = 1) -> dict[str, Any]:
    """Draw f(x) = sum(a (x - c)^2) over all rows, a start, a learning rate, a number of steps.

    Every row of a matrix has the same a and c, so f means the same for a row as for the matrix.
    The start may be the minimum.
    """
    shape = draw(
        st.sampled_from([(1,), (2,), (3,), (2, 2), (3, 2), (1, 4), (7,), (2, 6), (6, 2), (12,)])
    )
    a, c = draw(arrays(shape[-1:], 0.25, 2)), draw(arrays(shape[-1:]))
    away = draw(st.sampled_from([0.0, 0.0, 0.0, 30.25, -998.7]))
    is_at_minimum = draw(st.integers(0, 15)) == 15
    c = c + away
    start = np.ones(shape) * c if is_at_minimum else draw(arrays(shape)) + away
    f = Function(
        "np.sum(a * (x - c) ** 2)",
        gradient="2 * a * (x - c)",
        shape=shape,
        rows=len(shape) > 1,
        a=a,
        c=c,
    )
    return {
        "f": f,
        "start": start,
        "lr": draw(st.sampled_from([0.125, 0.01, 0.25, 0.0371, 0.2113])),
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


# A quadratic's central difference is exact but for rounding: `gradient_tolerance` with |f| up to
# 900 (12 variables) and |x - c| <= 6, times lr <= 1/4, over steps that do not amplify: 2e-5 at
# most for whoever takes the smallest h, and all of it in the first steps. Far away, x + h is
# rounded: 2.5e-9 * 1e3 * 24 for each of the first steps, 6e-5. A step more or less, or another lr,
# moves the point by >= 1e-3 unless the start is the minimum.
POINT_TOLERANCE = 1e-6


def point_tolerance(case: dict[str, Any], growth: float = 1.0) -> float:
    """Return what the point of a descent may err by.

    Every step's gradient errs by what a central difference may, at the point where that is most;
    steps that do not amplify leave at most the sum, others multiply it by ``growth`` in all.
    """
    points = path(case["f"], case["start"], case["lr"], case["step_num"])
    worst = 0.0
    for x in points[:-1]:
        gradient = case["f"].gradient(x)
        scale = abs(case["f"](x)) + 1
        worst = max(worst, float(np.max(gradient_tolerance(x, gradient, scale, 1.0))))
    return POINT_TOLERANCE + growth * case["lr"] * case["step_num"] * worst


def point_of(answer: Any) -> Any:
    """Return the point of ``(x, history)``; a function that returns x alone has it too."""
    return answer[0] if isinstance(answer, (tuple, list)) and len(answer) >= 1 else answer


def rows_of(history: Any) -> Any:
    """Return a history as an array where it is one, or a list that makes one."""
    try:
        return np.array(history) if isinstance(history, list) else history
    except ValueError:  # rows of different shapes
        return None


def looks_at_f(ask: Callable[[Function], Any], f: Function) -> bool:
    """Return whether the point that ``ask`` gives depends on the function that is descended.

    Beside ``f`` it is asked about one that slopes otherwise everywhere.
    """
    other = Function(
        "np.sum(3 * x + x ** 2 / 7)",
        gradient="3 + 2 * x / 7",
        shape=f.shape,
        rows=f.shape is not None and len(f.shape) > 1,
    )
    first, second = (point_of(attempt(ask, each)) for each in (f, other))
    return isinstance(first, np.ndarray) and not np.array_equal(first, second)


# -- networks --------------------------------------------------------------------------------------


def attempt(ask: Callable[..., Any], *arguments: Any) -> Any:
    """Return what the student's side answers; None where it raises, or where a name is missing."""
    try:
        return ask(*arguments)
    except (StudentException, Missing):
        return None


def softmax(scores: np.ndarray) -> np.ndarray:
    """Return the softmax of each row."""
    with np.errstate(all="ignore"):  # a student's own scores may be anything
        powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def probabilities_of(case: dict[str, Any]) -> np.ndarray:
    """Return softmax(sigmoid(x W1 + b1) W2 + b2) of a case."""
    p = case["params"]
    with np.errstate(over="ignore"):
        hidden = 1 / (1 + np.exp(-(case["x"] @ p["W1"] + p["b1"])))
    return softmax(hidden @ p["W2"] + p["b2"])


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


# How far the scores of a row lie apart, and how far all of them from 0: within 30 in all, so that a
# softmax without its maximum, or a logarithm without an epsilon, is still right.
_SPREADS = st.sampled_from([0.5, 0.5, 3.0, 8.0, 20.0])
_SHIFTS = st.sampled_from([0.0, 0.0, 2.0, -4.0, 9.0])


@st.composite
def linear_cases(draw: st.DrawFn, is_bounded: bool = False) -> dict[str, Any]:
    """Draw W, a batch or a single input, and targets for a net without hidden layer.

    The scores lie apart, and all to one side: by 29 at most, by 1 where they are ``is_bounded``.
    """
    inputs, classes, rows = draw(
        st.sampled_from(
            [(1, 2, 0), (2, 3, 0), (2, 3, 2), (3, 2, 1), (3, 4, 4), (2, 5, 3), (5, 3, 9), (1, 3, 3)]
            + [(3, 12, 2), (12, 10, 0), (10, 2, 24), (2, 2, 5)]
        )
    )
    W = draw(arrays((inputs, classes), -0.5, 0.5))
    x = draw(arrays((max(rows, 1), inputs), -1, 1)) * (
        1.0 if is_bounded else draw(st.sampled_from([1.0, 1.0, 30.0, 1e3]))
    )
    t = draw(one_hot(max(rows, 1), classes))
    spread, shift = (0.5, 0.0) if is_bounded else (draw(_SPREADS), draw(_SHIFTS))
    if x[0, 0] == 0:
        x[0, 0] = 0.75
    # Scores that differ, and otherwise in the two cases of a pair.
    W[0, -1] = W[0, 0] + (0.5 if is_bounded else -0.75)
    size = float(np.max(np.abs(x) @ np.abs(W)))
    if size > 1 or spread > 0.5:
        W *= spread / size
    W += shift / float(np.max(np.abs(x).sum(axis=1))) * np.sign(x[0, 0])
    return {"W": W, "x": x[0] if rows == 0 else x, "t": t[0] if rows == 0 else t}


SMALL = ((1, 1, 2), (2, 1, 2), (2, 2, 2), (1, 3, 3), (3, 2, 3), (4, 3, 2), (2, 3, 4), (4, 3, 4))
LARGE = ((9, 2, 3), (2, 10, 3), (3, 3, 12), (12, 9, 10))


@st.composite
def two_layer_cases(
    draw: st.DrawFn,
    sizes: tuple[tuple[int, int, int], ...] = SMALL + LARGE,
    rows: tuple[int, ...] = (1, 2, 3, 5, 20),
    is_bounded: bool = False,
) -> dict[str, Any]:
    """Draw sizes, parameters, a batch and targets for a small TwoLayerNet.

    The scores lie within 13 of b2, so within 30, and all are positive: a loss has a logarithm, too,
    where predict gives scores by mistake. Where they are ``is_bounded``, no target probability is
    below 0.02 (up to 4 classes, 3 hidden units): that limits how far gradients agree. The first
    hidden unit is positive for row 0, with biases and without, and the classes differ by it: work
    with another activation says something there, too.
    """
    inputs, hidden, classes = draw(st.sampled_from(sizes))
    count = draw(st.sampled_from(rows))
    W1, b1 = draw(arrays((inputs, hidden), -2, 2)), draw(arrays((hidden,), -1, 1))
    W2, b2 = draw(arrays((hidden, classes), -0.25, 0.25)), draw(arrays((classes,), -0.5, 0.5))
    x = draw(arrays((count, inputs), -2, 2))
    x[0, 0] = x[0, 0] or 1.25
    W1[:, 0] = np.abs(W1[:, 0]) * np.where(x[0] < 0, -1.0, 1.0)
    W1[0, 0] = W1[0, 0] or math.copysign(0.75, x[0, 0])
    b1[0] = abs(b1[0])
    # No multiples of 1/4 make up for that, and it differs in the two cases of a pair.
    W2[0, :2] = (0.3, -0.23) if is_bounded else (-0.21, 0.29)
    if is_bounded:
        b2 += 2.0
    else:
        far = draw(st.sampled_from([1.0, 1.0, 1.0, 40.0, 500.0]))
        x, W1 = x * far, W1 / far
        spread = draw(st.sampled_from([0.5, 0.5, 2.0, 6.0, 13.0]))
        hidden_units = 1 / (1 + np.exp(-(x @ W1 + b1)))
        W2 *= spread / float(np.max(np.abs(hidden_units @ W2)))
        b2 += spread + 0.75
    params = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    t = draw(one_hot(count, classes))
    case = {"sizes": (inputs, hidden, classes), "params": params, "x": x, "t": t}
    # Of many classes, hardly any target would be what the net says by chance, nor what it says
    # last. No target of a bounded case is last: its probability may be the smallest there is.
    order = np.argsort(probabilities_of(case), axis=1)
    place = draw(st.sampled_from([-1, -1, 0, None] if not is_bounded else [-1, None]))
    if place is not None:
        t[::2] = np.eye(classes)[order[::2, place]]
    return case


@st.composite
def pairs(
    draw: st.DrawFn,
    usual: st.SearchStrategy[dict[str, Any]],
    any_: st.SearchStrategy[dict[str, Any]],
) -> list[dict[str, Any]]:
    """Draw a usual case and any one, in whatever order; both are judged alike.

    What is judged against the student's own predict or loss needs one that says something: other
    things in the two. Neither is a probe that could be told from what counts. In the usual one
    numbers are so small that other work than the reference's does not run off to infinity.
    """
    cases = [draw(usual), draw(any_)]
    return cases[::-1] if draw(st.booleans()) else cases


def net_with(make: Any, case: dict[str, Any]) -> Any:
    """Return a TwoLayerNet of a case's sizes that holds its parameters."""
    net = make(*case["sizes"])
    put(net, case["params"])
    return net


def put(net: Any, params: dict[str, np.ndarray]) -> None:
    """Write parameters into a net's own, by the names that it has for them.

    ``w1`` in place of ``W1`` costs what names are worth, and that once: where they are asked for.
    """
    own = net.params
    names = own_names(own.keys())
    own.update({names[name]: value.copy() for name, value in params.items()})


def own_names(keys: Iterable[Any]) -> dict[str, str]:
    """Return what a net calls its parameters: the right name, or one that is alike."""
    there = [key for key in keys if isinstance(key, str)]
    alike = {key.lower().replace("_", ""): key for key in reversed(there)}
    return {name: name if name in there else alike.get(name.lower(), name) for name in NAMES}


LAST_ROW = Text(
    "predict of the batch's last row alone, asked next",
    "이어서 배치의 마지막 행만 넣은 predict",
)


def asked(net: Any, method: str, case: dict[str, Any], *names: str) -> Any:
    """Return what a method gives of copies of a case's arrays."""
    return getattr(net, method)(*(case[name].copy() for name in names))


def own_answer(net: Any, case: dict[str, Any]) -> Any:
    """Return what the student's own predict gives, or None where it gives nothing.

    Ask before loss or accuracy, which are told the targets.
    """
    with unshown(net):
        return attempt(asked, net, "predict", case, "x")


# Numbers that are nearly the same, for their size, say nothing: a constant loss would agree.
NOTICEABLE = 1e-3


def says_something(
    answers: list[Any],
    rights: list[np.ndarray],
    of: Callable[[np.ndarray], np.ndarray] = np.asarray,
) -> bool:
    """Return whether predictions differ from class to class, and from case to case.

    Scores next to 0 say nothing: what differs has to be ``of`` them, their softmax. They have to
    be arrays of numbers like the right ones. In one case of the two a wrong predict may give all
    classes the same by chance, which is no fault of the loss beside it.
    """
    if not all(_is_like(own, right) for own, right in zip(answers, rights, strict=True)):
        return False
    first, second = rows = [np.atleast_2d(of(y))[0] for y in answers]
    is_apart = any(float(np.ptp(row)) > NOTICEABLE * np.max(np.abs(row)) for row in rows)
    return is_apart and not (first.shape == second.shape and np.allclose(first, second, 1e-6, 0))


def _is_like(own: Any, right: np.ndarray) -> bool:
    is_numbers = isinstance(own, np.ndarray) and own.dtype.kind in "fiu"
    return is_numbers and own.shape == right.shape and bool(np.isfinite(own).all())


def is_right(own: Any, right: np.ndarray, tolerance: Any = 1e-9) -> bool:
    """Return whether an answer is an array of floats as close to the right one."""
    is_alike = isinstance(own, np.ndarray) and own.shape == right.shape
    return is_alike and own.dtype.kind == "f" and bool(np.all(np.abs(own - right) <= tolerance))


def as_probabilities(own: np.ndarray) -> np.ndarray:
    """Return probabilities as they are, and the softmax of scores.

    Scores where probabilities are asked for are one mistake, of predict.
    """
    is_sure = bool(np.all(own >= 0) and np.all(np.abs(own.sum(axis=-1) - 1) < 1e-6))
    return own if is_sure else softmax(own)


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
            if least - LOSS_TOLERANCE <= number <= most + LOSS_TOLERANCE:
                return
    assert_number(
        actual,
        expected=mean_cross_entropy(probabilities[-1], t),
        tolerance=LOSS_TOLERANCE,
        what=what,
    )


def assert_losses(
    losses: list[Any],
    own: list[Any],
    rights: list[np.ndarray],
    targets: list[np.ndarray],
    of: Callable[[np.ndarray], np.ndarray] = np.asarray,
) -> None:
    """Demand that each loss is the cross entropy of the student's own predict, or the right one.

    The cross entropy is that ``of`` what predict gives: the softmax of it, if it gives scores.
    """
    __tracebackhide__ = True
    counts = says_something(own, rights, of)
    # A predict that gives scores by mistake may be meant with the softmax, or taken as it is.
    ways = [[of(y), as_probabilities(y)] if counts else [] for y in own]
    # With the logarithm of nothing any loss would agree: in one of the cases it must be of more.
    counts = any(
        math.isfinite(mean_cross_entropy(y, t))
        for each, t in zip(ways, targets, strict=True)
        for y in each
    )
    for loss, each, right, t in zip(losses, ways, rights, targets, strict=True):
        assert_loss(loss, [*(each if counts else []), of(right)], t)


def assert_accuracies(
    actual: list[Any], own: list[Any], rights: list[np.ndarray], targets: list[np.ndarray]
) -> None:
    """Demand the share of rows that the ``right`` probabilities get, or the student's own.

    A row of their own with two largest entries may be counted either way.
    """
    __tracebackhide__ = True
    counts = says_something(own, rights)
    what = Text("the accuracy", "정확도")
    for number, y, right, t in zip(actual, own, rights, targets, strict=True):
        value = as_number(number, what=what)
        least, most = _shares(y, t) if counts else _shares(right, t)
        (share, _) = _shares(right, t)
        expect(
            abs(value - share) < 1e-9 or least - 1e-9 < value < most + 1e-9,
            otherwise=Text("the accuracy is wrong", "정확도가 다릅니다"),
            expected=share,
            actual=value,
            compared=(number,),
        )


def _shares(scores: np.ndarray, t: np.ndarray) -> tuple[float, float]:
    """Return the least and the largest share of rows whose largest entry is the target's."""
    largest = scores >= scores.max(axis=1, keepdims=True) - 1e-9
    is_target = np.any(largest & (t == 1), axis=1)
    is_alone = largest.sum(axis=1) == 1
    return float(np.mean(is_target & is_alone)), float(np.mean(is_target))


def has_no_tie(case: dict[str, Any]) -> bool:
    """Return whether every row has one largest probability, by more than rounding."""
    ordered = np.sort(probabilities_of(case), axis=-1)
    return bool(np.min(ordered[..., -1] - ordered[..., -2]) > 1e-6)


def assert_gradients(net: Any, case: dict[str, Any], gradients: Any, right: Any) -> None:
    """Demand the derivative of the student's own loss by each parameter, or the right one.

    ``right(name)`` is the reference's. An epsilon e in the logarithm scales a row's gradient by
    p / (p + e), p >= 0.02: 5e-6 for 1e-7, left out by those who back-propagate; with an epsilon
    of 1e-6 it is 5e-5 against the reference, but then the difference of the student's own loss
    agrees. A numerical gradient with any accepted h is within 1e-7 + 2e-9.
    """
    __tracebackhide__ = True
    names = own_names(gradients) if isinstance(gradients, dict) else {}
    expect(
        isinstance(gradients, dict) and set(gradients) >= set(names.values()),
        otherwise=Text(
            "numerical_gradient should return a dict with W1, b1, W2 and b2",
            "numerical_gradient는 W1, b1, W2, b2가 있는 딕셔너리를 반환해야 합니다",
        ),
    )
    own: dict[str, np.ndarray] | None = None
    for name in NAMES:
        what = Text(f"the gradient of {name}", f"{name}의 기울기")
        value, shape = gradients[names[name]], case["params"][name].shape
        actual = assert_array(value, shape=shape, what=what)
        expected = right(name)
        if np.all(np.abs(actual - expected) <= 1e-5):
            continue
        if own is None:
            own = differences_of_own_loss(net, case)
        assert_close(actual, expected=own.get(name, expected), tolerance=1e-5, what=what)


def differences_of_own_loss(net: Any, case: dict[str, Any]) -> dict[str, np.ndarray]:
    """Return the central differences of the student's own loss by every parameter.

    Empty where that loss is no number, or stays the same wherever the weights or the inputs move:
    then it says nothing. With h = 1e-4 and |loss| <= 10 they are within 2e-11 + 2e-9 of the
    derivative.
    """
    with unshown(net):
        found = {name: _difference_of_own_loss(net, case, name) for name in NAMES}
        far = [
            attempt(lambda x=x: net.loss(x, case["t"].copy())) for x in (-case["x"], 2 * case["x"])
        ]
        here = _number(attempt(lambda: asked(net, "loss", case, "x", "t")))
    if not all(np.isfinite(value).all() for value in found.values()):
        return {}
    depends = all(np.max(np.abs(found[name])) > 1e-6 for name in ("W1", "W2"))
    is_told = any(abs(_number(loss) - here) > 1e-6 for loss in far)
    return found if depends and is_told else {}


def _difference_of_own_loss(net: Any, case: dict[str, Any], name: str) -> np.ndarray:
    start = case["params"][name]
    result = np.full(start.shape, np.nan)
    for index in np.ndindex(start.shape):
        losses = []
        for step in (1e-4, -1e-4):
            moved = start.copy()
            moved[index] += step
            put(net, {name: moved})
            losses.append(_number(attempt(asked, net, "loss", case, "x", "t")))
        result[index] = (losses[0] - losses[1]) / 2e-4
        if np.isnan(result[index]):
            break
    put(net, {name: start})
    return result


def _number(value: Any) -> float:
    """Return a loss, also one in an array of one element; nan where it is none."""
    if isinstance(value, np.ndarray) and value.size == 1 and value.dtype.kind in "fiu":
        return float(value.item())
    return float(value) if isinstance(value, (int, float)) else math.nan


# -- random weights --------------------------------------------------------------------------------

# Each demand below is broken by chance with a probability under 1e-12, or for those that are made
# of every column, 1e-15. A submission meets under 200 of the first and 20,000 of the second kind:
# right work is rejected less often than once in 1e9.
_RARE, _VERY_RARE = math.log(1e-12), math.log(1e-15)


def demand_normal(values: np.ndarray, *, std: float, what: Text) -> None:
    """Demand that numbers look drawn from a normal distribution with mean 0.

    Of n normal numbers sqrt(n) times the mean is standard normal: |.| > 7.2 has the probability
    6e-13, and so has |.| < 7e-13, a mean that was made 0. The sum of squares is chi-square with n
    degrees of freedom. Of the shares of numbers with |z| <= t, and of those below 0, each is off by
    chance with at most 2 exp(-n KL(share, probability)) (Chernoff; KL as in information theory): no
    bound here relies on n being large.
    """
    __tracebackhide__ = True
    n = values.size
    z = values / std
    mean = float(np.sum(z)) / math.sqrt(n)
    expect(
        7e-13 <= abs(mean) <= 7.2,
        otherwise=what + Text(" should have the mean 0", ": 평균이 0이어야 합니다"),
    )
    expect(
        _chi_square_tail(float(np.sum(z**2)), n) > _RARE,
        otherwise=what
        + Text(
            f" should have the standard deviation {std:g}", f": 표준편차가 {std:g}이어야 합니다"
        ),
    )
    shares = [(float(np.mean(z < 0)), 0.5)]
    shares += [
        (float(np.mean(np.abs(z) <= t)), math.erf(t / math.sqrt(2)))
        for t in (0.2, 0.7, 1.2, 1.7, 2.4)
    ]
    expect(
        all(math.log(2) - n * _divergence(share, p) > _RARE for share, p in shares),
        otherwise=what + Text(" should be normally distributed", ": 정규분포를 따라야 합니다"),
    )


def demand_independent(matrices: list[np.ndarray], *, std: float, what: Text) -> None:
    """Demand that the numbers of some matrices look drawn independently of one another.

    First, numbers do not come back, with whatever sign and wherever: of a million numbers in
    float32, a few do. Then, z being normal, its part along any direction that does not depend on
    it is standard normal: a column along another one (|.| > 8.5 has the probability 2e-17, and
    there are 4e5 such pairs), and so is each column's sum over sqrt(n); their squares add up to
    chi-square numbers. The same goes for rows. Equal, opposite, orthogonal or centred ones differ.
    Of neighbours a and b, (a + b) / sqrt(2) and (a - b) / sqrt(2) are standard normal as well:
    where each number goes by the one before it, their squares add up to others.
    """
    __tracebackhide__ = True
    otherwise = what + Text(
        " should hold numbers that do not depend on one another",
        ": 값들이 서로 독립이어야 합니다 (같은 값의 반복이나 짝이 없어야 합니다)",
    )
    sizes = np.sort(np.abs(np.concatenate([matrix.ravel() for matrix in matrices])))
    expect(np.count_nonzero(np.diff(sizes)) > 0.95 * sizes.size, otherwise=otherwise)
    for ways in (matrices, [matrix.T for matrix in matrices]):
        for z in [*ways, np.hstack(ways)] if len(ways) > 1 else ways:
            z = z / std
            along = (z / np.linalg.norm(z, axis=0)).T @ z
            np.fill_diagonal(along, 0.0)
            expect(bool(np.max(np.abs(along)) < 8.5), otherwise=otherwise)
            n, columns = z.shape
            a, b = z[:, : columns // 2 * 2 : 2], z[:, 1::2]
            sums = (
                np.sum(z.sum(axis=0) ** 2) / n,
                np.sum((a + b) ** 2) / 2,
                np.sum((a - b) ** 2) / 2,
            )
            totals = np.append(np.sum(along**2, axis=1), sums)
            degrees = np.append(np.full(columns, columns - 1.0), (columns, a.size, a.size))
            fits = bool(np.all(_chi_square_tail(totals, degrees)[degrees > 0] > _VERY_RARE))
            expect(fits, otherwise=otherwise)


def demand_full_rank(matrix: np.ndarray, *, std: float, what: Text) -> None:
    """Demand that no column nearly follows from the others.

    Of n by m standard normal numbers, n > m, the singular values lie within sqrt(n) -+ sqrt(m) by
    more than 7.5 with a probability below 2 exp(-7.5^2 / 2) = 1.3e-12 (Davidson and Szarek, 2001).
    """
    __tracebackhide__ = True
    n, m = matrix.shape
    values = np.sqrt(np.abs(np.linalg.eigvalsh(matrix.T @ matrix))) / std
    expect(
        bool(
            values[0] > math.sqrt(n) - math.sqrt(m) - 7.5
            and values[-1] < math.sqrt(n) + math.sqrt(m) + 7.5
        ),
        otherwise=what
        + Text(
            " should hold numbers that do not depend on one another",
            ": 값들이 서로 독립이어야 합니다 (같은 값의 반복이나 짝이 없어야 합니다)",
        ),
    )


def _chi_square_tail(total: Any, degrees: Any) -> Any:
    """Return a bound of the logarithm of the chance that a chi-square number is as far off.

    With q = total / degrees it is at most (q exp(1 - q)) ** (degrees / 2), on either side
    (Chernoff). Of one number or of an array of them.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        q = np.divide(total, degrees)
        return degrees / 2 * (np.log(q) + 1 - q)


def _divergence(share: float, probability: float) -> float:
    """Return the Kullback-Leibler divergence of two coins."""
    terms = [(share, probability), (1 - share, 1 - probability)]
    return sum(a * math.log(a / b) for a, b in terms if a > 0)
