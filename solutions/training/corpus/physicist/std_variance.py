"""The variance, not its root."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "weight_std.values"
IS = "weight_std_values_root_missing"

def weight_std(n_in, activation):
    table = {"relu": 2, "he": 2, "sigmoid": 1, "tanh": 1, "xavier": 1}
    if activation not in table:
        raise ValueError(activation)
    return table[activation] / n_in
