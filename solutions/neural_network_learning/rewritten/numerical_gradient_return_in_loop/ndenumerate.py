import numpy as np


def central(f, x, at):
    h, was = 1e-4, x[at]
    x[at] = was + h
    up = f(x)
    x[at] = was - h
    down = f(x)
    x[at] = was
    return (up - down) / 2 / h


def numerical_gradient(f, x):
    slopes = 0 * x
    for at, _ in np.ndenumerate(x):
        slopes[at] = central(f, x, at)
        return slopes
