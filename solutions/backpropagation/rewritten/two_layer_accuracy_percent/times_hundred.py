import numpy as np
from common.layers import Affine, Relu, SoftmaxWithLoss


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        first = np.random.normal(0, weight_init_std, (input_size, hidden_size))
        second = np.random.normal(0, weight_init_std, (hidden_size, output_size))
        self.params = dict(W1=first, b1=np.zeros(hidden_size), W2=second, b2=np.zeros(output_size))

    def _build(self):
        p = self.params
        self.a1, self.relu, self.a2 = Affine(p["W1"], p["b1"]), Relu(), Affine(p["W2"], p["b2"])
        self.end = SoftmaxWithLoss()

    def predict(self, x):
        self._build()
        return self.a2.forward(self.relu.forward(self.a1.forward(x)))

    def loss(self, x, t):
        scores = self.predict(x)
        return self.end.forward(scores, t)

    def accuracy(self, x, t):
        labels = t if t.ndim == 1 else t.argmax(axis=1)
        return 100 * np.mean(self.predict(x).argmax(axis=1) == labels)

    def gradient(self, x, t):
        self.loss(x, t)
        d = self.end.backward(1)
        d = self.a2.backward(d)
        d = self.relu.backward(d)
        self.a1.backward(d)
        return {"W1": self.a1.dW, "b1": self.a1.db, "W2": self.a2.dW, "b2": self.a2.db}
