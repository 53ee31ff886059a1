"""Networks for MultiLayerNet, and what they have to answer."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np
from draws import Arrays, arrays, attempt, chosen, is_right, one_hot
from hypothesis import strategies as st

from autograder.checks import (
    Right,
    StudentDict,
    Text,
    as_number,
    asked_before,
    assert_array,
    assert_close,
    assert_held,
    assert_same_again,
    by_own_names,
    expect,
    judged_beside,
    unshown,
)

# SoftmaxWithLoss adds 1e-7 to a probability, others up to 1e-6 or nothing: a loss lies between
# those with the one and with the other. What is left is a clip at 1 - 1e-6, and rounding.
LOSS_TOLERANCE = 1e-4
LARGEST_EPSILON = 1e-6
LOWEST_PROBABILITY = 0.02
# Numbers that are nearly the same, for their size, say nothing: a constant loss would agree.
NOTICEABLE = 1e-3
_MOST_ROWS = 1000


class Net(NamedTuple):
    """A network's settings and parameters, and a batch with its one-hot targets."""

    sizes: tuple[int, ...]
    activation: str
    decay: float
    params: Arrays
    x: np.ndarray
    t: np.ndarray
    flatter: Arrays = {}
    """Other parameters of the last layer: scores an eighth as large, no target unlikely by them."""

    def made(self, make: Any) -> Any:
        """Return a network of these settings that holds copies of the parameters."""
        words: dict[str, Any] = {"weight_init_std": 0.5}
        if self.activation != "relu":  # the default
            words["activation"] = self.activation
        if self.decay:  # 0 is the default
            words["weight_decay_lambda"] = self.decay
        net = make(self.sizes[0], list(self.sizes[1:-1]), self.sizes[-1], **words)
        by_own_names(net, "params")
        self.put(net)
        return net

    def put(self, net: Any) -> None:
        """Give a network copies of the parameters, under its own names for them."""
        names = own_names(net, self.params)
        net.params.update({names[name]: value.copy() for name, value in self.params.items()})

    def scores(self) -> np.ndarray:
        """Return what predict has to give for the batch."""
        z = self.x
        last = len(self.sizes) - 1
        with np.errstate(all="ignore"):  # a student's own parameters may be anything
            for i in range(1, last):
                a = z @ self.params[f"W{i}"] + self.params[f"b{i}"]
                z = np.maximum(a, 0) if self.activation == "relu" else 1 / (1 + np.exp(-a))
            return np.asarray(z @ self.params[f"W{last}"] + self.params[f"b{last}"])

    def right_predict(self) -> Right:
        """Return what stands in for a predict of the student's own."""
        return Right("predict", self._scores_of, "params")

    def right_loss(self) -> Right:
        """Return what stands in for a loss of the student's own."""
        return Right("loss", self._loss_of, "params")

    def _loss_of(self, params: dict[str, Any], x: np.ndarray, t: np.ndarray) -> float:
        net = self._with(params, x)
        if t.shape != (len(x), self.sizes[-1]):
            raise ValueError(f"loss with a t of the shape {t.shape}")
        return net._replace(t=t).loss()

    def _scores_of(self, params: dict[str, Any], x: np.ndarray) -> np.ndarray:
        return self._with(params, x).scores()

    def _with(self, params: dict[str, Any], x: np.ndarray) -> Net:
        there = {str(name).lower(): np.asarray(value, float) for name, value in params.items()}
        own = {name: there[name.lower()] for name in self.params}
        is_usual = x.ndim == 2 and x.shape[1] == self.sizes[0] and len(x) <= _MOST_ROWS
        if not is_usual or any(own[name].shape != p.shape for name, p in self.params.items()):
            raise ValueError(f"predict of an x of the shape {x.shape}")
        return self._replace(params=own, x=x)

    def penalty(self) -> float:
        """Return ½ λ Σ W² over every layer."""
        squares = [np.sum(value**2) for name, value in self.params.items() if name[0] == "W"]
        return float(0.5 * self.decay * sum(squares))

    def loss(self) -> float:
        """Return the cross entropy of the scores, without an epsilon, plus the weight decay."""
        return _cross_entropy(softmax(self.scores()), self.t) + self.penalty()

    def moved(self, name: str, index: tuple[int, ...], step: float) -> Net:
        """Return the same network with one entry of one parameter moved."""
        value = self.params[name].copy()
        value[index] += step
        return self._replace(params={**self.params, name: value})

    def probability(self) -> float:
        """Return the lowest probability of a target."""
        return float(np.min(np.sum(softmax(self.scores()) * self.t, axis=1)))


