import numpy as np


def numerical_gradient(f, x, h=1e-6):
    g = np.zeros(x.shape)
    for i in range(x.size):
        old = x.flat[i]
        x.flat[i] = old + h
        a = f(x)
        x.flat[i] = old - h
        b = f(x)
        x.flat[i] = old
        g.flat[i] = (a - b) / (2 * h)
        return g
    return g
