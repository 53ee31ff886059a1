from __future__ import annotations
from collections import defaultdict
from dataclasses import dataclass, field, InitVar
import math
import numpy as np
from common.layers import Affine, Relu, Sigmoid
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

    def forward(self, x, train_flg=True):
        if train_flg:
            self.mask = np.random.rand(*x.shape) > self.dropout_ratio
            return x * self.mask
        return x * (1.0 - self.dropout_ratio)

    def backward(self, dout):
        return dout * self.mask


class SoftmaxWithLoss:
    def __init__(self, t):
        self.t = t

    def forward(self, x):
        self.y = softmax(x)
        return cross_entropy_error(self.y, self.t)

    def backward(self):
        return (self.y - (self.t if self.t.ndim == 2 else np.eye(self.y.shape[1])[self.t])) / len(self.y)


@dataclass
class MultiLayerNet:
    input_size: int
    hidden_size_list: list[int]
    output_size: int
    activation: str = "relu"
    weight_init_std: str | float = "relu"
    weight_decay_lambda: float = 0
    params: Params = field(default_factory=dict, init=False, repr=False)
    seed: InitVar[int | None] = None

    def __post_init__(self, seed) -> None:
        rng = np.random.default_rng(seed)
        sizes = (self.input_size, *self.hidden_size_list, self.output_size)
        self.layers = []
        for n, (a, b) in enumerate(zip(sizes, sizes[1:]), start=1):
            std = self.weight_init_std
            std = weight_std(a, std) if isinstance(std, str) else std
            W, bias = self.params[f"W{n}"], self.params[f"b{n}"] = rng.normal(0.0, std, size=(a, b)), np.zeros(b)
            if n > 1:
                self.layers.append(Relu() if self.activation == "relu" else Sigmoid())
            self.layers.append(Affine(W, bias))

    def _last(self, t):
        return SoftmaxWithLoss(t)

    @property
    def affine(self):
        return self.layers[::2]

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        decay = sum(np.square(a.W).sum() for a in self.affine)
        return self._last(t).forward(self.predict(x)) + 0.5 * self.weight_decay_lambda * decay

    def accuracy(self, x, t):
        t = t if t.ndim == 1 else t.argmax(axis=1)
        return float((self.predict(x).argmax(axis=1) == t).mean())

    def gradient(self, x, t):
        last = self._last(t)
        last.forward(self.predict(x))
        d = last.backward()
        for layer in self.layers[::-1]:
            d = layer.backward(d)
        return {k: g for n, a in enumerate(self.affine, 1) for k, g in ((f"W{n}", a.dW + self.weight_decay_lambda * a.W), (f"b{n}", a.db))}
