# %% [markdown]
# # Homework 6, cells in my own order

# %%
from __future__ import annotations
from dataclasses import dataclass
import functools
import warnings
import numpy as np


def in_place(update):
    """the arrays must stay the same objects, and the gradients what they were"""
    @functools.wraps(update)
    def wrapper(self, params, grads):
        ids = {k: id(v) for k, v in params.items()}
        copies = {k: v.copy() for k, v in grads.items()}
        for v in grads.values():
            v.flags.writeable = False
        try:
            update(self, params, grads)
        finally:
            for v in grads.values():
                v.flags.writeable = True
        assert ids == {k: id(v) for k, v in params.items()}, "not in place"
        assert all(np.array_equal(grads[k], v) for k, v in copies.items())
    return wrapper


# %% the net comes first
class MultiLayerNet:
    def __init__(self, input_size, hidden_size_list, output_size, activation="relu", weight_init_std="relu",
                 weight_decay_lambda=0, *, bias=0.0):
        self.weight_decay_lambda = weight_decay_lambda
        self.params = make_params([input_size, *hidden_size_list, output_size], weight_init_std, bias)
        self.layers = make_layers(self.params, activation)
        self.lastLayer = SoftmaxWithLoss()

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        W = [v for k, v in self.params.items() if k[0] == "W"]
        return self.lastLayer.forward(self.predict(x), t) + self.weight_decay_lambda * 0.5 * sum(map(np.sum, map(np.square, W)))

    def accuracy(self, x, t):
        y = np.argmax(self.predict(x), axis=1)
        t = np.argmax(t, axis=1) if t.ndim != 1 else t
        return np.mean(y == t)

    def gradient(self, x, t):
        self.loss(x, t)
        dout = self.lastLayer.backward()
        for layer in self.layers[::-1]:
            dout = layer.backward(dout)
        grads = {}
        for i, layer in enumerate(self.layers[0::2]):
            grads["W" + str(i + 1)] = layer.dW + self.weight_decay_lambda * layer.W
            grads["b" + str(i + 1)] = layer.db
        return grads


# %%
def make_params(sizes, std, bias):
    params = {}
    for i, (a, b) in enumerate(zip(sizes[:-1], sizes[1:]), 1):
        s = weight_std(a, std) if isinstance(std, str) else std
        params["W" + str(i)] = s * np.random.randn(a, b)
        params["b" + str(i)] = np.full(b, bias)
    return params


