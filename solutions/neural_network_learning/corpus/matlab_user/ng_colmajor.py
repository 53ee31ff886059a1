"""column-major reshape (order='F')"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h = 1e-4
    n = x.size
    g = np.zeros(n)
    for k in range(n):
        idx = np.unravel_index(k, x.shape, order='F')
        s = x[idx]
        x[idx] = s + h; fp = f(x)
        x[idx] = s - h; fm = f(x)
        x[idx] = s
        g[k] = (fp - fm) / (2*h)
    return g.reshape(x.shape)
