"""Keyword-only settings, extra ones with defaults, t counted behind the step."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss


EPS = 1e-8


class SGD:
    def __init__(self, *, lr=0.01):
        self.lr = lr

    def update(self, params, grads, verbose=False):
        for k in params.keys():
            if verbose:
                print(k)
            params[k] -= self.lr * grads[k]


class Momentum:
    def __init__(self, *, lr=0.01, momentum=0.9, nesterov=False):
        assert not nesterov
        self.lr, self.momentum = lr, momentum
        self.velocity = None

    def update(self, params, grads):
        if self.velocity is None:
            self.velocity = {k: np.zeros(p.shape) for k, p in params.items()}
        for k in params.keys():
            v = self.velocity[k]
            v *= self.momentum
            v -= self.lr * grads[k]
            params[k] += v


class AdaGrad:
    def __init__(self, *, lr=0.01, eps=EPS):
        self.lr, self.eps = lr, eps
        self.cache = None

    def update(self, params, grads):
        if self.cache is None:
            self.cache = {k: np.zeros(p.shape) for k, p in params.items()}
        for k in params.keys():
            self.cache[k] += grads[k] ** 2
            params[k] += -self.lr * grads[k] / (np.sqrt(self.cache[k]) + self.eps)


class RMSprop:
    def __init__(self, *, lr=0.01, decay_rate=0.99, eps=EPS):
        self.lr, self.decay_rate, self.eps = lr, decay_rate, eps
        self.cache = None

    def update(self, params, grads):
        if self.cache is None:
            self.cache = {k: np.zeros(p.shape) for k, p in params.items()}
        for k in params.keys():
            c = self.cache[k]
            c[:] = self.decay_rate * c + (1 - self.decay_rate) * grads[k] ** 2
            params[k] += -self.lr * grads[k] / (np.sqrt(c) + self.eps)


class Adam:
    def __init__(self, *, lr=0.001, beta1=0.9, beta2=0.999, eps=EPS):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.cache = None
        self.t = 1

    def update(self, params, grads):
        if self.cache is None:
            self.cache = {k: (np.zeros(p.shape), np.zeros(p.shape)) for k, p in params.items()}
        for k in params.keys():
            m, v = self.cache[k]
            m += (1 - self.beta1) * (grads[k] - m)
            v += (1 - self.beta2) * (grads[k] ** 2 - v)
            mt = m / (1 - self.beta1**self.t)
            vt = v / (1 - self.beta2**self.t)
            params[k] += -self.lr * mt / (np.sqrt(vt) + self.eps)
        self.t += 1


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
