"""Batches, parameters and nets for the checks, with the tolerances that follow.

Drawn numbers are small multiples of 1/4, so that the smallest counterexample is easy to read, and
numbers of every digit beside them; sizes are small, too, and now and then larger.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from hypothesis import strategies as st

from autograder.checks import (
    Text,
    arrays,
    as_number,
    assert_array,
    assert_close,
    assert_number,
    assert_unchanged,
    attempt,
    expect,
    numbers,
    one_hot,
    unshown,
)

# Sums of at most 30 products below 16: rounding stays below 30 * 30 * 16 * 1.1e-16 < 2e-12.
SUM_TOLERANCE = 1e-10
# exp, a quotient and a product of numbers below 30: rounding is below 1e-14.
SIGMOID_TOLERANCE = 1e-12
# An epsilon of up to 1e-6 in the logarithm moves -log(p) by at most 1e-6 / p, and p is at least
# 0.013 here (scores differ by at most 3 of at most 4 classes, by 2 of 10): 7.4e-5.
LOSS_TOLERANCE = 1e-4
NAMES = ("W1", "b1", "W2", "b2")
DX = Text("backward(dout)", "backward(dout)")
LOSS = Text("the loss", "손실")


@st.composite
def elementwise(
    draw: st.DrawFn, shapes: tuple[tuple[int, ...], ...], reach: float = 4
) -> dict[str, np.ndarray]:
    """Draw x and dout of one of the shapes; no entry of dout is 0, so that each can be seen."""
    shape = draw(st.sampled_from(shapes))
    dout = draw(numbers(shape, -2, 2)) + 0.125
    return {"x": draw(numbers(shape, -reach, reach)), "dout": dout}


def assert_passed_on(actual: Any, x: np.ndarray, dout: np.ndarray) -> None:
    """Demand dout where x > 0 and 0 where x < 0; where x is 0 either is right."""
    __tracebackhide__ = True
    expected = np.where(x > 0, dout, 0.0)
    at_bend = (x == 0) & (np.abs(assert_array(actual, shape=x.shape, what=DX) - dout) <= 1e-12)
    expected = np.where(at_bend, dout, expected)
    assert_close(actual, expected=expected, tolerance=1e-12, what=DX)


def assert_slope(dx: Any, y: Any, x: np.ndarray, dout: np.ndarray, *, says_something: bool) -> None:
    """Demand dout y (1 - y), for the right y or for the student's own, which forward gave.

    The own one counts where forward ``says_something``: of the same y for every x, and of x itself,
    the formula would say nothing.
    """
    __tracebackhide__ = True
    what = Text("backward(dout)", "backward(dout)")
    right = 1 / (1 + np.exp(-x))
    expected = dout * right * (1 - right)
    is_alike = isinstance(y, np.ndarray) and y.shape == x.shape and y.dtype.kind == "f"
    if is_alike and says_something:
        own = dout * y * (1 - y)
        values = assert_array(dx, shape=x.shape, what=what)
        if np.all(np.abs(values - own) <= SIGMOID_TOLERANCE * (1 + np.abs(own))):
            return
    assert_close(dx, expected=expected, tolerance=SIGMOID_TOLERANCE, what=what)


def sigmoid_says_something(student: Any) -> bool:
    """Return whether the own forward gives different numbers for different x, and not x itself."""
    x = np.array([-1.0, 0.5, 2.0])
    layer = student.Sigmoid()
    with unshown(layer):
        y = attempt(layer.forward, x.copy())
    is_alike = isinstance(y, np.ndarray) and y.shape == x.shape
    return is_alike and float(np.ptp(y)) > 0.1 and not np.allclose(y, x)


def assert_arguments_kept(relu: Any, x: np.ndarray, dout: np.ndarray) -> None:
    """Demand that x and dout are what they were, of a layer that does something with x.

    Some of x has to be below 0, and some above.
    """
    __tracebackhide__ = True
    given = {"x": x.copy(), "dout": dout.copy()}
    y = relu.forward(given["x"])
    relu.backward(given["dout"])
    expect(
        isinstance(y, np.ndarray) and not np.array_equal(y, x),
        otherwise=Text("nothing is done with x", "x에 아무 일도 하지 않습니다"),
    )
    for name, before in (("x", x), ("dout", dout)):
        assert_unchanged(given[name], before=before, what=Text(name, name))


class Pass(NamedTuple):
    """What goes through an Affine, and what comes back."""

    W: np.ndarray
    b: np.ndarray
    x: np.ndarray
    dout: np.ndarray


@st.composite
def passes(draw: st.DrawFn, min_rows: int = 1) -> Pass:
    """Draw W, b, a batch and the gradient that comes back, of at most 4 of each, or of a dozen."""
    rows = draw(st.integers(min_rows, 4) | st.sampled_from([12, 23]))
    inputs, outputs = (draw(st.integers(1, 4) | st.just(11)) for _ in range(2))
    W, b = draw(numbers((inputs, outputs))), draw(numbers((outputs,)))
    return Pass(W, b, draw(numbers((rows, inputs))), draw(numbers((rows, outputs))))


def expected_backward(case: Pass) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the gradients by x (in its shape), by W and by b."""
    rows = case.x.reshape(len(case.x), -1)
    dx = (case.dout @ case.W.T).reshape(case.x.shape)
    return dx, rows.T @ case.dout, case.dout.sum(axis=0)


