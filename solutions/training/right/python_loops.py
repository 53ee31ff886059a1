"""Element by element, with Python's own numbers; no ε where the gradient is zero."""

import math
import numpy as np


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params:
            for i in np.ndindex(params[key].shape):
                params[key][i] -= self.lr * grads[key][i]


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = {}

    def update(self, params, grads):
        for key in params:
            for i in np.ndindex(params[key].shape):
                old = self.v.get((key, i), 0.0)
                self.v[key, i] = self.momentum * old - self.lr * grads[key][i]
                params[key][i] += self.v[key, i]


class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = {}

    def update(self, params, grads):
        for key in params:
            for i in np.ndindex(params[key].shape):
                g = grads[key][i]
                self.h[key, i] = self.h.get((key, i), 0.0) + g * g
                if g != 0:
                    params[key][i] -= self.lr * g / math.sqrt(self.h[key, i])


class RMSprop:
    def __init__(self, lr=0.01, decay_rate=0.99):
        self.lr = lr
        self.decay_rate = decay_rate
        self.h = {}

    def update(self, params, grads):
        for key in params:
            for i in np.ndindex(params[key].shape):
                g = grads[key][i]
                old = self.h.get((key, i), 0.0)
                self.h[key, i] = old + (1 - self.decay_rate) * (g * g - old)
                if g != 0:
                    params[key][i] -= self.lr * g / math.sqrt(self.h[key, i])


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.power1 = self.power2 = 1.0
        self.m, self.v = {}, {}

    def update(self, params, grads):
        self.power1 *= self.beta1
        self.power2 *= self.beta2
        for key in params:
            for i in np.ndindex(params[key].shape):
                g = grads[key][i]
                m = self.m[key, i] = self.beta1 * self.m.get((key, i), 0.0) + (1 - self.beta1) * g
                v = self.v[key, i] = self.beta2 * self.v.get((key, i), 0.0) + (1 - self.beta2) * g * g
                m_hat = m / (1 - self.power1)
                v_hat = v / (1 - self.power2)
                params[key][i] -= self.lr * m_hat / (math.sqrt(v_hat) + 1e-8)


def weight_std(n_in, activation):
    known = ["relu", "he", "sigmoid", "tanh", "xavier"]
    if activation not in known:
        raise ValueError("one of " + ", ".join(known))
    return np.float64(np.power(n_in / (1 + (known.index(activation) < 2)), -0.5))


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

    def forward(self, x, train_flg=True):
        r = self.dropout_ratio
        if train_flg:
            self.mask = np.random.choice([0.0, 1.0], size=x.shape, p=[r, 1 - r])
            return np.multiply(x, self.mask)
        return np.multiply(x, 1 - r)

    def backward(self, dout):
        return np.multiply(dout, self.mask)


class MultiLayerNet:
    """Records on the way forward what has to be done on the way back."""

    def __init__(self, input_size, hidden_size_list, output_size,
                 activation="relu", weight_init_std="relu", weight_decay_lambda=0):
        widths = [input_size] + hidden_size_list + [output_size]
        self.last = len(widths) - 1
        self.decay = weight_decay_lambda
        self.f, self.slope = {
            "relu": (lambda a: a * (a > 0), lambda z: np.sign(z)),
            "sigmoid": (lambda a: 1 / (1 + np.exp(-a)), lambda z: z - z**2),
        }[activation]
        rule = {"relu": 2, "he": 2, "sigmoid": 1, "xavier": 1}
        self.params = {}
        for i, width in enumerate(widths[1:], start=1):
            fan_in = widths[i - 1]
            std = np.sqrt(rule[weight_init_std] / fan_in) if weight_init_std in rule else weight_init_std
            self.params.update({f"W{i}": np.random.randn(fan_in, width) * std, f"b{i}": np.zeros(width)})

    def run(self, x, tape):
        for i in range(1, self.last + 1):
            tape.append((i, x))
            x = x.dot(self.params[f"W{i}"]) + self.params[f"b{i}"]
            x = x if i == self.last else self.f(x)
        return x

    def predict(self, x):
        return self.run(x, [])

    def weights(self):
        return [self.params[f"W{i}"] for i in range(1, self.last + 1)]

    def loss(self, x, t):
        a = self.predict(x)
        shifted = a - np.max(a, axis=1, keepdims=True)
        log_p = shifted - np.log(np.sum(np.exp(shifted), axis=1, keepdims=True))
        return float(-np.sum(t * log_p) / len(x) + self.decay * sum(np.sum(W * W) for W in self.weights()) / 2)

    def accuracy(self, x, t):
        return float(np.mean([np.argmax(a) == np.argmax(b) for a, b in zip(self.predict(x), t)]))

    def gradient(self, x, t):
        tape, grads = [], dict.fromkeys(self.params)
        y = self.run(x, tape)
        e = np.exp(y - y.max(axis=1, keepdims=True))
        back = (e / e.sum(axis=1, keepdims=True) - t) / t.shape[0]
        while tape:
            i, z = tape.pop()
            grads[f"b{i}"] = np.sum(back, axis=0)
            grads[f"W{i}"] = np.dot(z.T, back) + self.decay * self.params[f"W{i}"]
            back = np.dot(back, self.params[f"W{i}"].T) * self.slope(z)
        return grads