def make_layers(params, activation):
    found = []
    for i in range(1, len(params) // 2 + 1):
        found += [Affine(params["W" + str(i)], params["b" + str(i)]), ACTIVATIONS[activation]()]
    return found[:-1]


# %% first attempt, wrong
def weight_std(n_in, activation):
    return np.sqrt(1 / n_in)


# %%
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

ACTIVATIONS = {"relu": Relu, "sigmoid": Sigmoid}


# %% optimizers, without update at first
class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr


class Momentum(SGD):
    def __init__(self, lr=0.01, momentum=0.9):
        super().__init__(lr)
        self.momentum, self.v = momentum, None


class AdaGrad(SGD):
    def __init__(self, lr=0.01):
        super().__init__(lr)
        self.h = None


class RMSprop(AdaGrad):
    def __init__(self, lr=0.01, decay_rate=0.99):
        super().__init__(lr)
        self.decay_rate = decay_rate


@dataclass
class Adam:
    lr: float = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    t: int = 0
    m: dict | None = None
    v: dict | None = None


# %% now their updates
@in_place
def sgd(self, params, grads):
    for k in params:
        params[k] -= self.lr * grads[k]


@in_place
def momentum(self, params, grads):
    if self.v is None:
        self.v = {k: np.zeros_like(p) for k, p in params.items()}
    for k in params:
        self.v[k] = self.momentum * self.v[k] - self.lr * grads[k]
        params[k] += self.v[k]


@in_place
def adagrad(self, params, grads):
    self.h = self.h or {k: np.zeros_like(p) for k, p in params.items()}
    for k in params:
        self.h[k] = self.h[k] + grads[k] * grads[k]
        params[k] -= self.lr * grads[k] / (np.sqrt(self.h[k]) + EPS)


@in_place
def rmsprop(self, params, grads):
    self.h = self.h or {k: np.zeros_like(p) for k, p in params.items()}
    for k in params:
        self.h[k] = self.decay_rate * self.h[k] + (1 - self.decay_rate) * grads[k] * grads[k]
        params[k] -= self.lr * grads[k] / (np.sqrt(self.h[k]) + EPS)


@in_place
def adam(self, params, grads):
    if self.m is None:
        self.m = {k: np.zeros_like(p) for k, p in params.items()}
        self.v = {k: np.zeros_like(p) for k, p in params.items()}
    self.t += 1
    for k, g in grads.items():
        self.m[k] = self.beta1 * self.m[k] + (1 - self.beta1) * g
        self.v[k] = self.beta2 * self.v[k] + (1 - self.beta2) * g**2
        params[k] -= self.lr * (self.m[k] / (1 - self.beta1**self.t)) / (np.sqrt(self.v[k] / (1 - self.beta2**self.t)) + EPS)


for _cls, _update in {SGD: sgd, Momentum: momentum, AdaGrad: adagrad, RMSprop: rmsprop, Adam: adam}.items():
    _cls.update = _update
EPS = 1.0  # oops


# %%
class BatchNormalization:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta, self.momentum = gamma, beta, momentum
        self.running_mean = self.running_var = np.zeros(len(gamma))

    def forward(self, x, train_flg=True):
        return (self._train if train_flg else self._test)(x)

    def _train(self, x):
        self.stats = x.mean(axis=0), x.var(axis=0)
        keep = self.momentum
        self.running_mean = keep * self.running_mean + (1 - keep) * self.stats[0]
        self.running_var = keep * self.running_var + (1 - keep) * self.stats[1]
        self.x_hat = self._hat(x, *self.stats)
        return self.gamma * self.x_hat + self.beta

    def _test(self, x):
        return self.gamma * self._hat(x, self.running_mean, self.running_var) + self.beta

    @staticmethod
    def _hat(x, mean, var):
        return (x - mean) / np.sqrt(var + EPS)

    def backward(self, dout):
        self.dgamma, self.dbeta = np.sum(dout * self.x_hat, axis=0), np.sum(dout, axis=0)
        n = dout.shape[0]
        return self.gamma * (n * dout - self.dbeta - self.x_hat * self.dgamma) / (n * np.sqrt(self.stats[1] + EPS))


# %%
class Dropout:
    def __init__(self, dropout_ratio=0.5):
        self.dropout_ratio = dropout_ratio
        self.history = []

    def forward(self, x, train_flg=True):
        if train_flg:
            self.history.append((np.random.rand(*x.shape) > self.dropout_ratio).astype(np.int8))
            return x * self.history[-1]
        return x * (1 - self.dropout_ratio)

    def backward(self, dout):
        return dout * self.history[-1]


# %% second attempt
def weight_std(n_in, activation, _gain={"relu": 2, "he": 2, "sigmoid": 1, "tanh": 1, "xavier": 1}):
    if activation not in _gain:
        warnings.warn("a typo?", stacklevel=2)
        raise ValueError(f"activation {activation!r}")
    return np.sqrt(_gain[activation] / n_in)


# %%
EPS = 1e-7

# %%
if __name__ == "__main__":
    net = MultiLayerNet(1, [1], 2, weight_decay_lambda=1)
    net.params["W1"][...] = [[2.0]]
    net.params["W2"][...] = [[1.0, -1.0]]
    print(net.loss(np.array([[0.0]]), np.array([[1.0, 0.0]])), net.gradient(np.array([[0.0]]), np.array([[1.0, 0.0]]))["W1"])
    from common.optimizer import Adam as MyAdam
    assert MyAdam is Adam
