import numpy as np

gen = np.random.default_rng()


class TwoLayerNet(TwoLayerNet):
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        sizes = [input_size, hidden_size, output_size]
        self.params = {}
        for layer in (1, 2):
            self.params[f"W{layer}"] = gen.standard_normal((sizes[layer - 1], sizes[layer]))
            self.params[f"b{layer}"] = np.zeros(sizes[layer])
