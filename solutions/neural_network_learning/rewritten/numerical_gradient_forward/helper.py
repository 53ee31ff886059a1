import numpy as np

delta = 1e-4


def partial(f, x, where):
    keep = x[where]
    before = f(x)
    try:
        x[where] += delta
        return (f(x) - before) / delta
    finally:
        x[where] = keep


def numerical_gradient(f, x):
    out = np.empty(x.shape)
    for where, _ in np.ndenumerate(x):
        out[where] = partial(f, x, where)
    return out
