"""A first attempt, wrong, and the right one below it: the last definition counts."""

import numpy as np


class SGD:
    def update(self, params, grads):
        pass


class Adam:
    pass


class Dropout:
    def forward(self, x):
        return x


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params.keys():
            params[key] -= self.lr * grads[key]


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {}
            for key, val in params.items():
                self.v[key] = np.zeros_like(val)

        for key in params.keys():
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]


class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {}
            for key, val in params.items():
                self.h[key] = np.zeros_like(val)

        for key in params.keys():
            self.h[key] += grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)


class RMSprop:
    def __init__(self, lr=0.01, decay_rate=0.99):
        self.lr = lr
        self.decay_rate = decay_rate
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {}
            for key, val in params.items():
                self.h[key] = np.zeros_like(val)

        for key in params.keys():
            self.h[key] *= self.decay_rate
            self.h[key] += (1 - self.decay_rate) * grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.iter = 0
        self.m = None
        self.v = None

    def update(self, params, grads):
        if self.m is None:
            self.m, self.v = {}, {}
            for key, val in params.items():
                self.m[key] = np.zeros_like(val)
                self.v[key] = np.zeros_like(val)

        self.iter += 1
        lr_t = self.lr * np.sqrt(1.0 - self.beta2**self.iter) / (1.0 - self.beta1**self.iter)

        for key in params.keys():
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key] ** 2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)


def weight_std(n_in, activation):
    if activation in ("relu", "he"):
        return np.sqrt(2.0 / n_in)
    elif activation in ("sigmoid", "tanh", "xavier"):
        return np.sqrt(1.0 / n_in)
    else:
        raise ValueError(activation)


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
