"""States in a defaultdict, parameters written with [...]; numerical gradients."""

from collections import defaultdict
from common.gradient import numerical_gradient
import numpy as np
from common.functions import cross_entropy_error, softmax
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for name, g in grads.items():
            params[name][...] = params[name] - self.lr * g


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum = lr, momentum
        self.v = defaultdict(float)

    def update(self, params, grads):
        for name, g in grads.items():
            self.v[name] = self.momentum * self.v[name] - self.lr * g
            params[name][...] = params[name] + self.v[name]


class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = defaultdict(float)

    def update(self, params, grads):
        for name, g in grads.items():
            self.h[name] = self.h[name] + g**2
            params[name][...] = params[name] - self.lr * g * (self.h[name] + 1e-12) ** -0.5


class RMSprop:
    def __init__(self, lr=0.01, decay_rate=0.99):
        self.lr, self.rho = lr, decay_rate
        self.h = defaultdict(float)

    def update(self, params, grads):
        for name, g in grads.items():
            self.h[name] = self.rho * self.h[name] + (1 - self.rho) * g**2
            params[name][...] = params[name] - self.lr * g * (self.h[name] + 1e-12) ** -0.5


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2
        self.t = 0
        self.m, self.v = defaultdict(float), defaultdict(float)

    def update(self, params, grads):
        self.t = self.t + 1
        for name, g in grads.items():
            self.m[name] = self.beta1 * self.m[name] + (1 - self.beta1) * g
            self.v[name] = self.beta2 * self.v[name] + (1 - self.beta2) * g**2
            m = self.m[name] / (1 - self.beta1**self.t)
            v = self.v[name] / (1 - self.beta2**self.t)
            params[name][...] = params[name] - self.lr * m / (v**0.5 + 1e-8)


def weight_std(n_in, activation):
    match activation:
        case "relu" | "he":
            return np.sqrt(2) / np.sqrt(n_in)
        case "sigmoid" | "tanh" | "xavier":
            return 1 / np.sqrt(n_in)
    raise ValueError("activation: " + activation)


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
        self.keep = 1 - dropout_ratio
        self.mask = 1

    def forward(self, x, train_flg=True):
        if train_flg:
            self.mask = np.random.binomial(1, self.keep, x.shape)
        return x * (self.mask if train_flg else self.keep)

    def backward(self, dout):
        return self.mask * dout


class MultiLayerNet:
    """Slow and sure: the gradient by central differences."""

    def __init__(self, input_size, hidden_size_list, output_size,
                 activation="relu", weight_init_std="relu", weight_decay_lambda=0):
        self.weight_decay_lambda = weight_decay_lambda
        sizes = [input_size, *hidden_size_list, output_size]
        self.params, self.layers = {}, []
        for i, (n_in, n_out) in enumerate(zip(sizes[:-1], sizes[1:]), 1):
            std = weight_init_std
            if std in ("relu", "he", "sigmoid", "xavier"):
                std = weight_std(n_in, std)
            W = self.params["W" + str(i)] = std * np.random.standard_normal((n_in, n_out))
            b = self.params["b" + str(i)] = np.zeros(n_out)
            self.layers.append(Affine(W, b))
            self.layers.append(Relu() if activation == "relu" else Sigmoid())
        self.layers.pop()

    def predict(self, x):
        out = x
        for layer in self.layers:
            out = layer.forward(out)
        return out

    def loss(self, x, t):
        decay = 0.5 * self.weight_decay_lambda * sum(
            np.sum(p * p) for name, p in self.params.items() if name.startswith("W")
        )
        return cross_entropy_error(softmax(self.predict(x)), t) + decay

    def accuracy(self, x, t):
        return np.count_nonzero(self.predict(x).argmax(axis=1) == t.argmax(axis=1)) / len(x)

    def gradient(self, x, t):
        return {name: numerical_gradient(lambda _: self.loss(x, t), p)
                for name, p in self.params.items()}
