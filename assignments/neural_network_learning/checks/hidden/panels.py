"""The panel of each part: what is asked of a wrong solution to tell what was misunderstood.

Each probe asks one thing and returns what it saw, in a form in which only the fault shows: neither
a step h, nor an epsilon in a logarithm, nor another generator of random numbers, nor whether an
argument is changed in place. A probe must never demand anything.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from cases import attempt, point_of, rows_of

from autograder.checks import Function, of_many

# -- numerical_gradient ----------------------------------------------------------------------------

_LARGEST_STEP = 5e-3
"""Larger steps are wrong ones, whose powers are not told apart."""


class _Watched(Function):
    """A function that knows how far from a point it was asked, and how many entries had moved."""

    def __init__(self, formula: str, x: np.ndarray, **constants: Any) -> None:
        super().__init__(formula, shape=x.shape, rows=True, **constants)
        self._home = x.copy()
        self.step = np.inf
        self.moved = 0

    def __call__(self, x: Any) -> float:
        if isinstance(x, np.ndarray) and x.shape[-1:] == self._home.shape[-1:]:
            homes = self._home if x.ndim < self._home.ndim else self._home[np.newaxis]
            away = min((x - home for home in homes), key=lambda each: np.max(np.abs(each)))
            if away.any():
                self.step = min(self.step, float(np.max(np.abs(away))))
                self.moved = max(self.moved, int(np.count_nonzero(away)))
        return super().__call__(x)


def _in_steps(values: Any, step: float, floor: float) -> Any:
    """Return an array of a size near 1, and the power of the step that it was multiplied by.

    What is below ``floor`` everywhere is rounding: zero.
    """
    if not isinstance(values, np.ndarray) or values.dtype.kind != "f" or not values.size:
        return values
    size = float(np.max(np.abs(values)))
    if not np.isfinite(size) or size <= floor:
        return size if not np.isfinite(size) else np.zeros(values.shape)
    power = round(np.log(size) / np.log(step)) if step < _LARGEST_STEP else 0
    return [power, values / step**power]


def quadratic(student: Any) -> Any:
    """Every central difference is exact here, but for the cross terms of an x that has moved."""
    A = np.array([[1.0, 0.5, -0.25], [0.5, 0.5, 0.75], [-0.25, 0.75, 1.0]])
    b = np.array([0.5, -1.0, 0.75])
    x = np.array([0.25, -0.5, 0.75])
    f = _Watched("x @ A @ x / 2 + b @ x + 1", x, A=A, b=b)
    found = student.numerical_gradient(f, x)
    return [f.moved, _in_steps(found, f.step, 1e-300)]


def x_afterwards(student: Any) -> Any:
    """What has become of x, where it matters (cross terms)."""
    x = np.array([0.25, -0.5, 0.75])
    before = x.copy()
    f = _Watched("(np.sum(x) ** 2 + np.sum(x)) / 2", x)
    student.numerical_gradient(f, x)
    return _in_steps(x - before, f.step, 1e-11)


def cross_terms_by_the_step(student: Any) -> Any:
    """What an x that has moved does to the entries that follow."""
    A = np.array([[0.0, 2.0, 1.0], [2.0, 0.0, -3.0], [1.0, -3.0, 0.0]])
    x = np.array([0.125, -0.125, 0.25])
    f = _Watched("x @ A @ x / 2", x, A=A)
    exact = A @ x
    found = student.numerical_gradient(f, x)
    return _error(found, exact, f.step)


def vertex(student: Any) -> Any:
    """A difference to one side is off by its step, times the curvature."""
    c = np.array([0.5, -1.0, 0.25])
    x = c.copy()
    k = np.array([2.0, 1.0, 3.0])
    f = _Watched("np.sum(k * (x - c) ** 2)", x, k=k, c=c)
    return _error(student.numerical_gradient(f, x), np.zeros(3), f.step)


def step_to_one_side(student: Any) -> Any:
    """Whether a forward difference, right on a line, tries to hide behind a small step."""
    line = student.numerical_gradient(Function("x[0] - x[1]", shape=(2,)), np.array([0.5, 0.25]))
    x = np.array([0.5, -1.0])
    f = _Watched("np.sum((x - c) ** 2)", x, c=x.copy())
    found = student.numerical_gradient(f, x)
    if not np.allclose(line, [1, -1], atol=1e-3) or not np.allclose(found, f.step, rtol=1e-3):
        return "not forward"
    return "small" if f.step < 3e-5 else "usual"


def inflexion(student: Any) -> Any:
    """Too wide a step is off by its square, times what the curve bends."""
    k = np.array([1.0, -0.5, 0.75])
    x = np.zeros(3)
    f = _Watched("np.sum(k * x ** 3)", x, k=k)
    found = student.numerical_gradient(f, x)
    is_wide = isinstance(found, np.ndarray) and found.shape == (3,) and f.step > _LARGEST_STEP
    return found / f.step**2 if is_wide else "not wide"


def noise(student: Any) -> Any:
    """Too small a step leaves rounding."""
    x = np.array([0.3, -0.7, 0.9, 0.1, -0.4, 0.6])
    f = _Watched("100 + np.sum(x)", x)
    found = student.numerical_gradient(f, x)
    if not isinstance(found, np.ndarray) or found.shape != x.shape:
        return "none"
    return bool(1e-6 < np.max(np.abs(found - 1)) < 0.3)


def matrix(student: Any) -> Any:
    """Rows and columns, each entry with a slope of its own."""
    x = np.array([[0.5, -0.75, 1.0], [-0.25, 1.25, 0.75]])
    a = np.array([1.0, 0.5, -1.0])
    f = _Watched("np.sum(a * x ** 2) + 1", x, a=a)
    return _in_steps(student.numerical_gradient(f, x), f.step, 1e-300)


def closure(student: Any) -> Any:
    """f ignores what it is handed and reads the array itself."""
    x = np.array([0.5, -1.0, 0.75])
    f = Function("X @ X + X[0] * X[1]", shape=None, X=x)
    return _roughly(student.numerical_gradient(f, x))


def closure_over_a_matrix(student: Any) -> Any:
    """The same for a matrix, as a network's loss reads its weights."""
    x = np.array([[0.5, -1.0], [0.75, 1.5]])
    f = Function("np.sum(X ** 2) + X[0, 0] * X[1, 1]", shape=None, X=x)
    return _roughly(student.numerical_gradient(f, x))


