"""Divided by the size of the gradient."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "gradient_check.numbers"
IS = "gradient_check_relative"

def gradient_check(net, x, t):
    a, b = net.numerical_gradient(x, t), net.gradient(x, t)
    return {k: np.mean(np.abs(a[k] - b[k])) / (np.mean(np.abs(a[k])) + 1e-12) for k in a}