def own_names(net: Any, names: Iterable[str]) -> dict[str, str]:
    """Return a network's own names for its parameters: ``w1`` costs W1 where it is asked for.

    That is where the network is made; all else is judged with what is there.
    """
    there = set(net.params.keys())
    lower = all(name.lower() in there for name in names)
    return {name: name.lower() if lower and name not in there else name for name in names}


def softmax(scores: np.ndarray) -> np.ndarray:
    """Return the softmax of each row."""
    with np.errstate(all="ignore"):  # a student's own scores may be anything
        powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def nets(
    most_rows: int = 3, most: int = 3, layers: int = 2, *, is_large: bool = True
) -> st.SearchStrategy[Net]:
    """Draw networks of which every target has a probability of at least 0.02.

    Where slopes are asked for they are not to be large: a work that takes relu for sigmoid has its
    kinks then where it is, and each slope of many rows takes its time.
    """
    drawn = _nets(most_rows, most, layers, is_large=is_large)
    return drawn.filter(lambda net: net.probability() >= LOWEST_PROBABILITY)


@st.composite
def far_nets(draw: st.DrawFn, most_rows: int = 3, most: int = 3, layers: int = 2) -> Net:
    """Draw networks of any scores, now and then such as reach 29 on one side of 0."""
    net = draw(_nets(most_rows, most, layers))
    reach = draw(st.sampled_from((0.0, 0.0, 29.0)))
    return _reaching(net, reach) if reach else net


def _reaching(net: Net, reach: float) -> Net:
    """Return a network with another last layer, whose largest score reaches so far from 0."""
    last, largest = len(net.sizes) - 1, max(1.0, float(np.max(np.abs(net.scores()))))
    stretched = {name: net.params[name] * reach / largest for name in (f"W{last}", f"b{last}")}
    return net._replace(params={**net.params, **stretched})


@st.composite
def nets_for_losses(draw: st.DrawFn, most_rows: int = 3, most: int = 3, layers: int = 2) -> Net:
    """Draw networks like `nets`, or now and then such as are sure of what is wrong.

    Their scores reach 14, and every target is the lowest: what an epsilon makes of its probability
    is most of the loss.
    """
    if draw(st.integers(0, 7)) < 7:
        return draw(nets(most_rows, most, layers))
    net = _reaching(draw(_nets(most_rows, most, layers)), 14.0)
    lowest = np.eye(net.sizes[-1])[np.argmin(net.scores(), axis=1)]
    return net._replace(t=lowest, flatter={name: -net.params[name] / 8 for name in net.flatter})


