import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss


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
        self.keep = 1 - dropout_ratio
        self.mask = 1

    def forward(self, x, train_flg=True):
        if train_flg:
            self.mask = np.random.binomial(1, self.keep, x.shape)
        return x * (self.mask if train_flg else self.keep)

    def backward(self, dout):
        return self.mask * dout


class MultiLayerNet:
    def __init__(
        self,
        input_size,
        hidden_size_list,
        output_size,
        activation="relu",
        weight_init_std="relu",
        weight_decay_lambda=0,
    ):
        self.hidden_layer_num = len(hidden_size_list)
        self.weight_decay_lambda = weight_decay_lambda
        self.params = {}

        # 가중치 초기화
        all_size_list = [input_size] + list(hidden_size_list) + [output_size]
        for idx in range(1, len(all_size_list)):
            scale = weight_init_std
            if str(weight_init_std).lower() in ("relu", "he"):
                scale = np.sqrt(2.0 / all_size_list[idx - 1])
            elif str(weight_init_std).lower() in ("sigmoid", "xavier"):
                scale = np.sqrt(1.0 / all_size_list[idx - 1])
            self.params["W" + str(idx)] = scale * np.random.randn(
                all_size_list[idx - 1], all_size_list[idx]
            )
            self.params["b" + str(idx)] = np.zeros(all_size_list[idx])

        # 계층 생성
        activation_layer = {"sigmoid": Sigmoid, "relu": Relu}
        self.layers = {}
        for idx in range(1, self.hidden_layer_num + 1):
            self.layers["Affine" + str(idx)] = Affine(
                self.params["W" + str(idx)], self.params["b" + str(idx)]
            )
            self.layers["Activation" + str(idx)] = activation_layer[activation]()
        idx = self.hidden_layer_num + 1
        self.layers["Affine" + str(idx)] = Affine(
            self.params["W" + str(idx)], self.params["b" + str(idx)]
        )
        self.last_layer = SoftmaxWithLoss()

    def predict(self, x):
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        y = self.predict(x)
        weight_decay = 0
        for idx in range(1, self.hidden_layer_num + 2):
            W = self.params["W" + str(idx)]
            weight_decay += 0.5 * self.weight_decay_lambda * np.sum(W**2)
        return self.last_layer.forward(y, t) + weight_decay

    def accuracy(self, x, t):
        y = np.argmax(self.predict(x), axis=1)
        if t.ndim != 1:
            t = np.argmax(t, axis=1)
        return np.sum(y == t) / float(x.shape[0])

    def gradient(self, x, t):
        self.loss(x, t)

        dout = self.last_layer.backward(1)
        for layer in reversed(list(self.layers.values())):
            dout = layer.backward(dout)

        grads = {}
        for idx in range(1, self.hidden_layer_num + 2):
            affine = self.layers["Affine" + str(idx)]
            grads["W" + str(idx)] = affine.dW + self.weight_decay_lambda * affine.W
            grads["b" + str(idx)] = affine.db
        return grads


import numpy as np



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
            xc = x - x.mean(axis=0)
            xn = xc / np.sqrt(x.var(axis=0) + 10e-7)

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


import numpy as np



def weight_std(n_in, activation):
    if activation in ("relu", "he"):
        return np.sqrt(2.0 / n_in)
    else:
        return np.sqrt(1.0 / n_in)
