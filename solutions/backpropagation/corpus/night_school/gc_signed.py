"""The absolute value is missing."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "gradient_check.numbers"
IS = ""

def gradient_check(net, x, t):
    num = net.numerical_gradient(x, t)
    back = net.gradient(x, t)
    result = {}
    for key in num.keys():
        result[key] = np.average(num[key] - back[key])  # 평균 차이
    return result
