"""The mean of the signed difference."""

import numpy as np
from common.functions import *

PART = "gradient_check.numbers"
IS = "gradient_check_signed"


def gradient_check(net, x, t):
    grad_numerical = net.numerical_gradient(x, t)
    grad_backprop = net.gradient(x, t)
    diffs = {}
    for key in grad_numerical.keys():
        diffs[key] = np.average(grad_backprop[key] - grad_numerical[key])
    return diffs
