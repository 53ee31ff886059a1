"""One optimizer class that the others inherit from; a network by hand; ε in the root."""

import numpy as np


class Optimizer:
    """What all of them share: a state for each key, and the change that it makes."""

    def __init__(self, lr):
        self.lr = lr
        self.states = {}
        self.count = 0

    def update(self, params, grads):
        self.count += 1
        for key in grads:
            if key not in self.states:
                self.states[key] = self.begin(grads[key])
            params[key] += self.change(self.states[key], grads[key])

    def begin(self, g):
        return [np.zeros(g.shape)]

    def change(self, state, g):
        raise NotImplementedError


class SGD(Optimizer):
    def __init__(self, lr=0.01):
        super().__init__(lr)

    def change(self, state, g):
        return -self.lr * g


class Momentum(Optimizer):
    def __init__(self, lr=0.01, momentum=0.9):
        super().__init__(lr)
        self.momentum = momentum

    def change(self, state, g):
        state[0] = self.momentum * state[0] - self.lr * g
        return state[0]


class AdaGrad(Optimizer):
    def __init__(self, lr=0.01):
        super().__init__(lr)

    def change(self, state, g):
        state[0] = self.accumulate(state[0], g * g)
        return -self.lr * g / np.sqrt(state[0] + 1e-8)

    def accumulate(self, h, square):
        return h + square


class RMSprop(AdaGrad):
    def __init__(self, lr=0.01, decay_rate=0.99):
        super().__init__(lr)
        self.decay_rate = decay_rate

    def accumulate(self, h, square):
        return self.decay_rate * h + (1 - self.decay_rate) * square


class Adam(Optimizer):
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        super().__init__(lr)
        self.betas = beta1, beta2

    def begin(self, g):
        return [np.zeros(g.shape), np.zeros(g.shape)]

    def change(self, state, g):
        hats = []
        for i, (beta, new) in enumerate(zip(self.betas, (g, g * g))):
            state[i] = beta * state[i] + (1 - beta) * new
            hats.append(state[i] / (1 - beta**self.count))
        return -self.lr * hats[0] / (np.sqrt(hats[1]) + 1e-8)


_GAINS = dict(relu=2, he=2, sigmoid=1, tanh=1, xavier=1)


class UnknownActivation(ValueError):
    pass


def weight_std(n_in, activation):
    try:
        gain = _GAINS[activation]
    except KeyError:
        raise UnknownActivation(activation) from None
    return (gain / n_in) ** 0.5


class BatchNormalization:
    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma, self.beta, self.momentum = gamma, beta, momentum
        self.running = [0.0, 0.0]

    def forward(self, x, train_flg=True):
        stats = (x.mean(0), x.var(0)) if train_flg else self.running
        if train_flg:
            self.running = [
                self.momentum * r + (1 - self.momentum) * s for r, s in zip(self.running, stats)
            ]
            self.inv = 1 / np.sqrt(stats[1] + 1e-8)
            self.x_hat = (x - stats[0]) * self.inv
            return self.gamma * self.x_hat + self.beta
        return self.gamma * (x - stats[0]) / np.sqrt(stats[1] + 1e-8) + self.beta

    def backward(self, dout):
        n = len(dout)
        self.dbeta = np.einsum("nd->d", dout)
        self.dgamma = np.einsum("nd,nd->d", dout, self.x_hat)
        return self.gamma * self.inv / n * (n * dout - self.dbeta - self.x_hat * self.dgamma)


class Dropout:
    def __init__(self, dropout_ratio=0.5):
        self.dropout_ratio = dropout_ratio

    def forward(self, x, train_flg=True):
        if not train_flg:
            return (1 - self.dropout_ratio) * x
        self.off = np.random.uniform(size=x.shape) < self.dropout_ratio
        return np.where(self.off, 0.0, x)

    def backward(self, dout):
        return np.where(self.off, 0.0, dout)


def _softmax(a):
    e = np.exp(a - a.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


class MultiLayerNet:
    """Without layer objects: the activations of a forward pass are kept in a list."""

    def __init__(self, input_size, hidden_size_list, output_size,
                 activation="relu", weight_init_std="relu", weight_decay_lambda=0):
        self.params = {}
        self.activation = activation
        self.lam = weight_decay_lambda
        sizes = (input_size,) + tuple(hidden_size_list) + (output_size,)
        self.n = len(sizes) - 1
        for i in range(self.n):
            if weight_init_std in ("relu", "he"):
                std = (2 / sizes[i]) ** 0.5
            elif weight_init_std in ("sigmoid", "xavier"):
                std = (1 / sizes[i]) ** 0.5
            else:
                std = weight_init_std
            self.params["W%d" % (i + 1)] = np.random.normal(0, std, (sizes[i], sizes[i + 1]))
            self.params["b%d" % (i + 1)] = np.zeros(sizes[i + 1])

    def _forward(self, x):
        zs = [x]
        for i in range(1, self.n + 1):
            a = zs[-1] @ self.params[f"W{i}"] + self.params[f"b{i}"]
            if i < self.n:
                a = np.maximum(a, 0) if self.activation == "relu" else 1 / (1 + np.exp(-a))
            zs.append(a)
        return zs

    def predict(self, x):
        return self._forward(x)[-1]

    def loss(self, x, t):
        y = _softmax(self.predict(x))
        penalty = sum((self.params[f"W{i}"] ** 2).sum() for i in range(1, self.n + 1))
        return -np.mean(np.log((y * t).sum(axis=1))) + self.lam / 2 * penalty

    def accuracy(self, x, t):
        return (self.predict(x).argmax(1) == t.argmax(1)).mean()

    def gradient(self, x, t):
        zs = self._forward(x)
        delta = (_softmax(zs[-1]) - t) / len(x)
        grads = {}
        for i in range(self.n, 0, -1):
            W = self.params[f"W{i}"]
            grads[f"W{i}"] = zs[i - 1].T @ delta + self.lam * W
            grads[f"b{i}"] = delta.sum(axis=0)
            z = zs[i - 1]
            slope = (z > 0) if self.activation == "relu" else z * (1 - z)
            delta = delta @ W.T * slope
        return grads
