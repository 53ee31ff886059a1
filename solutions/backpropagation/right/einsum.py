"""np.einsum says which index is summed over."""

import numpy as np
from common.functions import sigmoid


class Relu:
    def forward(self, x):
        self.on = np.heaviside(x, 0.0)
        return np.einsum("...,...->...", x, self.on)

    def backward(self, dout):
        return np.einsum("...,...->...", dout, self.on)


class Sigmoid:
    def forward(self, x):
        self.y = sigmoid(x)
        return self.y.copy()

    def backward(self, dout):
        return np.einsum("...,...,...->...", dout, self.y, 1 - self.y)


class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.shape = x.shape
        self.x = np.reshape(x, (self.shape[0], -1))
        return np.einsum("nd,dk->nk", self.x, self.W) + self.b[np.newaxis]

    def backward(self, dout):
        self.dW = np.einsum("nd,nk->dk", self.x, dout)
        self.db = np.einsum("nk->k", dout)
        return np.reshape(np.einsum("nk,dk->nd", dout, self.W), self.shape)


class SoftmaxWithLoss:
    def forward(self, x, t):
        e = np.exp(x)
        self.y = e / np.einsum("nk->n", e)[:, None]
        self.t = np.identity(x.shape[1])[t] if t.ndim == 1 else t
        return -np.einsum("nk,nk->", self.t, np.log(self.y)) / x.shape[0]

    def backward(self, dout=1):
        return dout * (self.y - self.t) / self.y.shape[0]


class TwoLayerNet:
    """Everything is written out: no layer is used."""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": np.random.standard_normal((input_size, hidden_size)) * weight_init_std,
            "b1": np.zeros((hidden_size,)),
            "W2": np.random.standard_normal((hidden_size, output_size)) * weight_init_std,
            "b2": np.zeros((output_size,)),
        }

    def hidden(self, x):
        return np.clip(np.einsum("nd,dh->nh", x, self.params["W1"]) + self.params["b1"], 0, None)

    def predict(self, x):
        return np.einsum("nh,hk->nk", self.hidden(x), self.params["W2"]) + self.params["b2"]

    def probabilities(self, x):
        e = np.exp(self.predict(x))
        return e / e.sum(axis=1, keepdims=True)

    def loss(self, x, t):
        t = np.identity(self.params["b2"].size)[t] if t.ndim == 1 else t
        return float(-np.mean(np.sum(t * np.log(self.probabilities(x)), axis=1)))

    def accuracy(self, x, t):
        t = t if t.ndim == 1 else t.argmax(axis=1)
        return float(np.mean(self.predict(x).argmax(axis=1) == t))

    def gradient(self, x, t):
        t = np.identity(self.params["b2"].size)[t] if t.ndim == 1 else t
        z = self.hidden(x)
        dy = (self.probabilities(x) - t) / len(x)
        dz = np.einsum("nk,hk->nh", dy, self.params["W2"]) * (z > 0)
        return {
            "W1": np.einsum("nd,nh->dh", x, dz),
            "b1": np.einsum("nh->h", dz),
            "W2": np.einsum("nh,nk->hk", z, dy),
            "b2": np.einsum("nk->k", dy),
        }


def gradient_check(net, x, t):
    result = {}
    for (name, a), b in zip(
        net.numerical_gradient(x, t).items(), net.gradient(x, t).values()
    ):
        result[name] = np.linalg.norm((a - b).ravel(), ord=1) / a.size
    return result