def gone_through(student: Any, case: Pass) -> tuple[Any, Any]:
    """Return an Affine of the case that has gone forward and backward, and what backward gave."""
    affine = student.Affine(case.W.copy(), case.b.copy())
    affine.forward(case.x.copy())
    return affine, affine.backward(case.dout.copy())


def assert_holds(student: Any, weights: np.ndarray, bias: np.ndarray, x: np.ndarray) -> None:
    """Demand that what is changed in place after an Affine was made is what it uses.

    The change is compared with an Affine of the student's own that is made of the changed arrays:
    whatever else is wrong with forward is the same in both.
    """
    __tracebackhide__ = True
    W, b = weights.copy(), bias.copy()
    affine = student.Affine(W, b)
    with unshown(affine):
        _expect_affine_says_something(student)
    affine.forward(x.copy())
    W[...] = 2 * weights + 1
    b[...] = bias - 1
    after = affine.forward(x.copy())
    with unshown(affine):
        expected = student.Affine(2 * weights + 1, bias - 1).forward(x.copy())
    what = Text("forward(x) after W and b have changed", "W와 b를 바꾼 뒤의 forward(x)")
    values = assert_array(after, shape=np.shape(expected), what=what)
    assert_close(values, expected=np.asarray(expected), tolerance=SUM_TOLERANCE, what=what)


def _expect_affine_says_something(student: Any) -> None:
    """Demand that forward depends on x and on W: a constant would agree with itself."""
    __tracebackhide__ = True
    W, b, x = np.array([[1.0, 2.0], [3.0, 0.5]]), np.array([1.0, 2.0]), np.array([[1.0, 2.0]])
    seen = [student.Affine(k * W, b.copy()).forward(n * x) for k, n in ((1, 1), (2, 1), (1, 2))]
    expect(
        all(isinstance(y, np.ndarray) for y in seen)
        and not np.array_equal(seen[0], seen[1])
        and not np.array_equal(seen[0], seen[2]),
        otherwise=Text("forward(x) says nothing of x and W", "forward(x)가 x, W와 무관합니다"),
    )


def assert_rows(student: Any, flat: Pass, y: Any, dx: Any, shape: tuple[int, ...]) -> None:
    """Demand of a batch of images what the own layer, or a right one, makes of its flat rows.

    ``y`` and ``dx`` are what it made of the images of ``shape``.
    """
    __tracebackhide__ = True
    what = Text("forward(x)", "forward(x)")
    right_y, right_dx = flat.x @ flat.W + flat.b, expected_backward(flat)[0]
    if not _differs(y, right_y) and _is_of(dx, shape) and not _differs(_flat(dx), right_dx):
        return
    layer = student.Affine(flat.W.copy(), flat.b.copy())
    with unshown(layer):
        _expect_affine_says_something(student)
        own_y = layer.forward(flat.x.copy())
        own_dx = layer.backward(flat.dout.copy())
    values = assert_array(y, shape=right_y.shape, what=what)
    if _differs(values, right_y):
        expected = own_y if _is_of(own_y, right_y.shape) else right_y
        assert_close(values, expected=expected, tolerance=SUM_TOLERANCE, what=what)
    # What is no gradient by x for rows either is another part's fault, as long as it is the same.
    if not _is_of(own_dx, flat.x.shape) and np.array_equal(own_dx, dx):
        return
    values = assert_array(dx, shape=shape, what=DX).reshape(flat.x.shape)
    if _differs(values, right_dx):
        expected = own_dx if _is_of(own_dx, right_dx.shape) else right_dx
        assert_close(values, expected=expected, tolerance=SUM_TOLERANCE, what=DX)


