import numpy as np


def numerical_gradient(f, x, eps=1e-6):
    g = np.zeros(x.size)
    view = x.ravel()
    for n, old in enumerate(view.tolist()):
        total = 0
        for sign in (1, -1):
            view[n] = old + sign * eps
            total += f(x)
        view[n] = old
        g[n] = total / (2 * eps)
    return g.reshape(x.shape)
