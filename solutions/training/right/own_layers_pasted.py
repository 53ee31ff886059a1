"""The layers of chapter 5 pasted in; backward changes dout in place."""

import numpy as np
from common.functions import cross_entropy_error, softmax


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


def weight_std(n_in, activation):
    if activation in ("relu", "he"):
        return np.sqrt(2.0 / n_in)
    elif activation in ("sigmoid", "tanh", "xavier"):
        return np.sqrt(1.0 / n_in)
    else:
        raise ValueError(activation)


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
        self.keep = 1 - dropout_ratio
        self.mask = 1

    def forward(self, x, train_flg=True):
        if train_flg:
            self.mask = np.random.binomial(1, self.keep, x.shape)
        return x * (self.mask if train_flg else self.keep)

    def backward(self, dout):
        return self.mask * dout


class Relu:
    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dout[self.mask] = 0
        return dout


class Sigmoid:
    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * (1.0 - self.out) * self.out


class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx


class SoftmaxWithLoss:
    def forward(self, x, t):
        self.t = t
        self.y = softmax(x)
        return cross_entropy_error(self.y, t)

    def backward(self, dout=1):
        return (self.y - self.t) / self.t.shape[0]


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
