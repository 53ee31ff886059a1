"""What a submission's page shows: how its net learns, and what its gradient check finds."""

import numpy as np
from cases import NAMES, cross_entropy, softmax, suspect
from nets import forward

from autograder.checks import Bars, Curves, Text, exhibit

# Two spirals would take too long to learn; a corner that no straight line cuts off is enough.
X = np.array([[1.0, 1.0], [1.0, -1.0], [-1.0, 1.0], [-1.0, -1.0]])
T = np.eye(2)[[0, 1, 1, 0]]
START = {
    "W1": np.array([[0.75, -0.5, 0.25, -1.0], [0.5, 0.75, -1.0, -0.25]]),
    "b1": np.array([0.125, 0.125, 0.125, 0.125]),
    "W2": np.array([[0.5, -0.25], [-0.5, 0.75], [-0.75, 0.5], [0.25, -0.5]]),
    "b2": np.zeros(2),
}
RATE, STEPS = 0.5, 40
LIE = {"W1": 0.5, "b1": 0.0, "W2": 0.125, "b2": 0.25}


@exhibit("TwoLayerNet")
def learning(student):
    """The loss over 40 steps with your gradient, on four points that no straight line tells apart

    직선 하나로는 나눌 수 없는 점 네 개를, 내 gradient로 40걸음 학습할 때의 손실
    """
    return Curves(
        right=right_losses(), own=lambda: own_losses(student), x=STEP, y=Text("loss", "손실")
    )


STEP = Text("step", "걸음")


def right_losses():
    """Return the loss before each step, by the right gradient."""
    params, losses = {name: value.copy() for name, value in START.items()}, []
    for _ in range(STEPS):
        losses.append(cross_entropy(forward(params, X), T))
        gradient = right_gradient(params)
        params = {name: params[name] - RATE * gradient[name] for name in NAMES}
    return losses


def right_gradient(p):
    """Return the four gradients of the loss of the four points, by the chain rule."""
    before = X @ p["W1"] + p["b1"]
    hidden = np.maximum(before, 0)
    delta = (softmax(forward(p, X)) - T) / len(X)
    below = delta @ p["W2"].T * (before > 0)
    gradients = [X.T @ below, below.sum(axis=0), hidden.T @ delta, delta.sum(axis=0)]
    return dict(zip(NAMES, gradients, strict=True))


def own_losses(student):
    """Return the right loss before each step that the student's gradient leads to."""
    net = student.TwoLayerNet(2, 4, 2)
    params, losses = {name: value.copy() for name, value in START.items()}, []
    for _ in range(STEPS):
        losses.append(cross_entropy(forward(params, X), T))
        net.params.update(params)
        gradient = net.gradient(X, T)
        params = {name: params[name] - RATE * gradient[name] for name in NAMES}
    return losses


@exhibit("gradient_check")
def found(student):
    """What your check finds in a net that lies about W1, W2 and b2

    W1, W2, b2의 기울기를 속이는 신경망에서 내 검사가 찾아낸 것
    """

    def own():
        net = suspect(student, {name: np.full((2, 2), size) for name, size in LIE.items()})
        answer = student.gradient_check(net, X[:1], T[:1])
        return [answer[name] for name in LIE]

    return Bars(list(LIE), list(LIE.values()), own, y=Text("difference", "차이"))
