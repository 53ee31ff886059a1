"""The standard deviation comes from the number of inputs."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.init"
IS = ""

class TwoLayerNet(TwoLayerNet):
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        r = np.random.default_rng()
        self.params = {
            "W1": r.normal(0, np.sqrt(1 / input_size), (input_size, hidden_size)),
            "b1": np.zeros(hidden_size),
            "W2": r.normal(0, np.sqrt(1 / hidden_size), (hidden_size, output_size)),
            "b2": np.zeros(output_size),
        }
