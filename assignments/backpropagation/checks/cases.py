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
    a_row_more,
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
# A loss lies between those with the largest epsilon in the logarithm and with none. What is left is
# a clip at 1 - 1e-6 in place of a sum, and rounding. Losses of one's own, which may differ in the
# epsilon, are compared with each other to the same: 1e-6 / p is 7.4e-5 for a p of at least 0.013
# (scores differ by at most 3 of at most 4 classes, by 2 of 10, by 0.9 of 23).
LOSS_TOLERANCE = 1e-4
LARGEST_EPSILON = 1e-6
NAMES = ("W1", "b1", "W2", "b2")
DX = Text("backward(dout)", "backward(dout)")
AGAIN = Text("backward(dout), asked once more,", "한 번 더 부른 backward(dout)")
LOSS = Text("the loss", "손실")


@st.composite
def elementwise(
    draw: st.DrawFn,
    shapes: tuple[tuple[int, ...], ...],
    reach: float = 4,
    scales: tuple[float, ...] = (1.0, 1.0, 1.0, 1e-4),
) -> dict[str, np.ndarray]:
    """Draw x and dout of one of the shapes; no entry of dout is 0, so that each can be seen.

    Now and then all of x, or of dout, is a fraction of what it could be: a bend beside 0 is one as
    well, and no gradient is too small to be passed on.
    """
    shape = draw(st.sampled_from(shapes))
    dout = draw(st.sampled_from((1.0, 1.0, 1e-5))) * (draw(numbers(shape, -2, 2)) + 0.125)
    scale = draw(st.sampled_from(scales))
    return {"x": scale * draw(numbers(shape, -reach, reach)), "dout": dout}


def assert_forward_of_relu(y: Any, x: np.ndarray) -> None:
    """Demand max(x, 0), however small x is: it picks one of two numbers, and rounds nothing."""
    __tracebackhide__ = True
    what = Text("forward(x)", "forward(x)")
    assert_close(y, expected=np.maximum(x, 0), tolerance=1e-12 * np.abs(x), what=what)


def assert_passed_on(actual: Any, x: np.ndarray, dout: np.ndarray) -> None:
    """Demand dout where x > 0 and 0 where x < 0; where x is 0 either is right."""
    __tracebackhide__ = True
    expected = np.where(x > 0, dout, 0.0)
    at_bend = (x == 0) & (np.abs(assert_array(actual, shape=x.shape, what=DX) - dout) <= 1e-12)
    expected = np.where(at_bend, dout, expected)
    assert_close(actual, expected=expected, tolerance=1e-12, what=DX)


def assert_relu_of_last(student: Any, first: np.ndarray, x: np.ndarray, dout: np.ndarray) -> None:
    """Demand that backward goes by the last forward of this layer, however often it is asked."""
    __tracebackhide__ = True
    relu, other = student.Relu(), student.Relu()
    relu.forward(first.copy())
    attempt(relu.backward, np.ones(first.shape))
    for now in (x, -x):
        relu.forward(now.copy())
        other.forward(-now)
        assert_passed_on(relu.backward(dout.copy()), now, dout)
    assert_passed_on(relu.backward(-2 * dout), -x, -2 * dout)


def assert_sigmoid_of_last(
    student: Any, first: np.ndarray, x: np.ndarray, dout: np.ndarray
) -> None:
    """Demand that backward goes by the last forward of this layer, however often it is asked."""
    __tracebackhide__ = True
    sigmoid, other = student.Sigmoid(), student.Sigmoid()
    sigmoid.forward(first.copy())
    attempt(sigmoid.backward, np.ones(first.shape))
    sigmoid.forward(1 - x)
    sigmoid.backward(dout.copy())
    y = sigmoid.forward(x.copy())
    other.forward(1 - x)
    for above in (dout, -2 * dout):
        dx = sigmoid.backward(above.copy())
        says = sigmoid_says_something(student)
        assert_slope(dx, y, x, above, says_something=says)


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

    @property
    def tolerance(self) -> float:
        """What sums may be rounded by, the more the larger their products are."""
        return SUM_TOLERANCE * float((1 + np.max(np.abs(self.x))) * (1 + np.max(np.abs(self.dout))))


