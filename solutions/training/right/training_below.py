"""A training loop and a plot below the definitions, as a notebook exported to .py has them."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss


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
    """He 초깃값 또는 Xavier 초깃값의 표준편차."""
    if activation == "relu" or activation == "he":
        분산 = 2.0 / n_in
    elif activation == "sigmoid" or activation == "tanh" or activation == "xavier":
        분산 = 1.0 / n_in
    else:
        raise ValueError("알 수 없는 활성화 함수입니다: %s" % activation)
    return np.sqrt(분산)


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


import matplotlib.pyplot as plt

from common.digits import load_digits
from common.trainer import Trainer

(x_train, t_train), (x_test, t_test) = load_digits()
net = MultiLayerNet(64, [20], 10)
trainer = Trainer(net, x_train, t_train, x_test, t_test, epochs=1, optimizer=Adam(lr=0.01))
trainer.train()
plt.plot(trainer.train_loss_list)
plt.show()
