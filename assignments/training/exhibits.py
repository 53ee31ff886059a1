"""What a submission's page shows beside its verdicts: where each optimizer walks."""

import numpy as np
from trainings import adagrad, adam, momentum, rmsprop, sgd

from autograder.checks import Function, Paths, exhibit

START = np.array([-7.0, 2.0])
STEPS = 30
# The settings of the lesson.
SETTINGS = {
    "SGD": {"lr": 0.95},
    "Momentum": {"lr": 0.1, "momentum": 0.9},
    "AdaGrad": {"lr": 1.5},
    "RMSprop": {"lr": 0.3, "decay_rate": 0.9},
    "Adam": {"lr": 0.3, "beta1": 0.9, "beta2": 0.999},
}
FORMULAS = {"SGD": sgd, "Momentum": momentum, "AdaGrad": adagrad, "RMSprop": rmsprop, "Adam": adam}


def slope(point):
    """Return the gradient of the lesson's valley x²/20 + y²."""
    return point * np.array([0.1, 2.0])


def right_path(name):
    """Return the points of a right optimizer."""
    points, gradients = [START], []
    for _ in range(STEPS):
        gradients.append(slope(points[-1]))
        *_, last = FORMULAS[name](*SETTINGS[name].values())(gradients)
        points.append(points[-1] + last.change)
    return points


def own_path(student, name):
    """Return the points of a student's optimizer."""
    optimizer = getattr(student, name)(**SETTINGS[name])
    params = {"point": START.copy()}
    points = [START]
    for _ in range(STEPS):
        optimizer.update(params, {"point": slope(params["point"])})
        points.append(np.array(params["point"]))
    return points


def paths(student, name):
    """Return the picture of an optimizer in the valley."""
    return Paths(
        Function("x[0] ** 2 / 20 + x[1] ** 2", gradient="x * np.array([0.1, 2.0])", shape=(2,)),
        across=(-8.0, 3.0),
        up=(-3.0, 3.0),
        right=right_path(name),
        own=lambda: own_path(student, name),
    )


@exhibit("SGD")
def sgd_in_a_valley(student):
    """30 updates with lr = 0.95 on x²/20 + y², from (-7, 2)

    x²/20 + y² 위를 (-7, 2)에서 lr = 0.95로 30번 갱신
    """
    return paths(student, "SGD")


@exhibit("Momentum")
def momentum_in_a_valley(student):
    """30 updates with lr = 0.1 and momentum = 0.9 on x²/20 + y², from (-7, 2)

    x²/20 + y² 위를 (-7, 2)에서 lr = 0.1, momentum = 0.9로 30번 갱신
    """
    return paths(student, "Momentum")


@exhibit("AdaGrad")
def adagrad_in_a_valley(student):
    """30 updates with lr = 1.5 on x²/20 + y², from (-7, 2)

    x²/20 + y² 위를 (-7, 2)에서 lr = 1.5로 30번 갱신
    """
    return paths(student, "AdaGrad")


@exhibit("RMSprop")
def rmsprop_in_a_valley(student):
    """30 updates with lr = 0.3 and decay_rate = 0.9 on x²/20 + y², from (-7, 2)

    x²/20 + y² 위를 (-7, 2)에서 lr = 0.3, decay_rate = 0.9로 30번 갱신
    """
    return paths(student, "RMSprop")


@exhibit("Adam")
def adam_in_a_valley(student):
    """30 updates with lr = 0.3 on x²/20 + y², from (-7, 2)

    x²/20 + y² 위를 (-7, 2)에서 lr = 0.3으로 30번 갱신
    """
    return paths(student, "Adam")
