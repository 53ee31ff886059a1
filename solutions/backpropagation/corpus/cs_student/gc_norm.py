"""The length of the difference."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "gradient_check.numbers"
IS = ""

def gradient_check(net, x, t):
    a, b = net.numerical_gradient(x, t), net.gradient(x, t)
    return {k: np.linalg.norm(a[k] - b[k]) for k in a}
