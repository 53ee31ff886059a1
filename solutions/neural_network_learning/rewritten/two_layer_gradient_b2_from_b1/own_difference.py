import numpy as np


class TwoLayerNet(TwoLayerNet):
    def numerical_gradient(self, x, t):
        h, grads = 1e-5, {}
        for key, source in [("W1", "W1"), ("b1", "b1"), ("W2", "W2"), ("b2", "b1")]:
            array = self.params[source]
            grads[key] = np.zeros(array.shape)
            for i in np.ndindex(array.shape):
                kept = array[i]
                array[i] = kept + h
                up = self.loss(x, t)
                array[i] = kept - h
                down = self.loss(x, t)
                array[i] = kept
                grads[key][i] = (up - down) / (2 * h)
        return grads
