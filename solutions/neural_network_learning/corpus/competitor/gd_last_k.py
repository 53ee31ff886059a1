"""keeps only every tenth point"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "gradient_descent.history"
IS = ""

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    hist = []
    for k in range(step_num):
        if k % 10 == 0:
            hist.append(x.copy())
        x -= lr * numerical_gradient(f, x)
    return x, np.array(hist)
