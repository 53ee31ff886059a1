"""What loss, accuracy and gradients have to agree with: the own predict or loss, or the right one.

One mistake costs the part that is wrong, and no other.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from cases import attempt
from nets import (
    FLATTER,
    NAMES,
    asked,
    linear_net,
    mean_cross_entropy,
    names_in,
    net_with,
    own_names,
    put,
    softmax,
    with_a_row_more,
)

from autograder.checks import (
    CheckFailure,
    StudentException,
    Text,
    as_number,
    assert_array,
    assert_close,
    assert_number,
    assert_same_again,
    assert_unchanged,
    expect,
    unshown,
)

# cross_entropy_error may add any epsilon from 0 to 1e-6 inside the logarithm: a loss lies between
# those with the one and with the other. What is left is a clip at 1 - 1e-6 in place of a sum, and
# rounding.
LOSS_TOLERANCE = 1e-5
LARGEST_EPSILON = 1e-6


def own_answer(net: Any, case: dict[str, Any]) -> Any:
    """Return what the student's own predict gives, or None where it gives nothing.

    Ask before loss or accuracy, which are told the targets.
    """
    with unshown(net):
        return attempt(asked, net, "predict", case, "x")


def answer_where_predict_does(
    net: Any, case: dict[str, Any], method: str, others: list[dict[str, Any]]
) -> tuple[dict[str, Any], Any, Any]:
    """Return the case, what the student's own predict gives in it, and what a method gives.

    A method that builds on a predict that raises, raises with it, which is no fault of its own: it
    is judged in the first of the ``others`` where predict answers.
    """
    own = own_answer(net, case)
    try:
        return case, own, asked(net, method, case, "x", "t")
    except StudentException:
        if _answers(own, case):
            raise
        for other in others:
            if _answers(own := own_answer(net, other), other):
                return other, own, asked(net, method, other, "x", "t")
        raise


def _answers(own: Any, case: dict[str, Any]) -> bool:
    """Return whether predict has given something for every target."""
    return isinstance(own, np.ndarray) and own.shape == case["t"].shape


def gradient_where_loss_is(net: Any, case: dict[str, Any]) -> tuple[dict[str, Any], Any]:
    """Return the case and numerical_gradient's answer; of one row where a loss of more raises."""
    try:
        return case, asked(net, "numerical_gradient", case, "x", "t")
    except StudentException:
        with unshown(net):
            is_own_fault = attempt(asked, net, "loss", case, "x", "t") is not None
        if is_own_fault or len(case["x"]) == 1:
            raise
        return first_row(case), asked(net, "numerical_gradient", first_row(case), "x", "t")


def first_row(case: dict[str, Any]) -> dict[str, Any]:
    """Return a case with the first row of its batch alone."""
    return {**case, "x": case["x"][:1], "t": case["t"][:1]}


def assert_params_unchanged(
    net: Any, case: dict[str, Any], make: Any = None, *builds_on: str
) -> None:
    """Demand that a net's parameters are as they were put into it.

    What one of the methods that this one ``builds_on`` changes by itself, in a net that is made
    anew, is that one's fault.
    """
    __tracebackhide__ = True
    now = net.params.copy()
    names = own_names(now)
    for name in NAMES:
        before = case["params"][name]
        tolerance = 1e-12 * np.maximum(1.0, np.abs(before))
        what = Text(f"params[{name!r}]", f"params[{name!r}]")
        try:
            assert_unchanged(now[names[name]], before=before, what=what, tolerance=tolerance)
        except CheckFailure:
            if not any(_changes_params(make, case, method) for method in builds_on):
                raise


def assert_W_unchanged(make: Any, net: Any, case: dict[str, Any]) -> None:
    """Demand that a loss has left W as it was put into the net.

    Where predict alone changes it, in a net that is made anew, or W is not what was put there to
    begin with, that is no fault of the loss.
    """
    __tracebackhide__ = True
    what = Text("W", "W")
    try:
        assert_unchanged(net.W, before=case["W"], what=what)
    except CheckFailure:
        other = linear_net(make)
        other.W = case["W"].copy()
        with unshown(other):
            attempt(asked, other, "predict", case, "x")
        if np.array_equal(other.W, case["W"]):
            raise


def _changes_params(make: Any, case: dict[str, Any], method: str) -> bool:
    net = net_with(make, case)
    with unshown(net):
        attempt(asked, net, method, case, *("x", "t")[: 1 if method == "predict" else 2])
    try:
        assert_params_unchanged(net, case)
    except CheckFailure:
        return True
    return False


# Numbers that are nearly the same, for their size, say nothing: a constant loss would agree.
NOTICEABLE = 1e-3

_MANY_ROWS = 50
"""Who goes through rows one by one takes seconds for more of them, asked over and over."""


