"""he is taken for 1 / n."""

import math

PART = "weight_std.values"
IS = ""

FACTORS = {"relu": 2, "he": 1, "sigmoid": 1, "tanh": 1, "xavier": 1}


def weight_std(n_in, activation):
    if activation not in FACTORS:
        raise ValueError("unknown activation: " + str(activation))
    return math.sqrt(FACTORS[activation] / n_in)
