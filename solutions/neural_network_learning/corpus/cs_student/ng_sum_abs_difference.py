"""np.gradient of the values over the entries."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h = 1e-4
    values = []
    for ix, v in list(np.ndenumerate(x)):
        x[ix] = v + h
        values.append(f(x))
        x[ix] = v
    return (np.array(values).reshape(x.shape) - f(x))