def _roughly(found: Any) -> Any:
    if not isinstance(found, np.ndarray) or found.dtype.kind != "f":
        return found
    return "huge" if np.any(np.abs(found) > 100) else found


def kind(student: Any) -> Any:
    """What comes back: an array, of what."""
    found = student.numerical_gradient(Function("2.7 * x[0]", shape=(1,)), np.array([1.5]))
    return found.dtype.kind if isinstance(found, np.ndarray) else type(found).__name__


def _error(found: Any, exact: np.ndarray, step: float) -> Any:
    """Return how far off a gradient is, in steps, where it is nearly right."""
    if not isinstance(found, np.ndarray) or found.shape != exact.shape:
        return "no gradient"
    error = found - exact
    # Rounding is below 1e-16 / 1e-7, and a wide step is another probe's.
    if np.max(np.abs(error)) <= 1e-8 or step > _LARGEST_STEP or step < 1e-9:
        return "right"
    return _in_steps(error, step, 0.0) if np.max(np.abs(error)) < 0.05 else "far off"


# -- gradient_descent ------------------------------------------------------------------------------


def _bowl(shape: tuple[int, ...]) -> Function:
    size = int(np.prod(shape))
    return Function(
        "np.sum(a * (x - c) ** 2) + np.sum(x) ** 2 / 4",
        gradient="2 * a * (x - c) + np.sum(x) / 2",
        shape=shape,
        a=np.linspace(0.5, 1.0, size).reshape(shape),
        c=np.linspace(-1.0, 1.5, size).reshape(shape),
    )


def _path(shape: tuple[int, ...], **words: Any) -> Any:
    start = np.linspace(1.0, -2.0, int(np.prod(shape))).reshape(shape)

    def probe(student: Any) -> Any:
        return point_of(student.gradient_descent(_bowl(shape), start.copy(), **words))

    return probe


def near_the_bottom(student: Any) -> Any:
    """Where the slope is small there are still steps to take; all numbers times a thousand."""
    c = np.array([0.5, -1.0])
    f = Function("np.sum((x - c) ** 2)", gradient="2 * (x - c)", shape=(2,), c=c)
    start = c + np.array([0.002, -0.001])
    end = point_of(student.gradient_descent(f, start.copy(), lr=0.1, step_num=5))
    return 1000 * (end - c)


