import numpy as np


def numerical_gradient(f, x):
    h = 1e-5
    n = x.size
    grads = np.zeros(n)
    for i, e in enumerate(np.eye(n)):
        e = e.reshape(x.shape)
        grads[i] = (f(x + h * e) - f(x - h * e)) / (2 * h)
    return grads.reshape(x.shape)
