"""Two-layer nets for the checks, and what they have to answer.

A gradient is judged by differences of the loss: students see this, so no formula of it stands here.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from cases import NAMES, SUM_TOLERANCE, assert_loss, cross_entropy, is_number, labels_of, scalar
from hypothesis import strategies as st

from autograder.checks import (
    Right,
    StudentDict,
    Text,
    are_as_drawn,
    arrays,
    as_number,
    asked_before,
    assert_apart,
    assert_array,
    assert_close,
    assert_held,
    assert_normal,
    assert_same_again,
    assert_unchanged,
    attempt,
    by_own_names,
    demand_normal,
    expect,
    judged_beside,
    one_hot,
    unshown,
)

# -- nets ------------------------------------------------------------------------------------------


@st.composite
def net_cases(
    draw: st.DrawFn, *, is_large: bool = False, is_mistaken: bool = False
) -> dict[str, Any]:
    """Draw sizes, parameters, a batch and targets for a small TwoLayerNet.

    Products of W1 and x are multiples of 1/16 and b1 lies 1/32 beside them: no hidden unit is
    within 1/32 of the bend of Relu, which a difference with a step of 1e-3 must not meet, and no
    score within 1/256 of 0, where a wrong net may have another bend. Scores stay within 6 of each
    other: hidden units are below 4.1, of which three are weighted by at most 1/2. Where they are
    large, sizes and rows may also be several times as many, or scores reach 29, which only suits
    what has no logarithm; else x may be eight times as large, and W1 an eighth: so are gradients.
    Where the net ``is_mistaken``, scores reach 14 instead, and every target is the lowest: what an
    epsilon makes of its probability of 1e-12 is most of the loss.
    """
    inputs, hidden, classes = (
        draw(st.integers(1, 3)),
        draw(st.integers(1, 3)),
        draw(st.integers(2, 3)),
    )
    rows = draw(st.integers(1, 4) | st.just(7))
    if is_large and draw(st.booleans()):
        inputs, hidden, classes, rows = 2 * inputs, 3 * hidden, 4 * classes, 5 * rows
    x, t = draw(arrays((rows, inputs), -1, 1)), draw(one_hot(rows, classes))
    # Of many rows, or of as many as there are classes, the same ones over and over.
    if (many := draw(st.sampled_from((0, 0, 0, 0, 0, 0, 71, classes)))) and many != rows:
        x, t = np.resize(x, (many, inputs)), np.resize(t, (many, classes))
    params = {
        "W1": draw(arrays((inputs, hidden), -1, 1)),
        "b1": draw(arrays((hidden,), -1, 1)) + 1 / 32,
        "W2": draw(arrays((hidden, classes), -0.5, 0.5)),
        "b2": draw(arrays((classes,), -0.5, 0.5)) + 1 / 256,
    }
    is_far = draw(st.integers(0, 7)) == 7
    if is_far and (is_large or is_mistaken):
        reach = (29 if is_large else 14) / float(np.max(np.abs(forward(params, x))))
        params.update({name: reach * params[name] for name in ("W2", "b2")})
        if is_mistaken:
            t = np.eye(classes)[np.argmin(forward(params, x), axis=1)]
    elif is_far:
        x, params["W1"] = 8 * x, params["W1"] / 8
    return {
        "sizes": (inputs, hidden, classes),
        "params": params,
        "other params": {name: generic(value.shape, 0) for name, value in params.items()},
        # Scores an eighth as large, by which no target is unlikely.
        "flatter params": {**params, "W2": -params["W2"] / 8, "b2": -params["b2"] / 8},
        "x": x,
        "t": t,
        "labels": labels_of(t),  # what is asked after an answer is drawn here, too
    }


def net_with(make: Any, case: dict[str, Any]) -> Any:
    """Return a TwoLayerNet of a case's sizes that holds its parameters."""
    net = by_own_names(make(*case["sizes"]), "params")
    put(net, case["params"])
    return net


def put(net: Any, params: dict[str, np.ndarray]) -> None:
    """Give a net copies of parameters."""
    net.params.update({name: params[name].copy() for name in NAMES})


def forward(params: dict[str, np.ndarray], x: np.ndarray) -> np.ndarray:
    """Return the right scores."""
    with np.errstate(all="ignore"):  # a student's own parameters may be anything
        hidden = np.maximum(x @ params["W1"] + params["b1"], 0)
        return np.asarray(hidden @ params["W2"] + params["b2"])


_MOST_ROWS = 200


