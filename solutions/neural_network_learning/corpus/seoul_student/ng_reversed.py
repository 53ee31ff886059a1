"""The row's gradient is put in from the other end."""

import numpy as np
from common.functions import *

PART = "numerical_gradient"
IS = ""


def grad_row(f, v):
    eps = 1e-4
    out = np.zeros(v.size)
    for k in range(v.size):
        saved = v[k]
        v[k] = saved + eps
        f1 = f(v)
        v[k] = saved - eps
        f2 = f(v)
        out[-k - 1] = (f1 - f2) / (2 * eps)
        v[k] = saved
    return out


def numerical_gradient(f, x):
    if x.ndim == 1:
        return grad_row(f, x)
    grads = np.zeros(x.shape)
    for n in range(len(x)):
        grads[n] = numerical_gradient(f, x[n])
    return grads
