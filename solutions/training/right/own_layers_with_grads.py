from __future__ import annotations
from collections import defaultdict
from dataclasses import dataclass, field, InitVar
import math
import numpy as np
from common.functions import softmax, cross_entropy_error

Params = dict[str, np.ndarray]


def zero() -> defaultdict:
    return defaultdict(float)


@dataclass
class SGD:
    lr: float = 0.01

    def update(self, params: Params, grads: Params) -> None:
        for k in params.keys():
            params[k] -= self.lr * grads[k]


@dataclass
class Momentum(SGD):
    momentum: float = 0.9
    v: defaultdict = field(default_factory=zero, init=False, repr=False)

    def update(self, params: Params, grads: Params) -> None:
        for k in params.keys():
            self.v[k] = self.momentum * self.v[k] - self.lr * grads[k]
            params[k] += self.v[k]


@dataclass
class AdaGrad(SGD):
    h: defaultdict = field(default_factory=zero, init=False, repr=False)

    def update(self, params: Params, grads: Params) -> None:
        for k in params.keys():
            self.h[k] = self.h[k] + grads[k] ** 2
            params[k] -= self.lr * grads[k] / np.sqrt(self.h[k] + 1e-12)


@dataclass
class RMSprop(SGD):
    decay_rate: float = 0.99
    h: defaultdict = field(default_factory=zero, init=False, repr=False)

    def update(self, params: Params, grads: Params) -> None:
        for k in params.keys():
            self.h[k] = self.h[k] * self.decay_rate + (1 - self.decay_rate) * grads[k] ** 2
            params[k] -= self.lr * grads[k] / (np.sqrt(self.h[k]) + 1e-7)


@dataclass
class Adam:
    lr: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    iter: int = field(default=0, init=False)
    m: defaultdict = field(default_factory=zero, init=False, repr=False)
    v: defaultdict = field(default_factory=zero, init=False, repr=False)

    def update(self, params: Params, grads: Params) -> None:
        self.iter += 1
        lr_t = self.lr * math.sqrt(1.0 - self.beta2**self.iter) / (1.0 - self.beta1**self.iter)
        for k in params.keys():
            self.m[k] = self.m[k] + (1 - self.beta1) * (grads[k] - self.m[k])
            self.v[k] = self.v[k] + (1 - self.beta2) * (grads[k] ** 2 - self.v[k])
            params[k] -= lr_t * self.m[k] / (np.sqrt(self.v[k]) + 1e-7)


def weight_std(n_in: int, activation: str) -> float:
    match activation:
        case "relu" | "he":
            return math.sqrt(2 / n_in)
        case "sigmoid" | "tanh" | "xavier":
            return 1 / math.sqrt(n_in)
        case _:
            raise ValueError(f"unknown: {activation}")


@dataclass(eq=False)
class BatchNormalization:
    gamma: np.ndarray
    beta: np.ndarray
    momentum: float = 0.9
    running_mean: np.ndarray | None = None
    running_var: np.ndarray | None = None

    def __post_init__(self) -> None:
        self.running_mean = np.zeros_like(self.gamma)
        self.running_var = np.zeros_like(self.gamma)

    def forward(self, x, train_flg=True):
        if train_flg:
            mu = x.mean(axis=0)
            self.xc = x - mu
            var = np.mean(self.xc**2, axis=0)
            self.std = np.sqrt(var + 10e-7)
            self.xn = self.xc / self.std
            self.batch_size = x.shape[0]
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
            return self.gamma * self.xn + self.beta
        return self.gamma * ((x - self.running_mean) / np.sqrt(self.running_var + 10e-7)) + self.beta

    def backward(self, dout):
        self.dbeta = dout.sum(axis=0)
        self.dgamma = np.sum(self.xn * dout, axis=0)
        dxn = self.gamma * dout
        dxc = dxn / self.std
        dstd = -np.sum((dxn * self.xc) / (self.std * self.std), axis=0)
        dvar = 0.5 * dstd / self.std
        dxc += (2.0 / self.batch_size) * self.xc * dvar
        dmu = np.sum(dxc, axis=0)
        return dxc - dmu / self.batch_size


@dataclass
class Dropout:
    dropout_ratio: float = 0.5
    mask: np.ndarray | None = field(default=None, repr=False)
    seed: InitVar[int | None] = None

    def __post_init__(self, seed: int | None) -> None:
        self.rng = np.random.default_rng(seed)

    def forward(self, x, train_flg=True):
        if train_flg:
            self.mask = self.rng.random(x.shape) > self.dropout_ratio
            return x * self.mask
        return x * (1.0 - self.dropout_ratio)

    def backward(self, dout):
        return dout * self.mask



class Affine:
    def __init__(self, W, b):
        self.params = [W, b]
        self.grads = [np.zeros_like(W), np.zeros_like(b)]
        self.x = None

    def forward(self, x):
        W, b = self.params
        self.x = x.reshape(len(x), -1)
        self.x_shape = x.shape
        return np.dot(self.x, W) + b

    def backward(self, dout):
        W, b = self.params
        self.grads[0][...] = np.dot(self.x.T, dout)
        self.grads[1][...] = np.sum(dout, axis=0)
        return np.dot(dout, W.T).reshape(self.x_shape)


class Sigmoid:
    def __init__(self):
        self.params, self.grads = [], []

    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out


class Relu:
    def __init__(self):
        self.params, self.grads = [], []

    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx


class SoftmaxWithLoss:
    def __init__(self, t):
        self.t = t.argmax(axis=1) if t.ndim == 2 else t

    def forward(self, x):
        self.y = softmax(x)
        return cross_entropy_error(self.y, self.t)

    def backward(self, dout=1):
        dx = self.y.copy()
        dx[np.arange(len(dx)), self.t] -= 1
        return dx * dout / len(dx)


class MultiLayerNet:
    def __init__(self, input_size, hidden_size_list, output_size, activation="relu", weight_init_std="relu", weight_decay_lambda=0):
        self.lam, self.params, self.layers = weight_decay_lambda, {}, []
        n = [input_size, *hidden_size_list, output_size]
        for i in range(1, len(n)):
            s = weight_std(n[i - 1], weight_init_std) if isinstance(weight_init_std, str) else weight_init_std
            W, bias = s * np.random.randn(n[i - 1], n[i]), np.zeros(n[i])
            self.params["W%d" % i], self.params["b%d" % i] = W, bias
            self.layers += [Affine(W, bias), Relu() if activation == "relu" else Sigmoid()]
        self.layers.pop()

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        self.last = SoftmaxWithLoss(t)
        return self.last.forward(self.predict(x)) + 0.5 * self.lam * sum(np.sum(p**2) for k, p in self.params.items() if k[0] == "W")

    def accuracy(self, x, t):
        return np.mean(self.predict(x).argmax(1) == (t if t.ndim == 1 else t.argmax(1)))

    def gradient(self, x, t):
        self.loss(x, t)
        d = self.last.backward()
        for layer in reversed(self.layers):
            d = layer.backward(d)
        flat = [g for layer in self.layers for g in layer.grads]
        out = {}
        for i in range(0, len(flat), 2):
            n = i // 2 + 1
            out["W%d" % n], out["b%d" % n] = flat[i] + self.lam * self.params["W%d" % n], flat[i + 1].copy()
        return out