def _right_predict(params: dict[str, Any], x: np.ndarray) -> np.ndarray:
    """Stand in for the student's own predict; it may be told anything."""
    own = {name: np.asarray(params[name], dtype=float) for name in NAMES}
    (inputs, hidden), classes = own["W1"].shape, len(own["b2"])
    shapes = ((inputs, hidden), (hidden,), (hidden, classes), (classes,))
    is_usual = x.ndim == 2 and x.shape[1] == inputs and len(x) <= _MOST_ROWS
    if not is_usual or tuple(own[name].shape for name in NAMES) != shapes:
        raise ValueError(f"predict of an x of the shape {x.shape}")
    return forward(own, x)


def _right_loss(params: dict[str, Any], x: np.ndarray, t: np.ndarray) -> float:
    """Stand in for the student's own loss; the targets are one-hot."""
    scores = _right_predict(params, x)
    if t.shape != scores.shape:
        raise ValueError(f"loss with a t of the shape {t.shape}")
    return cross_entropy(scores, t)


PREDICT = Right("predict", _right_predict, "params")
LOSS = Right("loss", _right_loss, "params")


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
            attempt(lambda: net.predict(-case["x"]))  # of which what is asked next knows nothing
            return own
        elsewhere = []
        for turn in (0, 1):
            net.params.update({k: generic(v.shape, turn) for k, v in case["params"].items()})
            elsewhere.append(attempt(lambda: net.predict(generic((2, inputs), 2))))
        put(net, case["params"])
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


# -- TwoLayerNet's accuracy and gradient -----------------------------------------------------------


def judged_by_targets(
    demand: Callable[..., None], make: Any, case: dict[str, Any], *, has_labels: bool
) -> None:
    """Have a net meet ``demand(net, case, t)``, by itself or beside a right predict.

    The targets ``t`` are one-hot, or labels.
    """
    __tracebackhide__ = True
    t = labels_of(case["t"]) if has_labels else case["t"]
    judged_beside(lambda made: demand(net_with(made, case), case, t), make, PREDICT)


def assert_accuracy_of_net(net: Any, case: dict[str, Any], t: np.ndarray) -> None:
    """Demand a right share of the rows, for one-hot targets or labels."""
    __tracebackhide__ = True
    _assert_share(net, case, t)
    assert_params_unchanged(net, case)


def _assert_share(net: Any, case: dict[str, Any], t: np.ndarray) -> None:
    """Demand the share of rows that the right scores get, or the student's own.

    Where one of the two has a tie nothing is demanded: it may be broken either way. ``t`` are the
    case's targets, one-hot or labels; predict is asked before accuracy, which is told them.
    """
    __tracebackhide__ = True
    right, t = forward(case["params"], case["x"]), t.copy()
    if not has_no_tie(right):
        return
    x = asked_before(net.accuracy, case["x"], t)
    own = own_scores(net, case, right)
    answers = [right] if own is None else [right, own]
    if not all(map(has_no_tie, answers)):
        return
    truth = labels_of(case["t"])
    shares = [float(np.mean(labels_of(scores) == truth)) for scores in answers]
    what = Text("the accuracy", "정확도")
    actual = as_number(net.accuracy(x, t), what=what)
    expect(
        any(abs(actual - share) < 1e-9 for share in shares),
        otherwise=Text("the accuracy is wrong", "정확도가 다릅니다"),
        expected=shares[-1],
        actual=actual,
    )


def assert_loss_of_net(net: Any, case: dict[str, Any], t: np.ndarray) -> None:
    """Demand the loss of the right scores or of the own ones, for one-hot targets or labels."""
    __tracebackhide__ = True
    right, held = forward(case["params"], case["x"]), net.params.held()
    t = t.copy()
    x = asked_before(net.loss, case["x"], t)
    own = own_scores(net, case, right)
    assert_loss(net.loss(x, t), [own, right], case["t"])
    assert_params_unchanged(net, case)
    if case["sizes"] == (1, 1, 2):
        assert_same_again(net.loss, case["x"], t, what=Text("the loss", "손실"))
        # What was answered first is no answer to other inputs.
        scores = [right] if own is None else [own, right]
        last = net.loss(case["x"][-1:].copy(), t[-1:].copy())
        assert_loss(last, [each[-1:] for each in scores], case["t"][-1:])
    if len(case["x"]) == 1:  # numerical gradients move the arrays that they hold
        assert_held(net.params, held, case["params"])
        # What was answered first is no answer of other parameters.
        other = {**case, "params": case["flatter params"]}
        put(net, other["params"])
        flatter = -right / 8
        own = own_scores(net, other, flatter)
        assert_loss(net.loss(case["x"].copy(), t.copy()), [own, flatter], case["t"])


def has_no_tie(values: np.ndarray) -> bool:
    """Return whether every row has one largest entry, by more than rounding."""
    ordered = np.sort(values, axis=1)
    return bool(np.min(ordered[:, -1] - ordered[:, -2]) > 1e-9)


