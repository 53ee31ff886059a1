"""Classes that gain their methods cell by cell."""

import numpy as np


class _Walker:
    """Keeps a generator for each parameter, which is sent gradients and yields changes."""

    def __init__(self):
        self._walks = {}

    def update(self, params, grads):
        for key in sorted(params):
            if key not in self._walks:
                self._walks[key] = self._walk()
                next(self._walks[key])
            params[key] += self._walks[key].send(grads[key])


class SGD(_Walker):
    def __init__(self, lr=0.01):
        super().__init__()
        self.lr = lr

    def _walk(self):
        g = yield
        while True:
            g = yield -self.lr * g


class Momentum(_Walker):
    def __init__(self, lr=0.01, momentum=0.9):
        super().__init__()
        self.lr, self.momentum = lr, momentum

    def _walk(self):
        g, v = (yield), 0.0
        while True:
            v = self.momentum * v - self.lr * g
            g = yield v


class AdaGrad(_Walker):
    def __init__(self, lr=0.01):
        super().__init__()
        self.lr = lr

    def _walk(self):
        g, h = (yield), 1e-14
        while True:
            h = h + g * g
            g = yield -self.lr * g / np.sqrt(h)


class RMSprop(_Walker):
    def __init__(self, lr=0.01, decay_rate=0.99):
        super().__init__()
        self.lr, self.decay_rate = lr, decay_rate

    def _walk(self):
        g, h = (yield), 0.0
        while True:
            h = self.decay_rate * h + (1 - self.decay_rate) * g * g
            g = yield -self.lr * g / (np.sqrt(h) + 1e-8)


class Adam(_Walker):
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        super().__init__()
        self.lr, self.beta1, self.beta2 = lr, beta1, beta2

    def _walk(self):
        g, m, v, t = (yield), 0.0, 0.0, 0
        while True:
            t += 1
            m = self.beta1 * m + (1 - self.beta1) * g
            v = self.beta2 * v + (1 - self.beta2) * g * g
            g = yield -self.lr * m / (1 - self.beta1**t) / (np.sqrt(v / (1 - self.beta2**t)) + 1e-8)


_GAINS = dict(relu=2, he=2, sigmoid=1, tanh=1, xavier=1)


def weight_std(n_in, activation):
    try:
        gain = _GAINS[activation]
    except KeyError:
        raise ValueError(f"unknown activation {activation}") from None
    return (gain / n_in) ** 0.5


class BatchNormalization:
    """Column by column, with nothing but sums."""

    def __init__(self, gamma, beta, momentum=0.9):
        self.gamma = gamma
        self.beta = beta
        self.momentum = momentum
        self.running_mean = [0.0] * len(gamma)
        self.running_var = [0.0] * len(gamma)

    def forward(self, x, train_flg=True):
        out = np.empty_like(x)
        if train_flg:
            self.kept = []
        for j in range(x.shape[1]):
            column = x[:, j]
            if train_flg:
                mean = sum(column) / len(column)
                var = sum((c - mean) ** 2 for c in column) / len(column)
                m = self.momentum
                self.running_mean[j] = m * self.running_mean[j] + (1 - m) * mean
                self.running_var[j] = m * self.running_var[j] + (1 - m) * var
                std = (var + 1e-6) ** 0.5
                self.kept.append(((column - mean) / std, std))
            else:
                mean, std = self.running_mean[j], (self.running_var[j] + 1e-6) ** 0.5
            out[:, j] = self.gamma[j] * (column - mean) / std + self.beta[j]
        return out

    def backward(self, dout):
        dx = np.empty_like(dout)
        self.dgamma, self.dbeta = np.zeros(dout.shape[1]), np.zeros(dout.shape[1])
        for j, (normal, std) in enumerate(self.kept):
            d = dout[:, j]
            self.dgamma[j] = sum(d * normal)
            self.dbeta[j] = sum(d)
            n = len(d)
            dx[:, j] = self.gamma[j] / std * (d - sum(d) / n - normal * sum(d * normal) / n)
        return dx


class Dropout:
    def __init__(self, dropout_ratio=0.5):
        self.dropout_ratio = dropout_ratio
        self.mask = None

    def forward(self, x, train_flg=True):
        if train_flg:
            self.mask = np.random.rand(*x.shape) > self.dropout_ratio
            return x * self.mask
        else:
            return x * (1.0 - self.dropout_ratio)

    def backward(self, dout):
        return dout * self.mask


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


def repeat_twice(self, params, grads):
    self.update(params, grads)
    self.update(params, grads)


SGD.update_twice = repeat_twice
_plain_predict = MultiLayerNet.predict
MultiLayerNet.predict = lambda self, x: _plain_predict(self, x)
Dropout.__call__ = Dropout.forward
