"""The panel of each part: what is asked of a wrong solution to tell what was misunderstood.

Each probe asks one thing and returns what it saw, in a form in which only the fault shows: neither
an epsilon, nor another generator of random numbers. A probe must never demand anything.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from draws import attempt
from masks import scale_of
from networks import Net, softmax
from trainings import IN_PLACE

Probe = Callable[[Any], Any]

# -- optimizers ------------------------------------------------------------------------------------

# Large gradients and few: an epsilon of 1e-6 changes nothing that a probe could see.
_GRADIENTS = [
    {"W": np.array([[2.0, -3.0], [4.0, 1.5]]), "b": np.array([0.0, 0.0, 0.0])},
    {"W": np.array([[-1.0, 2.5], [0.0, 5.0]]), "b": np.array([3.0, -1.0, 2.0])},
    {"W": np.array([[3.0, 1.0], [2.0, -4.0]]), "b": np.array([-2.0, 4.0, 1.0])},
    {"W": np.array([[1.0, -2.0], [-3.0, 2.0]]), "b": np.array([1.0, 2.0, -5.0])},
]


# The bias comes first: it may be that only matrices move.
_TURNED = [dict(reversed(gradients.items())) for gradients in _GRADIENTS[1:3]]


def _walk(
    name: str,
    settings: dict[str, float],
    scale: float = 1.0,
    gradients: Sequence[dict[str, np.ndarray]] = _GRADIENTS,
) -> Probe:
    """Return a probe for the steps, in learning rates."""

    def probe(student: Any) -> Any:
        optimizer = getattr(student, name)(**settings)
        return [step / settings["lr"] for step in _steps(optimizer, gradients, scale)]

    return probe


def _steps(optimizer: Any, gradients: Sequence[Any], scale: float = 1.0) -> list[Any]:
    """Return the changes of both parameters at each update; params are in the gradients' order."""
    params = {key: np.zeros(g.shape) for key, g in gradients[0].items()}
    seen = []
    for grads in gradients:
        before = {key: value.copy() for key, value in params.items()}
        optimizer.update(params, {key: scale * g for key, g in grads.items()})
        seen += [np.asarray(params[key], dtype=float) - before[key] for key in ("W", "b")]
    return seen


def _apart(name: str) -> Probe:
    """Return a probe for an optimizer that comes after another, slower one, or is alone."""

    def probe(student: Any) -> Any:
        alone = _steps(getattr(student, name)(lr=0.1), _GRADIENTS[:2])
        second, first = (getattr(student, name)(lr=lr) for lr in (0.1, 0.05))
        _steps(first, _GRADIENTS[::-1])
        return np.allclose(np.concatenate([step.ravel() for step in alone]), _flat(second))

    return probe


def _flat(optimizer: Any) -> np.ndarray:
    return np.concatenate([step.ravel() for step in _steps(optimizer, _GRADIENTS[:2])])


def _in_place(name: str) -> Probe:
    """Return a probe for what happens to the arrays that were handed over."""

    def probe(student: Any) -> Any:
        held = {key: value.copy() for key, value in IN_PLACE.start.items()}
        params = dict(held)
        grads = {key: g.copy() for key, g in IN_PLACE.gradients[0].items()}
        getattr(student, name)(lr=0.5).update(params, grads)
        return [
            [params[key] is held[key] for key in held],
            [bool(np.any(held[key] != IN_PLACE.start[key])) for key in held],
            list(grads.values()),
        ]

    return probe


# -- initial weights -------------------------------------------------------------------------------


def spreads_by_name(student: Any) -> Any:
    """What is returned for each name and two numbers of inputs, as a share of what is right."""
    seen: list[Any] = []
    for name, gain in (("relu", 2), ("he", 2), ("sigmoid", 1), ("tanh", 1), ("xavier", 1)):
        for n_in in (8, 50):
            value = attempt(student.weight_std, n_in, name)
            is_number = isinstance(value, (int, float, np.ndarray)) and np.ndim(value) == 0
            seen.append(float(value) / np.sqrt(gain / n_in) if is_number else "none")
    return seen


def unknown_name(student: Any) -> Any:
    """What happens with a name that is not known."""
    return _outcome(lambda: student.weight_std(8, "softmax"))


def _outcome(call: Callable[[], Any]) -> Any:
    from autograder.checks import StudentException

    try:
        return call()
    except StudentException as error:
        return f"raises {error.kind}"


# -- batch normalisation ---------------------------------------------------------------------------

_X = [
    np.array([[1.0, -4.0, 0.5], [3.0, 2.0, 9.0], [6.0, 0.0, -2.5], [-2.0, 6.0, 3.0]]),
    np.array([[0.0, 3.0, 1.0], [5.0, -3.0, 4.0], [2.0, 8.0, -5.0], [9.0, 1.0, 2.0]]),
]
_DOUT = np.array([[1.0, -0.5, 2.0], [0.5, 1.5, -1.0], [-2.0, 1.0, 0.5], [0.25, 2.0, 1.0]])


