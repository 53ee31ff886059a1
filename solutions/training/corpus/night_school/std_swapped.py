"""relu and sigmoid are exchanged."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "weight_std.values"
IS = "weight_std_values_swapped"

def weight_std(n_in, activation):
    if activation in ("relu", "he"):
        return np.sqrt(1.0 / n_in)
    elif activation in ("sigmoid", "tanh", "xavier"):
        return np.sqrt(2.0 / n_in)
    raise ValueError(activation)
