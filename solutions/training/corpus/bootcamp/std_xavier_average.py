"""2 / n for the sigmoid too."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "weight_std.values"
IS = "weight_std_values_he_for_all"

def weight_std(n_in, activation):
    if activation not in ("relu", "he", "sigmoid", "tanh", "xavier"):
        raise ValueError(activation)
    return np.sqrt(2.0 / n_in)
