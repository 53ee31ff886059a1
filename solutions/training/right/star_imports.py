"""Everything by star imports, as the textbook's programs do."""

from common.gradient import numerical_gradient
from common.functions import *
from common.layers import *
from common.util import smooth_curve


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
    """He 초깃값 또는 Xavier 초깃값의 표준편차."""
    if activation == "relu" or activation == "he":
        분산 = 2.0 / n_in
    elif activation == "sigmoid" or activation == "tanh" or activation == "xavier":
        분산 = 1.0 / n_in
    else:
        raise ValueError("알 수 없는 활성화 함수입니다: %s" % activation)
    return np.sqrt(분산)


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
