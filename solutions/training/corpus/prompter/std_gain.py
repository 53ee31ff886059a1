"""PyTorch's gain: tanh has 5/3."""

import numpy as np

PART = "weight_std"
IS = ""


def weight_std(n_in, activation):
    gains = {"relu": np.sqrt(2.0), "he": np.sqrt(2.0), "sigmoid": 1.0, "tanh": 5.0 / 3, "xavier": 1.0}
    if activation not in gains:
        raise ValueError(f"unknown activation: {activation}")
    return gains[activation] / np.sqrt(n_in)