@st.composite
def _nets(draw: st.DrawFn, most_rows: int, most: int, layers: int, *, is_large: bool = True) -> Net:
    """Draw a network whose units are never at the kink of relu, where no slope is right.

    x is a multiple of 1/2, weights of 1/4, biases of 1/4 plus 1/16, 1/128, 1/1024: a sum of their
    products in the first, second, third layer is at least that far from 0, and what a numerical
    gradient moves by its step of 1e-4 is less. Of sigmoid, which has no kink, there are three
    times as many layers now and then, if it may be large: names of ten layers sort in two ways.
    """
    depth = draw(st.integers(1, layers))
    activation = draw(st.sampled_from(("relu", "sigmoid")))
    if is_large and depth == layers and activation == "sigmoid" and draw(st.booleans()):
        depth, most = 3 * layers, 2
    sizes = (
        draw(st.integers(1, most)),
        *(draw(st.integers(1, most)) for _ in range(depth)),
        draw(st.integers(2, most + 1)),
    )
    rows = draw(st.integers(1, most_rows))
    params = {}
    for i, (n_in, n_out) in enumerate(zip(sizes, sizes[1:], strict=False), start=1):
        weights = (0.5, -0.5, 0.25, -0.25) if i == len(sizes) - 1 else (0.5, -0.5, 0.25, 0.75, -1.0)
        params[f"W{i}"] = draw(chosen((n_in, n_out), weights))
        params[f"b{i}"] = draw(arrays((n_out,), -0.5, 0.5)) + 2.0 ** (1 - 3 * i) / 4
    x = draw(chosen((rows, sizes[0]), (1.0, -1.0, 0.5, -0.5, 1.5)))
    t = draw(one_hot(rows, sizes[-1]))
    if draw(st.integers(0, 7)) == 7:  # of many rows, the same ones over and over; not so at the end
        many = 331 if is_large else 71
        x, t = np.resize(x, (many, sizes[0])), np.resize(t, (many, sizes[-1]))
        t[-9:] = np.roll(t[-9:], 1, axis=1)
    return Net(
        sizes,
        activation,
        draw(st.sampled_from((0.5, 0.0, 1.0, 0.1, 8.0))),  # 8: the gradient's norm goes beyond 5
        params,
        x,
        t,
        {name: -params[name] / 8 for name in (f"W{depth + 1}", f"b{depth + 1}")},
    )


def judged(make: Any, case: Net, *demands: Callable[[Any, Net], None]) -> None:
    """Have a net meet ``demand(net, case)`` of each, by itself or beside a right predict."""
    __tracebackhide__ = True

    def demand(made: Any) -> None:
        __tracebackhide__ = True
        net = case.made(made)
        for each in demands:
            each(net, case)

    judged_beside(demand, make, case.right_predict())


def judge_gradient(make: Any, case: Net) -> None:
    """Have a net give its gradient, by itself or beside a right predict and a right loss.

    What its own predict or loss does to the batch is no fault of its gradient.
    """
    __tracebackhide__ = True

    def demand(made: Any, asked: Iterable[tuple[np.ndarray, np.ndarray]] = ()) -> None:
        __tracebackhide__ = True
        net = case.made(made)
        for x, t in asked:
            attempt(net.predict, x.copy())
            attempt(net.loss, x.copy(), t.copy())
        _assert_gradient(net, case)

    after = functools.partial(demand, asked=_asked_of_gradient(case))
    judged_beside(demand, make, case.right_predict(), case.right_loss(), after=after)