@st.composite
def passes(draw: st.DrawFn, min_rows: int = 1) -> Pass:
    """Draw W, b, a batch and the gradient that comes back, of at most 4 of each, or of a dozen.

    There are many rows now and then, or x or the gradient is large: up to 1000.
    """
    rows = draw(st.integers(min_rows, 4) | st.sampled_from([12, 70]))
    far = draw(st.sampled_from([(1.0, 1.0), (1.0, 1.0), (1.0, 333.0), (333.0, 1.0)]))
    inputs, outputs = (draw(st.integers(1, 4) | st.just(11)) for _ in range(2))
    W, b = draw(numbers((inputs, outputs))), draw(numbers((outputs,)))
    x, dout = draw(numbers((rows, inputs))), draw(numbers((rows, outputs)))
    return Pass(W, b, x * far[0], dout * far[1])


def expected_backward(case: Pass) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the gradients by x (in its shape), by W and by b."""
    rows = case.x.reshape(len(case.x), -1)
    dx = (case.dout @ case.W.T).reshape(case.x.shape)
    return dx, rows.T @ case.dout, case.dout.sum(axis=0)


def gone_through(
    student: Any, case: Pass, *, after_a_longer_batch: bool = False
) -> tuple[Any, Any]:
    """Return an Affine of the case that has gone forward and backward, and what backward gave."""
    affine = student.Affine(case.W.copy(), case.b.copy())
    if after_a_longer_batch:
        attempt(affine.forward, a_row_more(case.x))
        attempt(affine.backward, a_row_more(case.dout))
    affine.forward(case.x.copy())
    return affine, affine.backward(case.dout.copy())


def gone_through_again(student: Any, case: Pass) -> Any:
    """Return an Affine through which the case has gone, after other batches, beside another layer.

    What has gone before, or goes through another layer meanwhile, has nothing to do with this
    batch, though it has the same shape.
    """
    affine = student.Affine(case.W.copy(), case.b.copy())
    other = student.Affine(-case.W, -case.b)
    before, above = (case.x - 1) / 2, (case.dout + 1) / 2
    for rows in (slice(1), slice(None)):
        affine.forward(before[rows].copy())
        affine.backward(above[rows].copy())
    affine.forward(case.x.copy())
    other.forward(before.copy())
    for each in (above, case.dout):  # what was asked of this batch before adds nothing
        affine.backward(each.copy())
    other.backward(above.copy())
    return affine


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
    W[...], b[...] = (weights + 1) / 2, (bias - 1) / 2
    _assert_as_fresh(student, affine, W, b, x)
    W[...], b[...] = np.roll(W, 1), np.roll(b, 1)  # the same numbers in other places
    _assert_as_fresh(student, affine, W, b, x)


def _assert_as_fresh(
    student: Any, affine: Any, W: np.ndarray, b: np.ndarray, x: np.ndarray
) -> None:
    __tracebackhide__ = True
    after, dout = affine.forward(x.copy()), np.ones((len(x), len(b)))
    with unshown(affine):
        fresh = student.Affine(W.copy(), b.copy())
        expected, dx = fresh.forward(x.copy()), attempt(fresh.backward, dout.copy())
    what = Text("forward(x) after W and b have changed", "W와 b를 바꾼 뒤의 forward(x)")
    values = assert_array(after, shape=np.shape(expected), what=what)
    assert_close(values, expected=np.asarray(expected), tolerance=SUM_TOLERANCE, what=what)
    if isinstance(dx, np.ndarray):
        what = Text("backward(dout) after W has changed", "W를 바꾼 뒤의 backward(dout)")
        after = assert_array(affine.backward(dout.copy()), shape=dx.shape, what=what)
        assert_close(after, expected=dx, tolerance=SUM_TOLERANCE, what=what)


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
    if not _is_of(own_dx, flat.x.shape) and np.array_equal(np.ravel(own_dx), np.ravel(dx)):
        return
    values = assert_array(dx, shape=shape, what=DX).reshape(flat.x.shape)
    if _differs(values, right_dx):
        expected = own_dx if _is_of(own_dx, right_dx.shape) else right_dx
        assert_close(values, expected=expected, tolerance=SUM_TOLERANCE, what=DX)


def _is_of(values: Any, shape: tuple[int, ...]) -> bool:
    return isinstance(values, np.ndarray) and values.shape == shape


def _flat(values: np.ndarray) -> np.ndarray:
    return values.reshape(len(values), -1)


def _differs(values: Any, right: np.ndarray, tolerance: float = SUM_TOLERANCE) -> bool:
    is_alike = isinstance(values, np.ndarray) and values.shape == right.shape
    return not (is_alike and bool(np.all(np.abs(values - right) <= tolerance)))


@st.composite
def scores(
    draw: st.DrawFn, min_rows: int = 1, *, is_sure: bool = False, is_mistaken: bool = False
) -> dict[str, np.ndarray]:
    """Draw scores and one-hot targets: up to 4 classes, scores at most 3 apart; 10, 2 apart; 23.

    Where the net ``is_sure``, every target is now and then far above the rest, whose probabilities
    are next to 0 then: next to nothing is left to compare with what is the student's own. Where it
    ``is_mistaken``, every target is now and then far below: by 16, so its probability is 1e-7, and
    an epsilon larger than the largest that is accepted shows. All scores stay within 10.
    """
    rows = draw(st.integers(min_rows, 4) | st.sampled_from([9, 70]))
    classes = draw(st.sampled_from([2, 3, 4, 10, 23]))
    reach = 1.5 if classes <= 4 else 10 / classes
    x, t = draw(numbers((rows, classes), -reach, reach)), draw(one_hot(rows, classes))
    if is_sure:
        x = x + draw(st.sampled_from([0.0, 0.0, 0.0, 8.0])) * t
    if is_mistaken:
        x = x + draw(st.sampled_from([0.0, 0.0, 0.0, 0.0, 8.0])) * (1 - 2 * t)
    return {"x": x, "t": t, "labels": labels_of(t)}


def labels_of(t: np.ndarray) -> np.ndarray:
    """Return the labels that one-hot targets stand for."""
    return np.argmax(t, axis=1)


def softmax(x: np.ndarray) -> np.ndarray:
    """Return the softmax of each row."""
    with np.errstate(all="ignore"):  # a student's own scores may be anything
        powers = np.exp(x - x.max(axis=1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def cross_entropy(x: np.ndarray, t: np.ndarray, epsilon: float = 0.0) -> float:
    """Return the mean cross entropy of the softmax of scores; t is one-hot."""
    with np.errstate(all="ignore"):
        return float(np.mean(-np.log(np.sum(softmax(x) * t, axis=1) + epsilon)))


def assert_loss(actual: Any, candidates: list[Any], t: np.ndarray) -> None:
    """Demand the cross entropy of one of the score arrays, the right one last."""
    __tracebackhide__ = True
    number = as_number(actual, what=LOSS)
    for x in (each for each in candidates if each is not None):
        least, most = cross_entropy(x, t, LARGEST_EPSILON), cross_entropy(x, t)
        is_told = np.isfinite(most)  # with the logarithm of nothing any loss would agree
        if is_told and least - LOSS_TOLERANCE <= number <= most + LOSS_TOLERANCE:
            return
    expected = cross_entropy(candidates[-1], t, 1e-7)  # as the lesson adds it
    assert_number(number, expected=expected, tolerance=LOSS_TOLERANCE, what=LOSS)


# -- SoftmaxWithLoss -------------------------------------------------------------------------------


def assert_labels_agree(student: Any, x: np.ndarray, labels: np.ndarray) -> None:
    """Demand of labels what the student's own layer, or the right one, makes of one-hot targets.

    At least two rows, and not all labels alike.
    """
    __tracebackhide__ = True
    t = np.eye(x.shape[1])[labels]
    layer = student.SoftmaxWithLoss()
    loss = layer.forward(x.copy(), labels.copy())
    dx, again = layer.backward(1), attempt(layer.backward, 1)
    with unshown(layer):
        own = student.SoftmaxWithLoss()
        own_loss = scalar(attempt(lambda: own.forward(x.copy(), t.copy())))
        own_dx, own_again = (attempt(lambda: own.backward(1)) for _ in range(2))
        is_usable = is_number(own_loss) and _depends_on_targets(own)
    number = as_number(loss, what=LOSS)
    if not (is_usable and abs(number - own_loss) <= LOSS_TOLERANCE):
        assert_loss(loss, [x], t)
    right = (softmax(x) - t) / len(x)
    if isinstance(own_dx, np.ndarray) and own_dx.shape == right.shape and np.ptp(own_dx) > 1e-3:
        right = own_dx if np.allclose(dx, own_dx, rtol=0, atol=1e-9) else right
    assert_close(dx, expected=right, tolerance=1e-9, what=DX)
    if isinstance(own_again, np.ndarray) and np.array_equal(own_again, own_dx):
        assert_close(again, expected=right, tolerance=1e-9, what=AGAIN)


def _depends_on_targets(layer: Any) -> bool:
    x = np.array([[1.0, 0.0], [0.25, -0.5]])
    losses = [scalar(attempt(layer.forward, x.copy(), np.eye(2)[t])) for t in ([0, 0], [1, 1])]
    return all(map(is_number, losses)) and abs(losses[0] - losses[1]) > 1e-3


def assert_scaled(student: Any, case: dict[str, np.ndarray], dout: float) -> None:
    """Demand that backward(dout) is dout times the student's own backward(), or the right one.

    Of labels in place of one-hot targets, too, but only where backward() is right for them.
    """
    __tracebackhide__ = True
    x, t, labels = case["x"], case["t"], case["labels"]
    layer = student.SoftmaxWithLoss()
    layer.forward(x.copy(), t.copy())
    dx = layer.backward(dout)
    plain = (softmax(x) - t) / len(x)
    right = dout * plain
    with unshown(layer):
        layer.forward(x.copy(), t.copy())
        own = attempt(layer.backward)
    says_something = _is_of(own, right.shape) and np.isfinite(own).all() and np.ptp(own) > 1e-3
    if says_something and not _differs(dx, dout * own, 1e-9):
        right = dout * own
    assert_close(dx, expected=right, tolerance=1e-9, what=DX)
    attempt(layer.forward, x.copy(), labels.copy())
    of_labels = attempt(layer.backward)
    attempt(layer.forward, x.copy(), labels.copy())
    scaled = attempt(layer.backward, dout)
    if not _differs(of_labels, plain):
        assert_close(scaled, expected=dout * plain, tolerance=1e-9, what=DX)


def is_number(value: Any) -> bool:
    """Return whether a value is a finite number."""
    return isinstance(value, (int, float)) and bool(np.isfinite(value))


def scalar(value: Any) -> Any:
    """Return what an array of one number holds, and anything else as it is."""
    is_one = isinstance(value, np.ndarray) and value.size == 1 and value.dtype.kind in "fiu"
    return value.item() if is_one else value


def assert_softmax_of_last(student: Any, case: dict[str, np.ndarray], shift: float = 0.0) -> None:
    """Demand (y - t) / batch of this layer's last forward, however often it is asked.

    Where forward has changed t a little, which is its own fault, that t counts as well.
    """
    __tracebackhide__ = True
    layer, other = student.SoftmaxWithLoss(), student.SoftmaxWithLoss()
    before = np.roll(case["t"][: (1 + len(case["t"])) // 2], 1, axis=1)  # of half as many rows
    layer.forward(np.zeros(before.shape), before)
    layer.backward()
    t = case["t"].copy()
    layer.forward(case["x"] + shift, t)
    other.forward(0 * case["x"], np.roll(case["t"], 1, axis=1))
    y, left = softmax(case["x"]), t if np.allclose(t, case["t"], atol=0.1) else case["t"]
    for _ in range(2):
        dx, own = layer.backward(), (y - left) / len(y)
        is_own = not _differs(dx, own, SIGMOID_TOLERANCE)
        expected = own if is_own else (y - case["t"]) / len(y)
        assert_close(dx, expected=expected, tolerance=SIGMOID_TOLERANCE, what=DX)


# -- gradient_check --------------------------------------------------------------------------------


def suspect(student: Any, lie: dict[str, np.ndarray]) -> Any:
    """Return a net whose gradient is off by ``lie``; its parameters are drawn anew."""
    net = student.SuspectNet(**{name: value.shape for name, value in lie.items()})
    net.lie.update(lie)
    return net


def assert_differences(actual: Any, lie: dict[str, np.ndarray], rows: int) -> None:
    """Demand the mean size of what was added to a right gradient, for each parameter.

    The loss is a bowl of a size below 1e3: its difference with h = 1e-4 is exact but for rounding,
    below 2e-12 * 1e3; 1e-7 is fifty times that, and a tenth of what the smallest lie makes.
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
            actual[name], expected=rows * float(np.mean(np.abs(value))), tolerance=1e-7, what=what
        )


def assert_net_kept(student: Any, lie: dict[str, np.ndarray], rows: int = 2) -> None:
    """Demand that a check leaves the parameters of a net as they were, and has looked at the net.

    Whoever asks neither gradient leaves everything alone, and has checked nothing.
    """
    __tracebackhide__ = True
    net = suspect(student, lie)
    before = net.params.copy()
    x, t = np.ones((rows, 2)), np.resize(np.eye(2), (rows, 2))
    answer = student.gradient_check(net, x.copy(), t.copy())
    now = net.params.copy()
    for name in lie:
        what = Text(f"params[{name!r}]", f"params[{name!r}]")
        assert_unchanged(now[name], before=before[name], what=what, tolerance=1e-12)
    net.lie.update({name: 0 * value for name, value in lie.items()})
    other = student.gradient_check(net, x, t)
    is_asked = isinstance(answer, dict) and isinstance(other, dict)
    is_asked = is_asked and not all(map(np.array_equal, answer.values(), other.values()))
    expect(
        is_asked,
        otherwise=Text("the answer doesn't depend on the net", "결과가 신경망과 무관합니다"),
    )