def assert_params_unchanged(net: Any, case: dict[str, Any]) -> None:
    """Demand that the parameters are what was put there."""
    __tracebackhide__ = True
    now = net.params.copy()
    for name in NAMES:
        before = case["params"][name]
        what = Text(f"params[{name!r}]", f"params[{name!r}]")
        assert_unchanged(now[name], before=before, what=what, tolerance=1e-12)


def assert_params_count(student: Any, net: Any, held: StudentDict, case: dict[str, Any]) -> None:
    """Demand of a net that has answered that it goes by its params as they are now, and no other's.

    They are written in place, into the arrays that it ``held`` before; another net has been made
    since. ``case`` is what it was asked; what it is asked now is in there as well.
    """
    __tracebackhide__ = True
    student.TwoLayerNet(2, 1, 4)
    if case["sizes"] == (1, 1, 2):
        assert_same_again(net.predict, case["x"], what=Text("predict(x)", "predict(x)"))
    now = case["other params"]
    held.update({name: value.copy() for name, value in now.items()})
    assert_close(
        net.predict(case["x"].copy()),
        expected=forward(now, case["x"]),
        tolerance=SUM_TOLERANCE,
        what=Text("predict(x) with other params", "params를 바꾼 뒤의 predict(x)"),
    )


def assert_initial(student: Any, sizes: tuple[int, int, int]) -> None:
    """Demand what a new net holds: normal weights of the asked spread, its own, and no biases.

    Each of the two matrices has 1000 entries or more; all of them together tell the sum of six
    uniform numbers where they are 80,000.
    """
    __tracebackhide__ = True
    inputs, hidden, classes = sizes
    scaled = list[np.ndarray]()
    shapes = {"W1": (inputs, hidden), "W2": (hidden, classes)}
    for words, std in (({}, 0.01), ({"weight_init_std": 2.0}, 2.0)):
        first, second = nets = [student.TwoLayerNet(*sizes, **words) for _ in range(2)]
        drawn = []
        for net in nets:
            for name, shape in shapes.items():
                what = Text(name, name)
                drawn.append(assert_array(net.params[name], shape=shape, what=what))
                assert_normal(drawn[-1], std=std, what=what)
            for name, size in (("b1", hidden), ("b2", classes)):
                bias = assert_array(net.params[name], shape=(size,), what=Text(name, name))
                expect(
                    not bias.any(),
                    otherwise=Text(f"{name} should be zero", f"{name}의 처음 값은 0이어야 합니다"),
                )
        # Independent rows of 1000 numbers correlate by 0.032 on average; 0.3 is 9 of that.
        rows = np.array([values.ravel()[:1000] for values in drawn])
        expect(
            float(np.abs(np.corrcoef(rows) - np.eye(4)).max()) < 0.3,
            otherwise=Text(
                "W1 and W2, or two nets, hold the same numbers",
                "W1과 W2에, 또는 서로 다른 신경망에 같은 숫자가 들어 있습니다",
            ),
        )
        scaled += [values / std for values in drawn]
        zeros = {"b1": np.zeros(hidden), "b2": np.zeros(classes)}
        assert_apart(first.params.update, first.params, second.params, zeros)
    what = Text("W1 and W2, divided by weight_init_std,", "weight_init_std로 나눈 W1과 W2")
    demand_normal(np.concatenate(scaled, axis=None), std=1.0, what=what)
    expect(
        are_as_drawn(scaled, std=1.0),
        otherwise=what + Text(" should be independent numbers", ": 서로 독립인 난수여야 합니다"),
    )


# -- the gradient ----------------------------------------------------------------------------------

# A right gradient is right to 1e-6; as much again for the step of a difference, and for 1e-7 in
# the logarithm, which moves a gradient by 1e-7 / p < 1e-6 times itself for every p >= 0.1.
GRADIENT_TOLERANCE = 2e-6


def judge_gradient(make: Any, case: dict[str, Any]) -> None:
    """Have a net give its gradient, by itself or beside a right predict and a right loss.

    What its own predict or loss does to the batch is no fault of its gradient.
    """
    __tracebackhide__ = True

    def demand(made: Any, asked: Iterable[tuple[np.ndarray, np.ndarray]] = ()) -> None:
        __tracebackhide__ = True
        net = net_with(made, case)
        for x, t in asked:
            attempt(net.predict, x.copy())
            attempt(net.loss, x.copy(), t.copy())
        _assert_gradient(net, case)

    after = functools.partial(demand, asked=_asked_of_gradient(case))
    judged_beside(demand, make, PREDICT, LOSS, after=after)