def _is_of(values: Any, shape: tuple[int, ...]) -> bool:
    return isinstance(values, np.ndarray) and values.shape == shape


def _flat(values: np.ndarray) -> np.ndarray:
    return values.reshape(len(values), -1)


def _differs(values: Any, right: np.ndarray) -> bool:
    is_alike = isinstance(values, np.ndarray) and values.shape == right.shape
    return not (is_alike and bool(np.all(np.abs(values - right) <= SUM_TOLERANCE)))


@st.composite
def scores(draw: st.DrawFn, min_rows: int = 1) -> dict[str, np.ndarray]:
    """Draw scores and one-hot targets: up to 4 classes, scores at most 3 apart, or 10, 2 apart."""
    rows = draw(st.integers(min_rows, 4) | st.sampled_from([9, 20]))
    classes = draw(st.sampled_from([2, 3, 4, 10]))
    reach = 1.5 if classes <= 4 else 1.0
    return {"x": draw(numbers((rows, classes), -reach, reach)), "t": draw(one_hot(rows, classes))}


def labels_of(t: np.ndarray) -> np.ndarray:
    """Return the labels that one-hot targets stand for."""
    return np.argmax(t, axis=1)


def softmax(x: np.ndarray) -> np.ndarray:
    """Return the softmax of each row."""
    with np.errstate(all="ignore"):  # a student's own scores may be anything
        powers = np.exp(x - x.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def cross_entropy(x: np.ndarray, t: np.ndarray) -> float:
    """Return the mean cross entropy of the softmax of scores; t is one-hot."""
    with np.errstate(all="ignore"):
        return float(np.mean(-np.log(np.sum(softmax(x) * t, axis=1))))


# -- nets ------------------------------------------------------------------------------------------


@st.composite
def net_cases(draw: st.DrawFn, max_rows: int = 4, *, is_large: bool = False) -> dict[str, Any]:
    """Draw sizes, parameters, a batch and targets for a small TwoLayerNet.

    Products of W1 and x are multiples of 1/16 and b1 lies 1/32 beside them: no hidden unit is
    within 1/32 of the bend of Relu, which a difference with a step of 1e-3 must not meet, and no
    score within 1/256 of 0, where a wrong net may have another bend. Scores stay within 6 of each
    other: hidden units are below 4.1, of which three are weighted by at most 1/2. Where they are
    large, sizes and rows may also be several times as many, which only suits what has no logarithm.
    """
    inputs, hidden, classes = (
        draw(st.integers(1, 3)),
        draw(st.integers(1, 3)),
        draw(st.integers(2, 3)),
    )
    rows = draw(st.integers(1, max_rows))
    if is_large and draw(st.booleans()):
        inputs, hidden, classes, rows = 2 * inputs, 3 * hidden, 4 * classes, 5 * rows
    params = {
        "W1": draw(arrays((inputs, hidden), -1, 1)),
        "b1": draw(arrays((hidden,), -1, 1)) + 1 / 32,
        "W2": draw(arrays((hidden, classes), -0.5, 0.5)),
        "b2": draw(arrays((classes,), -0.5, 0.5)) + 1 / 256,
    }
    return {
        "sizes": (inputs, hidden, classes),
        "params": params,
        "x": draw(arrays((rows, inputs), -1, 1)),
        "t": draw(one_hot(rows, classes)),
    }


def net_with(student: Any, case: dict[str, Any]) -> Any:
    """Return a TwoLayerNet of a case's sizes that holds its parameters."""
    net = student.TwoLayerNet(*case["sizes"])
    net.params.update({name: case["params"][name].copy() for name in NAMES})
    return net


def forward(params: dict[str, np.ndarray], x: np.ndarray) -> np.ndarray:
    """Return the right scores."""
    hidden = np.maximum(x @ params["W1"] + params["b1"], 0)
    return np.asarray(hidden @ params["W2"] + params["b2"])


def right_gradient(case: dict[str, Any]) -> dict[str, np.ndarray]:
    """Return the four gradients of the loss, by the chain rule."""
    p, x = case["params"], case["x"]
    before = x @ p["W1"] + p["b1"]
    hidden = np.maximum(before, 0)
    delta = (softmax(forward(p, x)) - case["t"]) / len(x)
    below = delta @ p["W2"].T * (before > 0)
    return {
        "W1": x.T @ below,
        "b1": below.sum(axis=0),
        "W2": hidden.T @ delta,
        "b2": delta.sum(axis=0),
    }


def own_scores(net: Any, case: dict[str, Any], right: np.ndarray) -> Any:
    """Return what the student's own predict gives; None if it says nothing anywhere.

    Ask before loss or accuracy, which are told the targets. One that is right here is not asked
    elsewhere: whether it counts makes no difference.
    """
    inputs = case["x"].shape[1]
    with unshown(net):
        own = attempt(lambda: net.predict(case["x"].copy()))
        if not _is_usable(own) or own.shape != right.shape:
            return None
        if np.all(np.abs(own - right) <= SUM_TOLERANCE):
            return own
        elsewhere = []
        for turn in (0, 1):
            net.params.update({k: generic(v.shape, turn) for k, v in case["params"].items()})
            elsewhere.append(attempt(lambda: net.predict(generic((2, inputs), 2))))
        net.params.update({name: value.copy() for name, value in case["params"].items()})
    return own if _says_something(elsewhere) else None


def generic(shape: tuple[int, ...], turn: int) -> np.ndarray:
    """Return an array that could have been drawn as well, its columns unlike; mostly positive.

    Hidden units have to be alive: of a net that is dead, no predict says anything.
    """
    return np.resize(np.roll([0.5, 1.0, -0.25, 0.75, 0.25, 1.5, 0.125], turn), shape)


def _is_usable(values: Any) -> bool:
    is_numbers = isinstance(values, np.ndarray) and values.dtype.kind in "fiu"
    return is_numbers and values.ndim == 2 and bool(np.isfinite(values).all())


def _says_something(answers: list[Any]) -> bool:
    """Return whether predictions depend on the parameters, and differ from class to class."""
    if not all(map(_is_usable, answers)) or answers[0].shape != answers[1].shape:
        return False
    return not np.allclose(*answers) and all(float(np.ptp(y, axis=1).min()) > 1e-3 for y in answers)


def assert_loss(actual: Any, candidates: list[Any], t: np.ndarray) -> None:
    """Demand the cross entropy of one of the score arrays, the right one last."""
    __tracebackhide__ = True
    number = as_number(actual, what=LOSS)
    expected = [cross_entropy(x, t) for x in candidates if x is not None]
    if not any(abs(number - each) <= LOSS_TOLERANCE for each in expected):
        assert_number(number, expected=expected[-1], tolerance=LOSS_TOLERANCE, what=LOSS)


# -- SoftmaxWithLoss -------------------------------------------------------------------------------


def assert_labels_agree(student: Any, x: np.ndarray, labels: np.ndarray) -> None:
    """Demand of labels what the student's own layer, or the right one, makes of one-hot targets.

    At least two rows, and not all labels alike.
    """
    __tracebackhide__ = True
    t = np.eye(x.shape[1])[labels]
    layer = student.SoftmaxWithLoss()
    loss = layer.forward(x.copy(), labels.copy())
    dx = layer.backward()
    with unshown(layer):
        own = student.SoftmaxWithLoss()
        own_loss = scalar(attempt(lambda: own.forward(x.copy(), t.copy())))
        own_dx = attempt(lambda: own.backward())
        is_usable = is_number(own_loss) and _depends_on_targets(own)
    number = as_number(loss, what=LOSS)
    if not (is_usable and abs(number - own_loss) <= LOSS_TOLERANCE):
        assert_loss(loss, [x], t)
    right = (softmax(x) - t) / len(x)
    if isinstance(own_dx, np.ndarray) and own_dx.shape == right.shape and np.ptp(own_dx) > 1e-3:
        right = own_dx if np.allclose(dx, own_dx, atol=1e-9) else right
    assert_close(dx, expected=right, tolerance=1e-9, what=DX)


def _depends_on_targets(layer: Any) -> bool:
    x = np.array([[1.0, 0.0], [0.25, -0.5]])
    losses = [scalar(attempt(layer.forward, x.copy(), np.eye(2)[t])) for t in ([0, 0], [1, 1])]
    return all(map(is_number, losses)) and abs(losses[0] - losses[1]) > 1e-3


def assert_scaled(student: Any, x: np.ndarray, t: np.ndarray, dout: float) -> None:
    """Demand that backward(dout) is dout times the student's own backward(), or the right one."""
    __tracebackhide__ = True
    layer = student.SoftmaxWithLoss()
    layer.forward(x.copy(), t.copy())
    dx = layer.backward(dout)
    right = dout * (softmax(x) - t) / len(x)
    with unshown(layer):
        layer.forward(x.copy(), t.copy())
        own = attempt(layer.backward)
    if isinstance(own, np.ndarray) and own.shape == right.shape and np.ptp(own) > 1e-3:
        right = dout * own if np.allclose(dx, dout * own, atol=1e-9) else right
    assert_close(dx, expected=right, tolerance=1e-9, what=DX)


def is_number(value: Any) -> bool:
    """Return whether a value is a finite number."""
    return isinstance(value, (int, float)) and bool(np.isfinite(value))


def scalar(value: Any) -> Any:
    """Return what an array of one number holds, and anything else as it is."""
    is_one = isinstance(value, np.ndarray) and value.size == 1 and value.dtype.kind in "fiu"
    return value.item() if is_one else value


# -- gradient_check --------------------------------------------------------------------------------


def suspect(student: Any, lie: dict[str, np.ndarray]) -> Any:
    """Return a net whose gradient is off by ``lie``; its parameters are drawn anew."""
    net = student.SuspectNet(**{name: value.shape for name, value in lie.items()})
    net.lie.update(lie)
    return net


def assert_differences(actual: Any, lie: dict[str, np.ndarray]) -> None:
    """Demand the mean size of what was added to a right gradient, for each parameter.

    The loss is a bowl of a size below 1e3: its difference with h = 1e-4 is exact but for rounding,
    below 2e-12 * 1e3; 1e-6 is five hundred times that, and a thousandth of the smallest lie.
    """
    __tracebackhide__ = True
    expect(
        isinstance(actual, dict) and set(actual) == set(lie),
        otherwise=Text(
            f"gradient_check should return a dict with {', '.join(lie)}",
            f"gradient_check는 {', '.join(lie)}가 있는 딕셔너리를 반환해야 합니다",
        ),
        actual=actual,
    )
    for name, value in lie.items():
        what = Text(f"the difference of {name}", f"{name}의 차이")
        assert_number(
            actual[name], expected=float(np.mean(np.abs(value))), tolerance=1e-6, what=what
        )


# -- TwoLayerNet's accuracy and gradient -----------------------------------------------------------


def assert_accuracy(net: Any, case: dict[str, Any], t: np.ndarray) -> None:
    """Demand the share of rows that the right scores get, or the student's own.

    Where one of the two has a tie nothing is demanded: it may be broken either way. ``t`` are the
    case's targets, one-hot or labels; predict is asked before accuracy, which is told them.
    """
    __tracebackhide__ = True
    right = forward(case["params"], case["x"])
    if not has_no_tie(right):
        return
    own = own_scores(net, case, right)
    answers = [right] if own is None or own.shape != right.shape else [right, own]
    if not all(map(has_no_tie, answers)):
        return
    truth = labels_of(case["t"])
    shares = [float(np.mean(labels_of(scores) == truth)) for scores in answers]
    what = Text("the accuracy", "정확도")
    actual = as_number(net.accuracy(case["x"].copy(), t.copy()), what=what)
    expect(
        any(abs(actual - share) < 1e-9 for share in shares),
        otherwise=Text("the accuracy is wrong", "정확도가 다릅니다"),
        expected=shares[-1],
        actual=actual,
    )


def has_no_tie(values: np.ndarray) -> bool:
    """Return whether every row has one largest entry, by more than rounding."""
    ordered = np.sort(values, axis=1)
    return bool(np.min(ordered[:, -1] - ordered[:, -2]) > 1e-9)


def gradients_of(net: Any, x: np.ndarray, t: np.ndarray) -> dict[str, Any]:
    """Return what gradient gives, demanding a dict of the four."""
    __tracebackhide__ = True
    gradients = net.gradient(x.copy(), t.copy())
    expect(
        isinstance(gradients, dict) and set(gradients) >= set(NAMES),
        otherwise=Text(
            "gradient should return a dict with W1, b1, W2 and b2",
            "gradient는 W1, b1, W2, b2가 있는 딕셔너리를 반환해야 합니다",
        ),
        actual=gradients,
    )
    return dict(gradients)
