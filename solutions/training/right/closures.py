"""A closure for each parameter; classes made by type(); Adam's ε inside the root."""

import numpy as np


def _optimizer(name, defaults, make_step):
    """Return a class whose objects keep one closure for each parameter."""

    def __init__(self, *values, **settings):
        self.settings = {**defaults, **dict(zip(defaults, values)), **settings}
        self.steps = {}

    def update(self, params, grads):
        for key, value in params.items():
            if key not in self.steps:
                self.steps[key] = make_step(np.zeros_like(value), **self.settings)
            value += self.steps[key](grads[key])

    return type(name, (), {"__init__": __init__, "update": update})


def sgd(zero, lr):
    return lambda g: -lr * g


def with_momentum(v, lr, momentum):
    def step(g):
        nonlocal v
        v = momentum * v - lr * g
        return v

    return step


def adagrad(h, lr):
    def step(g):
        nonlocal h
        h = h + g * g
        return -lr * g / (np.sqrt(h) + 1e-7)

    return step


def rmsprop(h, lr, decay_rate):
    def step(g):
        nonlocal h
        h = decay_rate * h + (1 - decay_rate) * g * g
        return -lr * g / (np.sqrt(h) + 1e-7)

    return step


def adam(zero, lr, beta1, beta2):
    m, v, t = zero, zero.copy(), 0

    def step(g):
        nonlocal m, v, t
        t += 1
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * g * g
        return -lr * (m / (1 - beta1**t)) / np.sqrt(v / (1 - beta2**t) + 1e-12)

    return step


SGD = _optimizer("SGD", {"lr": 0.01}, sgd)
Momentum = _optimizer("Momentum", {"lr": 0.01, "momentum": 0.9}, with_momentum)
AdaGrad = _optimizer("AdaGrad", {"lr": 0.01}, adagrad)
RMSprop = _optimizer("RMSprop", {"lr": 0.01, "decay_rate": 0.99}, rmsprop)
Adam = _optimizer("Adam", {"lr": 0.001, "beta1": 0.9, "beta2": 0.999}, adam)


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
        self.running_mean = None
        self.running_var = None

    def forward(self, x, train_flg=True):
        if self.running_mean is None:
            self.running_mean = np.zeros(x.shape[1])
            self.running_var = np.zeros(x.shape[1])

        if train_flg:
            mu = x.mean(axis=0)
            xc = x - mu
            var = np.mean(xc**2, axis=0)
            std = np.sqrt(var + 10e-7)
            xn = xc / std

            self.xc = xc
            self.xn = xn
            self.std = std
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            xc = x - self.running_mean
            xn = xc / np.sqrt(self.running_var + 10e-7)

        return self.gamma * xn + self.beta

    def backward(self, dout):
        n = dout.shape[0]
        self.dbeta = dout.sum(axis=0)
        self.dgamma = np.sum(self.xn * dout, axis=0)

        dxn = self.gamma * dout
        dxc = dxn / self.std
        dstd = -np.sum(dxn * self.xc / (self.std * self.std), axis=0)
        dvar = 0.5 * dstd / self.std
        dxc += 2.0 / n * self.xc * dvar
        dmu = np.sum(dxc, axis=0)
        return dxc - dmu / n


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