def history(student: Any) -> Any:
    """Each row by the number of steps that lead there, whatever the steps are."""
    return [_rows(student, (2,), 3), _rows(student, (2, 2), 4), _rows(student, (3,), 2)]


def _rows(student: Any, shape: tuple[int, ...], steps: int) -> Any:
    f = _bowl(shape)
    start = np.linspace(1.0, -2.0, int(np.prod(shape))).reshape(shape)
    answer = student.gradient_descent(f, start.copy(), lr=0.125, step_num=steps)
    if not isinstance(answer, (tuple, list)) or len(answer) != 2:
        is_point = isinstance(answer, np.ndarray) and answer.shape == shape
        return "a point alone" if is_point else "neither a pair nor a point"
    rows = rows_of(answer[1])
    ends = [start]
    for count in range(1, steps + 1):
        end = student.gradient_descent(f, start.copy(), lr=0.125, step_num=count)
        ends.append(np.asarray(point_of(end)))
    if not isinstance(rows, np.ndarray) or rows.shape[1:] != shape:
        return rows if isinstance(rows, np.ndarray) else "uneven"
    return [len(rows), *(_steps_to(row, ends) for row in rows[:20])]


def _steps_to(row: np.ndarray, ends: list[np.ndarray]) -> Any:
    for steps, end in enumerate(ends):
        if end.shape == row.shape and np.allclose(row, end, rtol=1e-7, atol=1e-7):
            return f"after {steps}"
    return row


# -- SimpleNet -------------------------------------------------------------------------------------


def _drawn(nets: list[Any], std: float) -> Any:
    """Return what arrays that should be normal look like, coarsely enough to be no chance."""
    if not all(isinstance(net, np.ndarray) and net.ndim for net in nets):
        return nets[0]
    shapes = {net.shape for net in nets}
    if len(shapes) > 1:
        return "of several shapes"
    values = np.concatenate([net.ravel() for net in nets]).astype(float)
    seen: list[Any] = [list(nets[0].shape)]
    if np.ptp(values) == 0:
        return [*seen, "all the same", float(values[0])]
    if np.array_equal(values, np.round(values)):  # first: of few whole numbers some nets are alike
        return [*seen, "whole numbers"]
    if len({net.tobytes() for net in nets}) < len(nets):
        return [*seen, "alike in every net"]
    mean, spread = float(np.mean(values)), float(np.std(values))
    tails = float(np.mean(((values - mean) / spread) ** 4))
    # Of 1500 draws or more the mean strays by 0.03 of the spread, the spread by 2 %, the kurtosis
    # by 0.13 (normal: 3; uniform: 1.8). A step of the first is 0.8 octaves: the ratios that a
    # forgotten, fixed, squared or uniform spread makes lie near the middle of one.
    side = "around 0" if abs(mean) < 0.25 * spread else "above 0" if mean > 0 else "below 0"
    return [
        *seen,
        round(1.25 * np.log2(spread / std)),
        side,
        "flat" if tails < 2.3 else "with tails",
    ]


def weights_of_simple_net(student: Any) -> Any:
    """The shape, mean, spread and tails of many W."""
    return _drawn(of_many(student.SimpleNet, "W", 250), 1.0)


