"""Its own classes come back through the course's modules."""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss


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


from common.layers import BatchNormalization, Dropout
from common.multi_layer_net import MultiLayerNet
from common.optimizer import SGD, Adam, AdaGrad, Momentum, RMSprop
