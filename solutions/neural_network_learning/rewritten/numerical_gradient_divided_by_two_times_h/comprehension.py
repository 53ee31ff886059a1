import numpy as np

h = 1e-6


def shifted(f, x, i, by):
    saved = x.flat[i]
    x.flat[i] = saved + by
    y = f(x)
    x.flat[i] = saved
    return y


def numerical_gradient(f, x):
    return np.array(
        [0.5 * (shifted(f, x, i, h) - shifted(f, x, i, -h)) * h for i in range(x.size)]
    ).reshape(x.shape)
