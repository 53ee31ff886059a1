"""상대 오차"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "gradient_check.numbers"
IS = ""

def gradient_check(net, x, t):
    a, b = net.numerical_gradient(x, t), net.gradient(x, t)
    return {k: float(np.mean(np.abs(a[k] - b[k]) / (np.abs(a[k]) + np.abs(b[k]) + 1e-12))) for k in a}