def _asked_of_gradient(case: Net) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return what gradient is asked: another batch, other numbers, and the case's own.

    The other batch comes last again: whoever only goes back goes back through that.
    """
    other = (-case.x[:1], np.roll(case.t[:1], 1, axis=1))
    return [other, (-case.x, case.t), (case.x, case.t), other]


def is_asked_again(case: Net) -> bool:
    """Return whether a case is one of the few in which everything is asked over and over."""
    return case.sizes[0] == 1 and len(case.x) == 1


def assert_scores(net: Any, case: Net) -> None:
    """Demand the right scores of a batch, and then of its first and its last row alone.

    Sums of at most four products below 40: rounding is below 1e-13.
    """
    __tracebackhide__ = True
    expected, held = case.scores(), net.params.held()
    asked = asked_before(net.predict, case.x)
    for rows in (slice(None), slice(1), slice(-1, None)):
        what = Text("predict(x)", "predict(x)")
        x = case.x[rows].copy() if rows.stop or rows.start else asked
        assert_close(net.predict(x), expected=expected[rows], tolerance=1e-9, what=what)
    if is_asked_again(case):
        assert_same_again(net.predict, case.x, what=what)
        _assert_held(net, held, case)


def _assert_held(net: Any, held: StudentDict, case: Net) -> None:
    """Demand that a net has the arrays that it held; a numerical gradient moves those."""
    __tracebackhide__ = True
    names = own_names(net, case.params)
    assert_held(net.params, held, {names[key]: value for key, value in case.params.items()})
    case.put(net)


def own_scores(net: Any, case: Net) -> Any:
    """Return what the student's own predict gives; None if it says nothing anywhere.

    Ask before loss or accuracy, which are told the targets. One that is right here is not asked
    elsewhere: whether it counts makes no difference.
    """
    with unshown(net):
        own = attempt(net.predict, case.x.copy())
        if is_right(own, case.scores()):
            attempt(net.predict, -case.x)  # of which what is asked next knows nothing
            return own
        elsewhere = []
        for turn in (0, 1):
            elsewhere_params = {n: generic(p.shape, turn) for n, p in case.params.items()}
            case._replace(params=elsewhere_params).put(net)
            elsewhere.append(attempt(net.predict, generic((3, case.sizes[0]), 2)))
        case.put(net)
    return own if _is_usable(own) and _says_something(elsewhere) else None


def generic(shape: tuple[int, ...], turn: int) -> np.ndarray:
    """Return an array that could have been drawn as well, no two of its columns alike."""
    values = np.array([0.5, -0.25, 1.0, -0.75, 0.25, -1.0, 0.75])
    return np.resize(np.roll(values, turn), shape)


def _is_usable(values: Any) -> bool:
    is_numbers = isinstance(values, np.ndarray) and values.dtype.kind in "fiu"
    return is_numbers and values.size > 0 and values.ndim > 0 and bool(np.isfinite(values).all())


def _says_something(answers: list[Any]) -> bool:
    """Return whether predictions depend on the parameters, and differ from class to class."""
    if not all(map(_is_usable, answers)) or np.array_equal(*answers):
        return False
    return all(float(np.ptp(y)) > NOTICEABLE * max(1.0, np.max(np.abs(y))) for y in answers)


LOSS = Text("the loss", "손실")


def assert_loss(net: Any, case: Net) -> None:
    """Demand the cross entropy of the right scores, or of the own ones, plus the weight decay.

    Own scores that are probabilities by mistake may be taken for either.
    """
    __tracebackhide__ = True
    held, t = net.params.held(), case.t.copy()
    _assert_loss_of(net, case, asked_before(net.loss, case.x, t), t)
    if len(case.x) == 2:  # what was answered first is no answer to other inputs
        first = case._replace(x=case.x[:1], t=case.t[:1])
        _assert_loss_of(net, first, first.x.copy(), first.t.copy())
    if is_asked_again(case):
        assert_same_again(net.loss, case.x, case.t, what=LOSS)
        _assert_held(net, held, case)
        other = case._replace(params={**case.params, **case.flatter})
        other.put(net)
        _assert_loss_of(net, other, case.x.copy(), case.t.copy())
        case.put(net)


def _assert_loss_of(net: Any, case: Net, x: np.ndarray, t: np.ndarray) -> None:
    __tracebackhide__ = True
    own = own_scores(net, case)
    number = as_number(net.loss(x, t), what=LOSS)
    right = softmax(case.scores())
    answers = [right]
    if own is not None and own.shape == right.shape:
        answers += [softmax(own), own]
    losses = [
        [_cross_entropy(y, case.t, epsilon) + case.penalty() for epsilon in (LARGEST_EPSILON, 0.0)]
        for y in answers
    ]
    expect(
        any(
            least - LOSS_TOLERANCE <= number <= most + LOSS_TOLERANCE
            for least, most in losses
            if math.isfinite(most)  # with the logarithm of nothing any loss would agree
        ),
        otherwise=Text("the loss is wrong", "손실: 값이 다릅니다"),
        expected=_cross_entropy(right, case.t, 1e-7) + case.penalty(),  # as the lesson adds it
        actual=number,
    )


def _cross_entropy(probabilities: np.ndarray, t: np.ndarray, epsilon: float = 0.0) -> float:
    """Return the mean cross entropy of a batch; infinite or nan where there is none."""
    with np.errstate(all="ignore"):
        return float(np.mean(-np.log(np.sum(probabilities * t, axis=1) + epsilon)))


def assert_accuracy(net: Any, case: Net) -> None:
    """Demand the share of rows that the right scores get, or the student's own.

    Where one of the two has a tie nothing is demanded: it may be broken either way.
    """
    __tracebackhide__ = True
    answers = [case.scores()]
    if not has_no_tie(answers[0]):
        return
    t = case.t.copy()
    x = asked_before(net.accuracy, case.x, t)
    own = own_scores(net, case)
    if own is not None and own.shape == answers[0].shape:
        answers.append(own)
    if not all(map(has_no_tie, answers)):
        return
    shares = [float(np.mean(np.argmax(y, axis=1) == np.argmax(case.t, axis=1))) for y in answers]
    what = Text("the accuracy", "정확도")
    actual = as_number(net.accuracy(x, t), what=what)
    expect(
        any(abs(actual - share) < 1e-9 for share in shares),
        otherwise=Text("the accuracy is wrong", "정확도: 값이 다릅니다"),
        expected=shares[0],
        actual=actual,
    )


def has_no_tie(scores: np.ndarray) -> bool:
    """Return whether every row has one largest entry, by more than rounding."""
    ordered = np.sort(scores, axis=-1)
    return bool(np.min(ordered[..., -1] - ordered[..., -2]) > 1e-9)


def _assert_gradient(net: Any, case: Net) -> None:
    """Demand the derivative of the right loss by every parameter, or of the student's own.

    Both are had as central differences with h = 1e-4. Of a loss below 30 whose third derivatives
    are below 60 they are within 1e-7 + 6e-11. An epsilon e in the logarithm scales a row's
    gradient by p / (p + e), p >= 0.02: by 5e-6 for 1e-7, which most who back-propagate leave out;
    by 5e-5 for 1e-6, but then the difference of the own loss agrees. The network has been asked
    for the gradient of another batch before, once or twice, with other parameters, and about the
    very same arrays when x held something else; it leaves the parameters alone.
    """
    __tracebackhide__ = True
    case._replace(params={name: 2 * value for name, value in case.params.items()}).put(net)
    for _ in range(1 + case.sizes[0] % 2):  # what is turned round twice is as it was
        attempt(net.gradient, *_asked_of_gradient(case)[0])
    case.put(net)
    t = case.t.copy()
    x = asked_before(net.gradient, case.x, t, is_longer_first=False)  # a single row was
    gradients = net.gradient(x, t)
    names = own_names(net, case.params)
    if isinstance(gradients, dict) and not set(gradients) >= set(names.values()):
        names = {name: name for name in case.params}
    expect(
        isinstance(gradients, dict) and set(gradients) >= set(names.values()),
        otherwise=Text(
            "gradient should return a dict with the keys of params",
            "gradient는 params와 같은 키를 가진 딕셔너리를 반환해야 합니다",
        ),
        expected=", ".join(case.params),
        actual=", ".join(map(str, gradients)) if isinstance(gradients, dict) else gradients,
    )
    own: OwnSlopes | None = None
    for name in case.params:
        expected = _slope(case, name)
        what = Text(f"the gradient of {name}", f"{name}의 기울기")
        actual = assert_array(gradients[names[name]], shape=expected.shape, what=what)
        if np.all(np.abs(actual - expected) <= 1e-5):
            continue
        own = own or OwnSlopes(net, case)
        if not any(np.all(np.abs(actual - slope) <= 1e-5) for slope in own.by(name)):
            assert_close(actual, expected=expected, tolerance=1e-5, what=what)
    assert_params_unchanged(net, case)


def _slope(case: Net, name: str) -> np.ndarray:
    """Return the central differences of the right loss by one parameter."""
    start = case.params[name]
    slope = np.zeros(start.shape)
    for index in np.ndindex(start.shape):
        above, below = (case.moved(name, index, step).loss() for step in (1e-4, -1e-4))
        slope[index] = (above - below) / 2e-4
    return slope


class OwnSlopes:
    """Central differences of what a student's network itself says, where that says something."""

    def __init__(self, net: Any, case: Net) -> None:
        """Find out whether the own loss, and the own predict, depend on the parameters."""
        self._net, self._case = net, case
        self._names = own_names(net, case.params)
        self._loss_counts = own_loss_varies(net, case)
        own = own_scores(net, case)
        self._scores_count = own is not None and own.shape == case.t.shape

    def by(self, name: str) -> list[np.ndarray]:
        """Return the slopes of the own loss, and of the right loss of the own scores.

        With h = 1e-4 and |loss| <= 30 they are within 6e-11 + 2e-9 of the derivatives. The latter
        has no epsilon in its logarithm: that of the former hides the slope of a probability near 0.
        """
        start = self._case.params[name]
        slopes = np.full((2, *start.shape), np.nan)
        with unshown(self._net):
            for index in np.ndindex(start.shape):
                above, below = (self._said(name, index, step) for step in (1e-4, -1e-4))
                slopes[(slice(None), *index)] = (above - below) / 2e-4
            self._case.put(self._net)
        counts = (self._loss_counts, self._scores_count)
        return [s for s, says in zip(slopes, counts, strict=True) if says and np.isfinite(s).all()]

    def _said(self, name: str, index: tuple[int, ...], step: float) -> np.ndarray:
        """Return both losses with one entry moved; nan where there is none."""
        case = self._case.moved(name, index, step)
        self._net.params[self._names[name]] = case.params[name].copy()
        loss = _number(attempt(self._net.loss, case.x.copy(), case.t.copy()))
        if not self._scores_count:
            return np.array([loss, math.nan])
        scores = attempt(self._net.predict, case.x.copy())
        is_alike = _is_usable(scores) and scores.shape == case.t.shape
        right = _cross_entropy(softmax(scores), case.t) if is_alike else math.nan
        return np.array([loss, right + case.penalty()])