def says_something(
    answers: Sequence[Any],
    rights: Sequence[np.ndarray],
    of: Callable[[np.ndarray], np.ndarray] = np.asarray,
) -> bool:
    """Return whether predictions differ from class to class, and from case to case.

    Scores next to 0 say nothing: what differs has to be ``of`` them, their softmax. They have to
    be arrays of numbers like the right ones. In one case of the two a wrong predict may give all
    classes the same by chance, which is no fault of the loss beside it.
    """
    if not all(_is_like(own, right) for own, right in zip(answers, rights, strict=True)):
        return False
    first, second = rows = [max(np.atleast_2d(of(y)), key=np.ptp) for y in answers]
    is_apart = any(float(np.ptp(row)) > NOTICEABLE * np.max(np.abs(row)) for row in rows)
    return is_apart and not (first.shape == second.shape and np.allclose(first, second, 1e-6, 0))


def _is_like(own: Any, right: np.ndarray) -> bool:
    is_numbers = isinstance(own, np.ndarray) and own.dtype.kind in "fiu"
    return is_numbers and own.shape == right.shape and bool(np.isfinite(own).all())


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
        expected=mean_cross_entropy(probabilities[-1], t, 1e-7),  # as the lesson's own adds it
        tolerance=LOSS_TOLERANCE,
        what=what,
    )


