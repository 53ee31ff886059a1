"""All layers take the first layer's number of inputs."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "MultiLayerNet.init"
IS = "multi_layer_init_first_layer_decides"

class MultiLayerNet(MultiLayerNet):
    def __init__(self, input_size, hidden_size_list, output_size, activation="relu", weight_init_std="relu", weight_decay_lambda=0):
        super().__init__(input_size, hidden_size_list, output_size, activation, weight_init_std, weight_decay_lambda)
        if isinstance(weight_init_std, str):
            for i in range(1, self.depth + 1):
                w = self.params[f"W{i}"]
                w[...] = weight_std(input_size, weight_init_std) * np.random.randn(*w.shape)