def _asked_of_gradient(case: dict[str, Any]) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return what gradient is asked: another batch, other numbers, and the case's own.

    The other batch comes last again: whoever only goes back goes back through that.
    """
    x, t = case["x"], case["t"]
    other = (-x[:1], np.roll(t[:1], 1, axis=1))
    return [other, (-x, t), (x, t), other]


def _assert_gradient(net: Any, case: dict[str, Any]) -> None:
    """Demand the derivative of the right loss, or of the student's own, by every parameter.

    The net has been asked for that of another batch before, once or twice, with other parameters,
    which makes no difference; nor that it has been asked about the very same arrays when x held
    something else. Those of which only the parameters are others it is not asked about: a loss that
    remembers them goes forward no more, and what goes back would pay for that.
    """
    __tracebackhide__ = True
    net.params.update({name: value.copy() for name, value in case["other params"].items()})
    for _ in range(1 + case["sizes"][0] % 2):  # what is turned round twice is as it was
        attempt(net.gradient, *_asked_of_gradient(case)[0])
    put(net, case["params"])
    # A third derivative by W1 grows with the third power of x.
    tolerance = GRADIENT_TOLERANCE * max(1.0, float(np.max(np.abs(case["x"])))) ** 3
    t = case["t"].copy()
    x = asked_before(net.gradient, case["x"], t, is_longer_first=False)  # a single row was
    gradients = gradients_of(net, x, t)
    assert_params_unchanged(net, case)
    for name in NAMES:
        what = Text(f"the gradient of {name}", f"{name}의 기울기")
        expected = difference_of_right_loss(case, name)
        actual = assert_array(gradients[name], shape=expected.shape, what=what)
        if np.all(np.abs(actual - expected) <= tolerance):
            continue
        own = difference_of_own_loss(net, case, name) if own_loss_varies(net, case) else None
        expected = expected if own is None else own
        assert_close(actual, expected=expected, tolerance=tolerance, what=what)


def gradients_of(net: Any, x: np.ndarray, t: np.ndarray) -> dict[str, Any]:
    """Return what gradient gives, demanding a dict of the four."""
    __tracebackhide__ = True
    gradients = net.gradient(x, t)
    expect(
        isinstance(gradients, dict) and set(gradients) >= set(NAMES),
        otherwise=Text(
            "gradient should return a dict with W1, b1, W2 and b2",
            "gradient는 W1, b1, W2, b2가 있는 딕셔너리를 반환해야 합니다",
        ),
        actual=gradients,
    )
    return dict(gradients)


def difference_of_right_loss(case: dict[str, Any], name: str) -> np.ndarray:
    """Return the central differences of the right loss by one parameter.

    With h = 1e-4 they are within h² / 6 < 2e-9 times the third derivative, which is below 10.
    """
    params = {key: value.copy() for key, value in case["params"].items()}
    values, result = params[name], np.empty(params[name].shape)
    for index, start in np.ndenumerate(case["params"][name]):
        losses = []
        for step in (1e-4, -1e-4):
            values[index] = start + step
            losses.append(cross_entropy(forward(params, case["x"]), case["t"]))
        values[index] = start
        result[index] = (losses[0] - losses[1]) / 2e-4
    return result


def difference_of_own_loss(net: Any, case: dict[str, Any], name: str) -> np.ndarray | None:
    """Return the central differences of the student's own loss by one parameter.

    None where that loss is no number, or says nothing. With h = 1e-4 and |loss| <= 10 they are
    within 2e-11 + 2e-9 of the derivative.
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
                loss = attempt(lambda: net.loss(case["x"].copy(), case["t"].copy()))
                losses.append(scalar(loss))
            if not all(map(is_number, losses)):
                break
            result[index] = (float(losses[0]) - float(losses[1])) / 2e-4
        net.params[name] = start.copy()
    return result if bool(np.isfinite(result).all()) else None


def own_loss_varies(net: Any, case: dict[str, Any]) -> bool:
    """Return whether the student's own loss depends on each parameter, by about as much as it must.

    Parameters are moved by a lot, one at a time, on a batch that keeps hidden units alive: whoever
    leaves one out has a loss that stays the same.
    """
    inputs, hidden, classes = case["sizes"]
    base = {
        "W1": np.full((inputs, hidden), 0.5),
        "b1": np.linspace(0.25, 1.0, hidden),
        "W2": np.resize([0.5, -0.25, 1.0, -0.75, 0.125], (hidden, classes)),
        "b2": np.linspace(-0.25, 0.5, classes),
    }
    x, t = np.full((1, inputs), 1.0), np.eye(classes)[[0]]
    with unshown(net):
        losses = []
        for name in (None, *NAMES):
            moved = {k: v.copy() for k, v in base.items()}
            if name is not None:
                moved[name] += np.arange(1.0, moved[name].size + 1).reshape(moved[name].shape) / 2
            net.params.update(moved)
            losses.append(scalar(attempt(lambda: net.loss(x.copy(), t.copy()))))
        net.params.update({k: v.copy() for k, v in case["params"].items()})
    if not all(map(is_number, losses)):
        return False
    return all(abs(float(loss) - float(losses[0])) > 1e-3 for loss in losses[1:])