def own_loss_varies(net: Any, case: Net) -> bool:
    """Return whether the cross entropy in the student's own loss depends on the parameters.

    Only the biases are moved, by 1 to their number: the weight decay says nothing.
    """
    losses = []
    with unshown(net):
        for step in (0.0, 1.0):
            moved = {
                name: value + (name[0] == "b") * step * np.arange(1.0, value.shape[-1] + 1.0)
                for name, value in case.params.items()
            }
            case._replace(params=moved).put(net)
            losses.append(_number(attempt(net.loss, case.x[:1] + 4.0, case.t[:1].copy())))
        case.put(net)
    return abs(losses[0] - losses[1]) > NOTICEABLE


def _number(value: Any) -> float:
    if isinstance(value, np.ndarray) and value.size == 1 and value.dtype.kind in "fiu":
        return float(value.item())
    return float(value) if isinstance(value, (int, float)) else math.nan


def assert_params_unchanged(net: Any, case: Net) -> None:
    """Demand that a call has left the parameters as they were, up to rounding."""
    __tracebackhide__ = True
    now, names = net.params.copy(), own_names(net, case.params)
    for name, before in case.params.items():
        what = f"params[{name!r}]"
        tolerance = 1e-12 * np.maximum(1.0, np.abs(before))
        expect(
            is_right(now.get(names[name]), before, tolerance),
            otherwise=Text(f"{what} was changed by the call", f"{what}: 호출 전과 달라졌습니다"),
            expected=before,
            actual=now.get(names[name]),
        )