_W = np.array([[0.5, -1.0, 0.75], [-0.25, 1.5, 1.0]])
_X = np.array([[0.5, 1.0], [-0.75, 0.25], [1.5, -0.5]])
_T = np.array([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


def _simple_net(student: Any, W: np.ndarray) -> Any:
    net = student.SimpleNet()
    net.W = W.copy()
    return net


def scores(student: Any) -> Any:
    """What predict gives for a single input and for a batch, and whether it looks at W."""
    net = _simple_net(student, _W)
    seen = [attempt(net.predict, x.copy()) for x in (_X[0], _X, _X[:1])]
    if any(value is None for value in seen):
        return ["raised" if value is None else value for value in seen]
    others = [-2 * _W + 1, np.array([[2.0, -1.0, 0.5], [0.25, 0.75, -3.0]])]
    again = []
    for W in others:
        net.W = W
        again.append(attempt(net.predict, _X.copy()))
    same = all(np.array_equal(each, seen[1]) for each in again)
    return "the same for every W" if same else seen


def loss_of_simple_net(student: Any) -> Any:
    """The loss of a single input, of a batch, and where all scores are positive."""
    net = _simple_net(student, _W)
    positive = _simple_net(student, np.abs(_W) + 0.25)
    asked = [(net, _X[0], _T[0]), (net, _X, _T), (positive, np.abs(_X), _T), (net, _X[:2], _T[1:])]
    return [_asked(each.loss, x, t) for each, x, t in asked]


def _asked(function: Any, *arrays: np.ndarray) -> Any:
    """Return what a method answers to copies of the arrays; that it raised is an answer, too."""
    value = attempt(function, *(array.copy() for array in arrays))
    return "raised" if value is None else value


# -- TwoLayerNet -----------------------------------------------------------------------------------

_NAMES = ("W1", "b1", "W2", "b2")
_PARAMS = {
    "W1": np.array([[0.5, -1.0, 0.25, 2.0], [1.0, 0.75, -1.5, 0.5]]),
    "b1": np.array([0.75, -0.5, 0.25, -1.0]),
    "W2": np.array([[1.0, -0.5, 0.75], [-1.5, 2.0, 0.5], [0.5, 1.0, -1.0], [0.25, -0.75, 1.5]]),
    "b2": np.array([2.0, 2.5, 1.75]),
}
_X2 = np.array([[0.5, 1.0], [-0.75, 0.25], [1.5, -0.5], [-1.0, -1.5]])
_T2 = np.eye(3)[[1, 0, 2, 1]]


def _two_layer_net(student: Any, scale: float = 1.0) -> Any:
    net = student.TwoLayerNet(2, 4, 3)
    net.params.update({name: scale * value for name, value in _PARAMS.items()})
    return net


def _params(std: float | None) -> Any:
    def probe(student: Any) -> Any:
        words = {} if std is None else {"weight_init_std": std}
        nets = [student.TwoLayerNet(30, 50, 20, **words).params for _ in range(2)]
        drawn: list[Any] = [
            _drawn([net[name] for net in nets], 0.01 if std is None else std)
            for name in ("W1", "W2")
        ]
        for name in ("b1", "b2"):
            bias = nets[0][name]
            drawn.append(bias if np.ptp(bias) == 0 else f"varied, {bias.shape}")
        return drawn

    return probe


def probabilities(student: Any) -> Any:
    """What predict gives for a batch, a batch of one, and larger parameters."""
    nets = [_two_layer_net(student), _two_layer_net(student), _two_layer_net(student, 2.0)]
    batches = [_X2, _X2[:1], _X2[1:]]
    return [_asked(net.predict, x) for net, x in zip(nets, batches, strict=True)]


def loss_of_two_layer_net(student: Any) -> Any:
    """The loss of batches of several sizes."""
    net, larger = _two_layer_net(student), _two_layer_net(student, 2.0)
    asked = [(net, _X2, _T2), (net, _X2[:1], _T2[:1]), (larger, _X2[1:], _T2[1:])]
    return [_asked(each.loss, x, t) for each, x, t in asked]


def accuracies(student: Any) -> Any:
    """The accuracy of batches with all, some and none right."""
    net = _two_layer_net(student)
    x = np.concatenate([_X2, 2 * _X2, -_X2, [[3.0, 0.5]]])
    order = np.argsort(_right_scores(x), axis=1)
    best, second, last = (np.eye(3)[order[:, place]] for place in (2, 1, 0))
    some = best.copy()
    some[1::3], some[2::5] = second[1::3], last[2::5]
    asked = [(x, best), (x, second), (x, last), (x, some), (x[:5], some[:5]), (x[3:7], some[3:7])]
    # A row for each class, which no other row outdoes in it.
    grid = np.mgrid[-3:3:13j, -3:3:13j].reshape(2, -1).T
    scores = _right_scores(grid)
    one_each = grid[np.argmax(scores - np.log(np.exp(scores).sum(axis=1, keepdims=True)), axis=0)]
    asked += [(one_each, np.eye(3)), (one_each[::-1].copy(), np.eye(3)[::-1].copy())]
    return [_asked(net.accuracy, inputs, targets) for inputs, targets in asked]


def _right_scores(x: np.ndarray) -> np.ndarray:
    hidden = 1 / (1 + np.exp(-(x @ _PARAMS["W1"] + _PARAMS["b1"])))
    return np.asarray(hidden @ _PARAMS["W2"] + _PARAMS["b2"])


def gradients(student: Any) -> Any:
    """The gradients where they are wrong by much; by little, only which way they are off."""
    net = _two_layer_net(student)
    found = net.numerical_gradient(_X2.copy(), _T2.copy())
    if not isinstance(found, dict):
        return found
    exact = _exact_gradients()
    return {name: _off(found.get(name), exact[name]) for name in _NAMES}


def where_nothing_is_decided(student: Any) -> Any:
    """Whether the gradient is zero where all classes are tied: an accuracy jumps there."""
    net = _two_layer_net(student, 0.0)
    found = net.numerical_gradient(_X2.copy(), _T2.copy())
    values = found.values() if isinstance(found, dict) else ()
    return [bool(np.any(v)) if isinstance(v, np.ndarray) else "none" for v in values]


def whether_the_loss_moves(student: Any) -> Any:
    """Whether the loss follows the parameters: one that does not has no gradient to find."""
    losses = [attempt(_two_layer_net(student, s).loss, _X2.copy(), _T2.copy()) for s in (1.0, 1.25)]
    numbers = [np.asarray(loss) for loss in losses]
    return "equal" if np.array_equal(*numbers) else "moves"


def parameters_afterwards(student: Any) -> Any:
    """What has become of the parameters: by how much, coarsely, and in which proportions."""
    net = _two_layer_net(student)
    attempt(net.numerical_gradient, _X2.copy(), _T2.copy())
    now = net.params.copy()
    return {name: _moved(now[name] - _PARAMS[name]) for name in _NAMES}


def _moved(change: np.ndarray) -> Any:
    size = float(np.max(np.abs(change)))
    if size <= 1e-11:
        return "as before"
    return ["a little" if size < 1e-2 else "much", np.round(change / size, 1)]


def _off(found: Any, exact: np.ndarray) -> Any:
    if not isinstance(found, np.ndarray) or found.shape != exact.shape:
        return "none" if found is None else found
    error = found - exact
    size = float(np.max(np.abs(error)))
    if size > 5e-3:
        return found
    return "right" if size <= 2e-6 else np.round(2 * error / size)


def _exact_gradients() -> dict[str, np.ndarray]:
    """Return the derivatives of the mean cross entropy by back-propagation."""
    p = _PARAMS
    hidden = 1 / (1 + np.exp(-(_X2 @ p["W1"] + p["b1"])))
    powers = np.exp(_right_scores(_X2))
    above = (powers / powers.sum(axis=1, keepdims=True) - _T2) / len(_T2)
    below = above @ p["W2"].T * hidden * (1 - hidden)
    return {
        "W1": _X2.T @ below,
        "b1": below.sum(axis=0),
        "W2": hidden.T @ above,
        "b2": above.sum(axis=0),
    }


PANELS = {
    "numerical_gradient": [
        quadratic,
        x_afterwards,
        cross_terms_by_the_step,
        vertex,
        step_to_one_side,
        inflexion,
        noise,
        matrix,
        closure,
        closure_over_a_matrix,
        kind,
    ],
    "gradient_descent.path": [
        _path((3,), lr=0.1, step_num=1),
        _path((3,), lr=0.1, step_num=2),
        _path((3,), lr=0.1, step_num=5),
        _path((2, 2), lr=0.05, step_num=3),
        _path((2,), lr=0.75, step_num=3),
        _path((2,)),
        near_the_bottom,
    ],
    "gradient_descent.history": [history],
    "SimpleNet.init": [weights_of_simple_net],
    "SimpleNet.predict": [scores],
    "SimpleNet.loss": [loss_of_simple_net],
    "TwoLayerNet.init": [_params(0.3), _params(None), _params(3.0)],
    "TwoLayerNet.predict": [probabilities],
    "TwoLayerNet.loss": [loss_of_two_layer_net],
    "TwoLayerNet.accuracy": [accuracies],
    "TwoLayerNet.numerical_gradient": [
        gradients,
        where_nothing_is_decided,
        whether_the_loss_moves,
        parameters_afterwards,
    ],
}

PLACES = {"gradient_descent.path": "[0]", "gradient_descent.history": "[1]"}
"""Where in an answer a part is, where its name alone does not say so."""
