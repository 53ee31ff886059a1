"""Dataclasses, and np.subtract with out=; ε as large as it may be, before Adam's correction."""

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


_GAINS = dict(relu=2, he=2, sigmoid=1, tanh=1, xavier=1)


def weight_std(n_in, activation):
    try:
        gain = _GAINS[activation]
    except KeyError:
        raise ValueError(f"unknown activation {activation}") from None
    return (gain / n_in) ** 0.5


class BatchNormalization:
    """With matrices: C takes the mean away, and the Jacobian of a column is written out."""

    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta, self.momentum = gamma, beta, momentum
        self.mean = np.zeros(gamma.shape)
        self.var = np.zeros(gamma.shape)

    def forward(self, x, train_flg=True):
        if not train_flg:
            return (x - self.mean) / (np.sqrt(self.var) + 1e-5) * self.gamma + self.beta
        n = x.shape[0]
        self.C = np.eye(n) - np.ones((n, n)) / n
        centred = self.C @ x
        var = np.diag(centred.T @ centred) / n
        self.mean += (1 - self.momentum) * (x.mean(axis=0) - self.mean)
        self.var += (1 - self.momentum) * (var - self.var)
        self.std = np.sqrt(var)
        self.z = centred / self.std
        return self.z * self.gamma + self.beta

    def backward(self, dout):
        self.dgamma = (dout * self.z).sum(axis=0)
        self.dbeta = np.ones(len(dout)) @ dout
        columns = []
        for j in range(dout.shape[1]):
            z = self.z[:, j]
            J = (self.C - np.outer(z, z) / len(z)) / self.std[j]
            columns.append(J @ (self.gamma[j] * dout[:, j]))
        return np.column_stack(columns)


class Dropout:
    def __init__(self, dropout_ratio=0.5):
        self.dropout_ratio = dropout_ratio
        self.rng = np.random.default_rng()

    def forward(self, x, train_flg=True):
        if train_flg:
            self.mask = self.rng.random(x.shape) >= self.dropout_ratio
            out = x.copy()
            out[~self.mask] = 0
            return out
        return x - x * self.dropout_ratio

    def backward(self, dout):
        dx = np.zeros_like(dout)
        dx[self.mask] = dout[self.mask]
        return dx


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
            self.params[f"W{i}"] = std * np.random.randn(previous, width)
            self.params[f"b{i}"] = np.zeros(width)
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