def _layer(student: Any, momentum: float = 0.5) -> Any:
    gamma, beta = np.array([2.0, 0.5, -1.5]), np.array([1.0, -2.0, 0.25])
    return student.BatchNormalization(gamma, beta, momentum=momentum)


def normalised_batch(student: Any) -> Any:
    """What forward makes of a batch in training."""
    return _layer(student).forward(_X[0].copy(), True)


def test_mode(student: Any) -> Any:
    """What test mode gives after one batch, after two, and when it is asked again."""
    seen = []
    for momentum in (0.5, 0.75):
        layer = _layer(student, momentum)
        for x in _X:
            layer.forward(x.copy(), True)
            seen.append(layer.forward(_X[1][::-1].copy(), False))
        seen.append(layer.forward(_X[1][::-1].copy(), False))
    return seen


def gradient_by_x(student: Any) -> Any:
    """What backward gives."""
    layer = _layer(student)
    layer.forward(_X[0].copy(), True)
    return layer.backward(_DOUT.copy())


def gradients_by_parameters(student: Any) -> Any:
    """What is left in dgamma and dbeta, for a first batch and a second one."""
    layer, seen = _layer(student), []
    for x in _X:
        layer.forward(x.copy(), True)
        layer.backward(_DOUT.copy())
        seen += [layer.dgamma, layer.dbeta]
    return seen


# -- dropout ---------------------------------------------------------------------------------------

_ONES = np.outer(np.where(np.arange(80) % 2, 1.0, -1.0), np.linspace(1.0, 2.0, 50))


def mask(student: Any) -> Any:
    """The share of zeros, the scale of what is let through, whether masks or rows are alike."""
    seen: list[Any] = []
    for ratio in (0.25, 0.875):
        layer = student.Dropout(ratio)
        outs = [layer.forward(_ONES.copy(), True) for _ in range(2)]
        zeros = [np.asarray(out) == 0 for out in outs]
        seen += [
            round(8 * float(np.mean(zeros[0]))),
            scale_of(_ONES, outs[0], ratio),
            bool(np.array_equal(*zeros)),
            len({row.tobytes() for row in zeros[0]}) == 1,
        ]
    return seen


def scale_at_test_time(student: Any) -> Any:
    """By what test time multiplies, and whether it always does the same."""
    seen = []
    for ratio in (0.25, 0.875):
        layer = student.Dropout(ratio)
        layer.forward(_ONES.copy(), True)
        outs = [layer.forward(_ONES.copy(), False) for _ in range(2)]
        factors = np.unique(np.round(outs[0] / _ONES, 6))
        seen += [factors if factors.size == 1 else "several", bool(np.array_equal(*outs))]
    return seen


def mask_on_the_way_back(student: Any) -> Any:
    """What backward lets through where forward let something through, and where it did not."""
    layer = student.Dropout(0.25)
    out = layer.forward(_ONES.copy(), True)
    back = layer.backward(np.ones(_ONES.shape))
    return [_values(back[out != 0]), _values(back[out == 0])]


def _values(found: np.ndarray) -> Any:
    different = np.unique(np.round(found, 6))
    return different if different.size <= 2 else "many"


# -- the network -----------------------------------------------------------------------------------


def _drawn(weights: np.ndarray, std: float) -> list[Any]:
    """Return what weights that should be normal look like, coarsely enough to be no chance.

    Of 2000 draws the mean strays by 0.02 of the spread, the spread by 2 %, the kurtosis by 0.1.
    """
    spread, mean = float(np.std(weights)), float(np.mean(weights))
    if spread == 0:
        return ["all the same", mean]
    tails = float(np.mean(((weights - mean) / spread) ** 4))
    octaves = round(2 * np.log2(spread / std))
    return [octaves, abs(mean) < 0.25 * spread, "flat" if tails < 2.3 else "with tails"]


def initial_parameters(student: Any) -> Any:
    """The spread of each layer's weights for three ways to begin, the biases, and a second net."""
    seen: list[Any] = []
    for word, gain in (("relu", 2.0), ("xavier", 1.0), (0.1, None)):
        nets = [
            student.MultiLayerNet(40, [160, 50], 60, weight_init_std=word).params for _ in range(2)
        ]
        for i, n_in in enumerate((40, 160, 50), start=1):
            weights = [net[f"W{i}"] for net in nets]
            std = float(word) if gain is None else np.sqrt(gain / n_in)
            seen += [*_drawn(weights[0], std), bool(np.array_equal(*weights))]
        seen.append([bool(np.any(nets[0][f"b{i}"])) for i in (1, 2, 3)])
    return seen


