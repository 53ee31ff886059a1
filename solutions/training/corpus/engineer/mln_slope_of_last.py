"""The slope of the wrong layer's output (k, not k - 1)."""

import math
import numpy as np

PART = "MultiLayerNet.gradient"
IS = ""

FACTORS = {"relu": 2, "he": 2, "sigmoid": 1, "tanh": 1, "xavier": 1}


def weight_std(n_in, activation):
    if activation not in FACTORS:
        raise ValueError("unknown activation: " + str(activation))
    return math.sqrt(FACTORS[activation] / n_in)


def softmax_rows(s):
    e = np.exp(s - s.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


class MultiLayerNet:
    def __init__(self, input_size, hidden_size_list, output_size, activation="relu", weight_init_std="relu", weight_decay_lambda=0):
        self.activation = activation
        self.lam = weight_decay_lambda
        self.sizes = [input_size, *hidden_size_list, output_size]
        self.depth = len(self.sizes) - 1
        self.params = {}
        for k in range(1, self.depth + 1):
            n_in, n_out = self.sizes[k - 1], self.sizes[k]
            std = weight_init_std
            if isinstance(std, str):
                std = weight_std(n_in, std)
            self.params[f"W{k}"] = np.random.normal(0, std, (n_in, n_out))
            self.params[f"b{k}"] = np.zeros(n_out)

    def act(self, a):
        if self.activation == "relu":
            return np.maximum(a, 0)
        return 1 / (1 + np.exp(-a))

    def act_slope(self, z):
        if self.activation == "relu":
            return (z > 0).astype(float)
        s = self.act(z)
        return s * (1 - s)

    def forward(self, x):
        outputs = [x]
        for k in range(1, self.depth + 1):
            a = outputs[-1] @ self.params[f"W{k}"] + self.params[f"b{k}"]
            outputs.append(a if k == self.depth else self.act(a))
        return outputs

    def predict(self, x):
        return self.forward(x)[-1]

    def onehot(self, t):
        return np.eye(self.sizes[-1])[t] if t.ndim == 1 else t

    def penalty(self):
        return 0.5 * self.lam * sum(np.sum(self.params[f"W{k}"] ** 2) for k in range(1, self.depth + 1))

    def loss(self, x, t):
        p = softmax_rows(self.predict(x))
        return -np.sum(self.onehot(t) * np.log(p + 1e-7)) / len(x) + self.penalty()

    def accuracy(self, x, t):
        return float(np.mean(self.predict(x).argmax(1) == self.onehot(t).argmax(1)))

    def gradient(self, x, t):
        outputs = self.forward(x)
        d = (softmax_rows(outputs[-1]) - self.onehot(t)) / len(x)
        grads = {}
        for k in range(self.depth, 0, -1):
            grads[f"W{k}"] = outputs[k - 1].T @ d + self.lam * self.params[f"W{k}"]
            grads[f"b{k}"] = d.sum(axis=0)
            if k > 1:
                d = (d @ self.params[f"W{k}"].T) * self.act_slope(outputs[k - 1])
        return grads