def assert_losses(
    losses: Sequence[Any],
    own: Sequence[Any],
    rights: Sequence[np.ndarray],
    targets: Sequence[np.ndarray],
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
    actual: Sequence[Any],
    own: Sequence[Any],
    rights: Sequence[np.ndarray],
    targets: Sequence[np.ndarray],
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


NO_GRADIENTS = Text(
    "numerical_gradient should return a dict with W1, b1, W2 and b2",
    "numerical_gradient는 W1, b1, W2, b2가 있는 딕셔너리를 반환해야 합니다",
)


def assert_gradients(net: Any, case: dict[str, Any], gradients: Any, right: Any) -> None:
    """Demand the derivative of the student's own loss by each parameter, or the right one.

    ``right(name)`` is the reference's. An epsilon e in the logarithm scales a row's gradient by
    p / (p + e), p >= 0.02: 5e-6 for 1e-7, left out by those who back-propagate; with an epsilon
    of 1e-6 it is 5e-5 against the reference, but then the difference of the student's own loss
    agrees. A numerical gradient with any accepted h is within 1e-7 + 2e-9.
    """
    __tracebackhide__ = True
    names = names_in(gradients, net)
    expect(names is not None, otherwise=NO_GRADIENTS)
    assert names is not None
    own: dict[str, np.ndarray] | None = None
    share = 0.0
    for name in NAMES:
        what = Text(f"the gradient of {name}", f"{name}의 기울기")
        value, shape = gradients[names[name]], case["params"][name].shape
        actual = assert_array(value, shape=shape, what=what)
        expected = right(name)
        if np.all(np.abs(actual - expected) <= 1e-5):
            continue
        if own is None:
            own, share = differences_of_own_loss(net, case), _share_of_epsilon(net, case)
        expected = own.get(name, expected)
        tolerance = 1e-5 + share * max(1.0, float(np.max(np.abs(expected))))
        assert_close(actual, expected=expected, tolerance=tolerance, what=what)


def _share_of_epsilon(net: Any, case: dict[str, Any]) -> float:
    """Return what an epsilon of 1e-7 takes of a row's gradient, by the student's own predict.

    The probabilities p of its targets may be smaller than a right one's: 1e-7 / p, but 1e-3 at
    most, or whatever is said of a gradient would be near enough.
    """
    p = own_answer(net, case)
    if not _answers(p, case) or p.dtype.kind != "f":
        return 0.0
    least = float(np.min(p[case["t"] == 1]))
    return min(1e-7 / least, 1e-3) if least > 0 else 0.0


def differences_of_own_loss(net: Any, case: dict[str, Any]) -> dict[str, np.ndarray]:
    """Return the central differences of the student's own loss by every parameter.

    Empty where that loss is no number, or says nothing. With h = 1e-4 and |loss| <= 10 they are
    within 2e-11 + 2e-9 of the derivative.
    """
    with unshown(net):
        found = {name: _difference_of_own_loss(net, case, name) for name in NAMES}
        # A loss may raise with another number of rows.
        is_told = any(_loss_is_told(net, case, rows) for rows in (5, len(case["x"])))
    return found if is_told and all(np.isfinite(value).all() for value in found.values()) else {}


def _loss_is_told(net: Any, case: dict[str, Any], rows: int) -> bool:
    """Return whether the student's own loss goes by the inputs and by both weights.

    Of one row, or next to one point, a wrong predict may give the same whatever they are: of a
    batch, and far around, it may not.
    """
    W1, W2 = case["params"]["W1"], case["params"]["W2"]
    # Rows that go off in all directions from the case's first: nothing of it is symmetrical.
    x = case["x"][:1] / 3 + 2 * np.sin(1.0 + np.arange(rows * len(W1))).reshape(rows, len(W1))
    batch = {**case, "x": x, "t": np.eye(W2.shape[1])[np.arange(rows) % W2.shape[1]]}
    ways = {
        "x": [0.3 * x[::-1] + 0.1, 2 * x],
        "W1": [0.7 - 2 * W1[::-1], 0.3 * W1 + 0.2],
        "W2": [0.7 - 2 * W2[::-1], 0.3 * W2 + 0.2 * np.arange(W2.shape[1])],
    }

    def loss(changed: dict[str, Any]) -> float:
        put(net, {"W1": changed.get("W1", W1), "W2": changed.get("W2", W2)})
        return _number(attempt(asked, net, "loss", {**batch, **changed}, "x", "t"))

    here = loss({})
    is_told = all(
        any(abs(loss({name: value}) - here) > 1e-6 for value in values)
        for name, values in ways.items()
    )
    put(net, case["params"])
    return is_told


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


def linear_loss(make: Any, net: Any, case: dict[str, Any]) -> tuple[Any, dict[str, Any], Any, Any]:
    """Return the net, the case, what its own predict gives in it, and its loss.

    Where predict raises, and loss with it, a new net is asked about a W of the first shape, (2, 3).
    """
    try:
        net.W = case["W"].copy()
        return net, *answer_where_predict_does(net, case, "loss", [])
    except StudentException:
        if _answers(own_answer(net, case), case):
            raise
        for other in _of_the_first_shape(case):
            net = linear_net(make)
            net.W = other["W"].copy()
            if _answers(own_answer(net, other), other):
                return net, other, own_answer(net, other), asked(net, "loss", other, "x", "t")
        raise


def _of_the_first_shape(case: dict[str, Any]) -> list[dict[str, Any]]:
    W = np.resize(case["W"], (2, 3)) + np.array([[0.0, 0.25, -0.5], [0.25, 0.0, 0.5]])
    x, t = np.resize(case["x"], (2, 2)), np.eye(3)[[2, 0]]
    batch = {"W": W, "flatter W": W * FLATTER, "x": x, "t": t}
    return [batch, {**batch, "x": x[0], "t": t[0]}]


def _other_targets(case: dict[str, Any]) -> np.ndarray:
    """Return the targets one or two classes on: of some classes the scores may be the same."""
    probabilities = softmax(case["x"] @ case["W"])
    here = mean_cross_entropy(probabilities, case["t"])
    others = [np.roll(case["t"], by, axis=-1) for by in (1, 2)]
    return max(others, key=lambda t: abs(mean_cross_entropy(probabilities, t) - here))


def assert_linear_losses(
    make: Any, cases: list[dict[str, Any]], *, is_asked_again: bool = False
) -> None:
    """Demand of a net without hidden layer the losses of its own scores, or the right ones.

    Where it ``is_asked_again``, it is for the same inputs with other targets, a batch of another
    size, and with another W, too.
    """
    __tracebackhide__ = True
    net = linear_net(make)
    rows, others = [], []
    for k, case in enumerate(cases):
        net, case, own, loss = linear_loss(make, net, case)
        # Row by row, hundreds of rows asked over and over are seconds.
        is_again = is_asked_again and case["W"].shape == (2, 3) and len(case["x"]) < _MANY_ROWS
        rows.append((loss, own, case["x"] @ case["W"], case["t"]))
        if is_again:
            assert_same_again(net.loss, case["x"], case["t"], what=Text("the loss", "손실"))
            t = _other_targets(case)
            own_answer(net, {**case, "x": -case["x"]})  # of which the next loss knows nothing
            loss = asked(net, "loss", {**case, "t": t}, "x", "t")
            others.append((k, (loss, *rows[k][1:3], t)))
            if case["x"].ndim == 2:
                more = with_a_row_more(case)
                own, loss = own_answer(net, more), asked(net, "loss", more, "x", "t")
                others.append((k, (loss, own, more["x"] @ more["W"], more["t"])))
        assert_W_unchanged(make, net, case)
        if is_again:
            net, now, own, loss = linear_loss(make, net, {**case, "W": case["flatter W"]})
            others.append((k, (loss, own, now["x"] @ now["W"], now["t"])))
    for k, row in [(0, rows[0]), *others]:
        losses, owns, rights, targets = zip(*rows[:k], row, *rows[k + 1 :], strict=True)
        assert_losses(losses, owns, rights, targets, of=softmax)
