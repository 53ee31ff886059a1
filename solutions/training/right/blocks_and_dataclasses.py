"""Blocks with __call__; a lastLayer; dataclasses; parameters of single precision."""

from dataclasses import dataclass, field
import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss


@dataclass
class SGD:
    lr: float = 0.01

    def update(self, params: dict, grads: dict) -> None:
        for key, grad in grads.items():
            np.subtract(params[key], self.lr * grad, out=params[key])


@dataclass
class Momentum:
    lr: float = 0.01
    momentum: float = 0.9
    v: dict = field(default_factory=dict, repr=False)

    def update(self, params: dict, grads: dict) -> None:
        for key, grad in grads.items():
            # The velocity with its sign turned round: it is subtracted in the end.
            self.v[key] = self.momentum * self.v.get(key, 0) + self.lr * grad
            np.subtract(params[key], self.v[key], out=params[key])


@dataclass
class AdaGrad:
    lr: float = 0.01
    h: dict = field(default_factory=dict, repr=False)

    def update(self, params: dict, grads: dict) -> None:
        for key, grad in grads.items():
            self.h[key] = self.h.get(key, 0) + np.square(grad)
            np.subtract(params[key], self.lr * grad / (np.sqrt(self.h[key]) + 1e-6), out=params[key])


@dataclass
class RMSprop:
    lr: float = 0.01
    decay_rate: float = 0.99
    h: dict = field(default_factory=dict, repr=False)

    def update(self, params: dict, grads: dict) -> None:
        for key, grad in grads.items():
            kept = self.decay_rate * self.h.get(key, 0)
            self.h[key] = kept + (1 - self.decay_rate) * np.square(grad)
            np.subtract(params[key], self.lr * grad / (np.sqrt(self.h[key]) + 1e-6), out=params[key])


@dataclass
class Adam:
    lr: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    t: int = 0
    moments: dict = field(default_factory=dict, repr=False)

    def update(self, params: dict, grads: dict) -> None:
        self.t += 1
        for key, grad in grads.items():
            m, v = self.moments.get(key, (0, 0))
            m = self.beta1 * m + (1 - self.beta1) * grad
            v = self.beta2 * v + (1 - self.beta2) * np.square(grad)
            self.moments[key] = m, v
            # The efficient form at the end of section 2 of the paper.
            rate = self.lr * np.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
            np.subtract(params[key], rate * m / (np.sqrt(v) + 1e-8), out=params[key])


def weight_std(n_in, activation):
    known = ["relu", "he", "sigmoid", "tanh", "xavier"]
    if activation not in known:
        raise ValueError("one of " + ", ".join(known))
    return np.float64(np.power(n_in / (1 + (known.index(activation) < 2)), -0.5))


class BatchNormalization:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma = gamma
        self.beta = beta
        self.momentum = momentum
        self.running_mean = 0
        self.running_var = 0
        self.cache = None

    def forward(self, x, train_flg=True):
        return self._train(x) if train_flg else self._test(x)

    def _train(self, x):
        mean = np.mean(x, axis=0, keepdims=True)
        # E[x²] - E[x]²
        var = np.mean(np.square(x), axis=0, keepdims=True) - np.square(mean)
        self.running_mean = self.running_mean * self.momentum + mean * (1 - self.momentum)
        self.running_var = self.running_var * self.momentum + var * (1 - self.momentum)
        self.cache = x, mean, var
        return self._scaled(x, mean, var)

    def _test(self, x):
        return self._scaled(x, self.running_mean, self.running_var)

    def _scaled(self, x, mean, var):
        return self.gamma * (x - mean) / np.sqrt(var + 1e-5) + self.beta

    def backward(self, dout):
        x, mean, var = self.cache
        n = len(x)
        inverse = (var + 1e-5) ** -0.5
        self.dgamma = np.sum(dout * (x - mean) * inverse, axis=0)
        self.dbeta = np.sum(dout, axis=0)
        dnormal = dout * self.gamma
        dvar = np.sum(dnormal * (x - mean), axis=0) * -0.5 * inverse**3
        dmean = -np.sum(dnormal * inverse, axis=0)
        return dnormal * inverse + dvar * 2 * (x - mean) / n + dmean / n


class Dropout:
    def __init__(self, dropout_ratio=0.5):
        self.dropout_ratio = dropout_ratio

    def forward(self, x, train_flg=True):
        r = self.dropout_ratio
        if train_flg:
            self.mask = np.random.choice([0.0, 1.0], size=x.shape, p=[r, 1 - r])
            return np.multiply(x, self.mask)
        return np.multiply(x, 1 - r)

    def backward(self, dout):
        return np.multiply(dout, self.mask)


class Block:
    """An Affine with what comes behind it."""

    def __init__(self, affine, behind=None):
        self.affine, self.behind = affine, behind

    def __call__(self, x):
        x = self.affine.forward(x)
        return self.behind.forward(x) if self.behind else x

    def back(self, dout):
        return self.affine.backward(self.behind.backward(dout) if self.behind else dout)


class MultiLayerNet:
    def __init__(self, input_size, hidden_size_list, output_size,
                 activation="relu", weight_init_std="relu", weight_decay_lambda=0):
        self.weight_decay_lambda = weight_decay_lambda
        self.params = {}
        self.blocks = []
        previous = input_size
        for i, width in enumerate([*hidden_size_list, output_size], 1):
            std = weight_init_std if not isinstance(weight_init_std, str) else weight_std(previous, weight_init_std)
            self.params[f"W{i}"] = np.float32(std) * np.random.randn(previous, width).astype(np.float32)
            self.params[f"b{i}"] = np.zeros(width, np.float32)
            behind = None
            if i <= len(hidden_size_list):
                behind = Relu() if activation == "relu" else Sigmoid()
            self.blocks.append(Block(Affine(self.params[f"W{i}"], self.params[f"b{i}"]), behind))
            previous = width
        self.lastLayer = SoftmaxWithLoss()

    def predict(self, x):
        for block in self.blocks:
            x = block(x)
        return x

    def loss(self, x, t):
        decay = sum(0.5 * self.weight_decay_lambda * np.sum(b.affine.W**2) for b in self.blocks)
        return self.lastLayer.forward(self.predict(x), t) + decay

    def accuracy(self, x, t):
        y = self.predict(x).argmax(axis=1)
        right = 0
        for i in range(len(y)):
            if y[i] == (t[i] if t.ndim == 1 else t[i].argmax()):
                right += 1
        return right / len(y)

    def gradient(self, x, t):
        self.lastLayer.forward(self.predict(x), t)
        dout = self.lastLayer.backward()
        for block in self.blocks[::-1]:
            dout = block.back(dout)
        grads = {}
        for i, block in enumerate(self.blocks, 1):
            grads[f"W{i}"] = block.affine.dW + self.weight_decay_lambda * block.affine.W
            grads[f"b{i}"] = block.affine.db
        return grads
