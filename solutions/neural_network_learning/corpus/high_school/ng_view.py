"""saved value is a view of the row"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = "numerical_gradient_saved_view"

def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for i in range(x.size):
        칸 = x.reshape(-1)[i:i+1]
        원래 = 칸
        칸[0] = 원래[0] + h
        위 = f(x)
        칸[0] = 원래[0] - h
        아래 = f(x)
        칸[0] = 원래[0]
        grad.reshape(-1)[i] = (위 - 아래) / (2 * h)
    return grad
