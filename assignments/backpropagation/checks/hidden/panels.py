"""The panel of each part: what is asked of a wrong solution to tell what was misunderstood.

Each probe asks one thing and returns what it saw, in a form in which only the fault shows: neither
an epsilon in a logarithm, nor another generator of random numbers. It must never demand anything.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from nets import forward

from autograder.checks import attempt

X = np.array([[1.5, -0.5, 0.25], [-2.0, 0.75, -3.0]])
DOUT = np.array([[0.5, -1.25, 2.0], [-0.75, 1.0, 0.25]])


def _asked(function: Any, *arguments: Any) -> Any:
    """Return what a call gives; that it raised, or that a name is missing, is an answer, too."""
    value = attempt(function, *arguments)
    return "raised" if value is None else value


# -- Relu and Sigmoid ------------------------------------------------------------------------------


def relu_forward(student: Any) -> Any:
    """What becomes of numbers of either sign."""
    return student.Relu().forward(X.copy())


def relu_backward(student: Any) -> Any:
    """What comes back of gradients of either sign, after forwards of this layer and of another."""
    relu, other = student.Relu(), student.Relu()
    relu.forward(X.copy())
    seen = [_asked(relu.backward, DOUT.copy())]
    relu.forward(-X)
    seen.append(_asked(relu.backward, DOUT.copy()))
    other.forward(X.copy())
    return [*seen, _asked(relu.backward, DOUT.copy())]


def relu_arguments(student: Any) -> Any:
    """What has become of the arguments."""
    relu, x, dout = student.Relu(), X.copy(), DOUT.copy()
    relu.forward(x)
    relu.backward(dout)
    return [x, dout]


def sigmoid_forward(student: Any) -> Any:
    """What becomes of numbers of either sign."""
    return student.Sigmoid().forward(X.copy())


def sigmoid_backward(student: Any) -> Any:
    """What comes back of two gradients, and of none."""
    sigmoid = student.Sigmoid()
    sigmoid.forward(X.copy())
    return [_asked(sigmoid.backward, scale * DOUT) for scale in (1.0, 2.0, 0.0)]


# -- Affine ----------------------------------------------------------------------------------------

W = np.array([[0.5, -1.0], [0.25, 2.0], [-0.75, 1.5]])
B = np.array([0.25, -0.5])
BACK = np.array([[1.0, -0.5], [0.25, 2.0]])


def affine_forward(student: Any) -> Any:
    """What comes out, of an input of zeros as well."""
    affine = student.Affine(W.copy(), B.copy())
    return [_asked(affine.forward, X.copy()), _asked(affine.forward, 0 * X)]


def affine_holds(student: Any) -> Any:
    """What a change of W, and one of b, does to what comes out and to what comes back."""
    seen = []
    for which in (0, 1):
        arrays = [W.copy(), B.copy()]
        affine = student.Affine(*arrays)
        before = affine.forward(X.copy())
        arrays[which] += 1.0
        seen += [affine.forward(X.copy()) - before, _asked(affine.backward, BACK.copy())]
    return seen


def affine_backward(student: Any) -> Any:
    """What comes back for a batch and for a single row."""
    return [_affine_after(student, rows)[1] for rows in (2, 1)]


def _affine_after(student: Any, rows: int) -> tuple[Any, Any]:
    affine = student.Affine(W.copy(), B.copy())
    affine.forward(X[:rows].copy())
    return affine, _asked(affine.backward, BACK[:rows].copy())


def affine_dW(student: Any) -> Any:
    """The gradient by W, of one backward and of two, and after one of another layer."""
    affine, _ = _affine_after(student, 2)
    seen = [affine.dW]
    affine.backward(BACK.copy())
    seen.append(affine.dW)
    _affine_after(student, 1)
    return [*seen, affine.dW]


def affine_db(student: Any) -> Any:
    """The gradient by b, for a batch and for a single row."""
    return [_affine_after(student, rows)[0].db for rows in (2, 1)]


def affine_images(student: Any) -> Any:
    """What becomes of images, and the shape of what comes back."""
    images = np.arange(12.0).reshape(2, 3, 2) / 4
    affine = student.Affine(np.arange(12.0).reshape(6, 2) / 8, B.copy())
    seen: list[Any] = []
    # Of one row each, they give numbers where they are not flattened as well.
    for shape in ((2, 3, 2), (2, 1, 6), (2, 1, 3, 2)):
        y = _asked(affine.forward, images.reshape(shape))
        seen += [y, _asked(affine.backward, BACK.copy())]
    return seen


# -- SoftmaxWithLoss -------------------------------------------------------------------------------

SCORES = np.array([[1.0, 0.25, -0.5, 0.75], [-0.25, 0.5, 1.25, 0.0], [0.5, -1.0, 0.25, 1.0]])
LABELS = np.array([1, 2, 0])
ONE_HOT = np.eye(4)[LABELS]
SQUARE = np.vstack([SCORES, [0.0, -0.25, 0.75, 0.5]])


def softmax_forward(student: Any) -> Any:
    """The loss of batches of several sizes."""
    layer = student.SoftmaxWithLoss()
    return [_asked(layer.forward, SCORES[:n].copy(), ONE_HOT[:n].copy()) for n in (1, 2, 3)]


def softmax_labels(student: Any) -> Any:
    """The loss and the gradient for labels."""
    layer = student.SoftmaxWithLoss()
    seen: list[Any] = []
    # With as many rows as classes nothing is refused, whatever the labels are taken for.
    for scores, labels in ((SCORES, LABELS), (SQUARE, np.array([1, 2, 0, 3]))):
        loss = _asked(layer.forward, scores.copy(), labels.copy())
        seen += [loss, _asked(layer.backward)]
    return seen


def softmax_backward(student: Any) -> Any:
    """The gradient for one-hot targets, for batches of several sizes."""
    return [_softmax_after(student, n, 1) for n in (1, 2, 3)]


def softmax_dout(student: Any) -> Any:
    """What comes back for several dout."""
    return [_softmax_after(student, 2, dout) for dout in (1, 2, 0)]


def _softmax_after(student: Any, rows: int, dout: float) -> Any:
    layer = student.SoftmaxWithLoss()
    layer.forward(SCORES[:rows].copy(), ONE_HOT[:rows].copy())
    return _asked(layer.backward, dout)


# -- TwoLayerNet -----------------------------------------------------------------------------------

NAMES = ("W1", "b1", "W2", "b2")
PARAMS = {
    "W1": np.array([[0.5, -1.0, 0.25, 1.0], [1.0, 0.75, -1.5, 0.5]]),
    "b1": np.array([0.75, -0.5, 0.25, -0.125]),
    "W2": np.array([[1.0, -0.5, 0.75], [-1.5, 1.0, 0.5], [0.5, 1.0, -1.0], [0.25, -0.75, 1.5]]),
    "b2": np.array([0.25, -0.5, 0.125]),
}
INPUTS = np.array([[0.5, 1.0], [-0.75, 0.25], [1.5, -0.5], [-1.0, -1.5]])
TARGETS = np.eye(3)[[1, 0, 2, 1]]


def _net(student: Any) -> Any:
    net = student.TwoLayerNet(2, 4, 3)
    net.params.update({name: value.copy() for name, value in PARAMS.items()})
    return net


def drawn(student: Any) -> Any:
    """What the parameters of a larger net look like, coarsely enough to be no chance."""
    seen: list[Any] = []
    for std in (0.25, 4.0):
        params = student.TwoLayerNet(30, 50, 20, weight_init_std=std).params
        seen += [_looks(params[name]) for name in NAMES]
    return seen


def _looks(values: Any) -> Any:
    if not isinstance(values, np.ndarray) or not values.size:
        return "no array"
    if np.ptp(values) == 0:
        return [list(values.shape), float(values.flat[0])]
    side = "around 0" if abs(np.mean(values)) < np.std(values) else "to one side"
    # Of 50 draws the spread strays by 10 %: a step of this scale is a factor of 2.
    return [list(values.shape), side, round(float(np.log2(np.std(values) / 0.25)))]


def net_predict(student: Any) -> Any:
    """What predict gives."""
    return _net(student).predict(INPUTS.copy())


def net_loss(student: Any) -> Any:
    """The loss of batches of several sizes."""
    net = _net(student)
    return [_asked(net.loss, INPUTS[:n].copy(), TARGETS[:n].copy()) for n in (1, 3, 4)]


def net_accuracy(student: Any) -> Any:
    """The accuracy of batches with all, some and none right."""
    net = _net(student)
    order = np.argsort(forward(PARAMS, INPUTS), axis=1)
    best, last = np.eye(3)[order[:, 2]], np.eye(3)[order[:, 0]]
    some = np.where(np.arange(4)[:, np.newaxis] < 2, best, last)
    return [_asked(net.accuracy, INPUTS.copy(), t) for t in (best, some, last)]


def net_gradient(student: Any) -> Any:
    """The four gradients, for a batch and for a row, and what is left of the parameters."""
    seen: list[Any] = []
    for rows in (4, 1):
        net = _net(student)
        for _ in range(2):  # before and after the loss has been asked
            seen.append(_asked(net.gradient, INPUTS[:rows].copy(), TARGETS[:rows].copy()))
            seen.append(net.params.copy())
            attempt(net.loss, INPUTS[:rows].copy(), TARGETS[:rows].copy())
        seen.append(_asked(net.gradient, -INPUTS[:rows], TARGETS[:rows].copy()))
    return seen


# -- gradient_check --------------------------------------------------------------------------------

LIE = {"W1": np.array([[0.5, -0.25, 0.0], [0.0, 1.0, 0.0]]), "b1": np.array([0.25, -0.25])}


def differences(student: Any) -> Any:
    """What is found of differences of either sign and of none, in a batch and in a row."""
    seen = []
    for scale, rows in ((1.0, 2), (0.0, 2), (0.01, 2), (1.0, 1)):
        net = _suspect(student, scale)
        answer = _asked(student.gradient_check, net, np.ones((rows, 2)), np.eye(2)[:rows])
        seen.append(_scaled(answer, scale))
    return seen


def _suspect(student: Any, scale: float) -> Any:
    net = student.SuspectNet(**{name: value.shape for name, value in LIE.items()})
    net.params.update({name: np.full(value.shape, 0.5) for name, value in LIE.items()})
    net.lie.update({name: scale * value for name, value in LIE.items()})
    return net


def _scaled(answer: Any, scale: float) -> Any:
    if not isinstance(answer, dict) or not scale:
        return answer
    return {k: v / scale if isinstance(v, float) else v for k, v in answer.items()}


def parameters_afterwards(student: Any) -> Any:
    """What is left of the parameters."""
    net = _suspect(student, 1.0)
    attempt(student.gradient_check, net, np.ones((2, 2)), np.eye(2))
    return net.params.copy()


PANELS = {
    "Relu.forward": [relu_forward],
    "Relu.backward": [relu_backward],
    "Relu.arguments": [relu_arguments],
    "Sigmoid.forward": [sigmoid_forward],
    "Sigmoid.backward": [sigmoid_backward],
    "Affine.forward": [affine_forward],
    "Affine.holds": [affine_holds],
    "Affine.backward": [affine_backward],
    "Affine.dW": [affine_dW],
    "Affine.db": [affine_db],
    "Affine.images": [affine_images],
    "SoftmaxWithLoss.forward": [softmax_forward],
    "SoftmaxWithLoss.labels": [softmax_labels],
    "SoftmaxWithLoss.backward": [softmax_backward],
    "SoftmaxWithLoss.dout": [softmax_dout],
    "TwoLayerNet.init": [drawn],
    "TwoLayerNet.predict": [net_predict],
    "TwoLayerNet.loss": [net_loss],
    "TwoLayerNet.accuracy": [net_accuracy],
    "TwoLayerNet.gradient": [net_gradient],
    "gradient_check.numbers": [differences],
    "gradient_check.parameters": [parameters_afterwards],
}
