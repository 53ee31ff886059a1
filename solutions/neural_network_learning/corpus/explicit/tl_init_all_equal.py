"""Every weight is the standard deviation itself."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.init"
IS = ""

class TwoLayerNet(TwoLayerNet):
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {"W1": np.full((input_size, hidden_size), weight_init_std), "b1": np.zeros(hidden_size),
                       "W2": np.full((hidden_size, output_size), weight_init_std), "b2": np.zeros(output_size)}