def _nets() -> list[Net]:
    params = {
        "W1": np.array([[0.5, -1.0, 0.75], [1.0, 0.25, -0.5]]),
        "b1": np.array([0.3, -0.2, 0.15]),
        "W2": np.array([[0.5, 1.0], [-0.75, 0.5], [1.0, -0.25]]),
        "b2": np.array([0.1, 0.45]),
        "W3": np.array([[0.75, -0.5, 0.25], [-1.0, 0.5, 0.5]]),
        "b3": np.array([0.2, -0.3, 0.35]),
    }
    x = np.array([[1.0, 2.0], [-1.5, 0.5], [0.5, -1.0], [2.0, 1.0]])
    t = np.eye(3)[[1, 0, 2, 1]]
    return [Net((2, 3, 2, 3), name, 0.5, params, x, t) for name in ("relu", "sigmoid")]


def _net_of_one_width() -> Net:
    """Return a net in which layers that are gone through in another order still fit."""
    weights = np.array([[0.5, -1.0, 0.75], [1.0, 0.25, -0.5], [-0.75, 0.5, 1.0]])
    params = {
        "W1": weights,
        "b1": np.array([0.3, -0.2, 0.15]),
        "W2": weights.T[::-1].copy(),
        "b2": np.array([0.1, 0.45, -0.25]),
    }
    x = np.array([[1.0, 2.0, -0.5], [-1.5, 0.5, 1.0], [0.5, -1.0, 0.25], [2.0, 1.0, -1.0]])
    return Net((3, 3, 3), "sigmoid", 0.5, params, x, np.eye(3)[[1, 0, 2, 1]])


def scores(student: Any) -> Any:
    """What predict gives with both activations."""
    return [attempt(net.made(student.MultiLayerNet).predict, net.x.copy()) for net in _nets()]


def losses(student: Any) -> Any:
    """The loss with and without weight decay, and whether it is of what predict gives."""
    seen = []
    for net in _nets():
        for decay in (0.0, 0.5):
            made = net._replace(decay=decay).made(student.MultiLayerNet)
            seen.append(attempt(made.loss, net.x.copy(), net.t.copy()))
    return seen


def accuracies(student: Any) -> Any:
    """The accuracy with all, some and none right."""
    net = _nets()[0]
    best = np.eye(3)[np.argmax(softmax(net.scores()), axis=1)]
    some = best.copy()
    some[0] = np.roll(some[0], 1)
    targets = (best, some, np.roll(best, 1, axis=1))
    made = net.made(student.MultiLayerNet)
    return [attempt(made.accuracy, net.x.copy(), t.copy()) for t in targets]


def gradients(student: Any) -> Any:
    """Every gradient, with both activations."""
    return _gradients(student, _nets())


def gradients_of_one_width(student: Any) -> Any:
    """The same where no order of the layers is refused."""
    return _gradients(student, [_net_of_one_width()])


def _gradients(student: Any, nets: Sequence[Net]) -> Any:
    seen: list[Any] = []
    for net in nets:
        found = net.made(student.MultiLayerNet).gradient(net.x.copy(), net.t.copy())
        if not isinstance(found, dict):
            return found
        seen += [found.get(name) for name in net.params]
    return seen


_OPTIMIZERS: dict[str, list[dict[str, float]]] = {
    "SGD": [{"lr": 0.1}, {"lr": 0.5}],
    "Momentum": [{"lr": 0.1, "momentum": 0.5}, {"lr": 0.5, "momentum": 0.9}],
    "AdaGrad": [{"lr": 0.1}, {"lr": 0.5}],
    "RMSprop": [{"lr": 0.1, "decay_rate": 0.5}, {"lr": 0.5, "decay_rate": 0.99}],
    "Adam": [
        {"lr": 0.1, "beta1": 0.5, "beta2": 0.75},
        {"lr": 0.5, "beta1": 0.9, "beta2": 0.999},
    ],
}
PANELS: dict[str, list[Probe]] = {
    "weight_std.values": [spreads_by_name],
    "weight_std.unknown": [unknown_name],
    "BatchNormalization.forward": [normalised_batch],
    "BatchNormalization.running": [test_mode],
    "BatchNormalization.backward": [gradient_by_x],
    "BatchNormalization.gradients": [gradients_by_parameters],
    "Dropout.train": [mask],
    "Dropout.test": [scale_at_test_time],
    "Dropout.backward": [mask_on_the_way_back],
    "MultiLayerNet.init": [initial_parameters],
    "MultiLayerNet.predict": [scores],
    "MultiLayerNet.loss": [losses],
    "MultiLayerNet.accuracy": [accuracies],
    "MultiLayerNet.gradient": [gradients, gradients_of_one_width],
}
for _name, _settings in _OPTIMIZERS.items():
    _walks = [_walk(_name, each) for each in _settings]
    _walks += [_walk(_name, _settings[0], scale=each) for each in (3.0, 0.02)]
    _walks.append(_walk(_name, _settings[0], gradients=_TURNED))
    PANELS[f"{_name}.steps"] = [*_walks, _apart(_name)]
    PANELS[f"{_name}.in_place"] = [_in_place(_name)]
