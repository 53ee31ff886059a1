"""No running sums: all past gradients are kept and weighted by their age."""

import numpy as np
from common.functions import cross_entropy_error, softmax


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        [p.__isub__(self.lr * grads[k]) for k, p in params.items()]


class Momentum:
    """Unrolled: v is a sum over all gradients so far, each weighted by its age."""

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr, self.momentum, self.past = lr, momentum, []

    def update(self, params, grads):
        self.past.append({k: g.copy() for k, g in grads.items()})
        for k, p in params.items():
            p -= self.lr * sum(
                self.momentum**age * old[k] for age, old in enumerate(reversed(self.past))
            )


class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr, self.past = lr, []

    def update(self, params, grads):
        self.past.append({k: g.copy() for k, g in grads.items()})
        for k, p in params.items():
            root = np.sqrt(np.sum([old[k] ** 2 for old in self.past], axis=0))
            p -= self.lr * np.where(root > 0, grads[k] / np.where(root > 0, root, 1), 0)


class RMSprop:
    def __init__(self, lr=0.01, decay_rate=0.99):
        self.lr, self.decay_rate, self.past = lr, decay_rate, []

    def update(self, params, grads):
        self.past.append({k: g.copy() for k, g in grads.items()})
        ages = np.arange(len(self.past))[::-1]
        weights = (1 - self.decay_rate) * self.decay_rate**ages
        for k, p in params.items():
            squares = np.array([old[k] ** 2 for old in self.past])
            p -= self.lr * grads[k] / (np.sqrt(np.tensordot(weights, squares, 1)) + 1e-9)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr, self.beta1, self.beta2, self.past = lr, beta1, beta2, []

    def mean(self, beta, values):
        weights = beta ** np.arange(len(values))[::-1]
        return np.average(np.array(values), axis=0, weights=weights)

    def update(self, params, grads):
        self.past.append({k: g.copy() for k, g in grads.items()})
        for k, p in params.items():
            m_hat = self.mean(self.beta1, [old[k] for old in self.past])
            v_hat = self.mean(self.beta2, [old[k] ** 2 for old in self.past])
            p -= self.lr * m_hat / (np.sqrt(v_hat) + 1e-8)


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
        self.mask = None

    def forward(self, x, train_flg=True):
        if train_flg:
            self.mask = np.random.rand(*x.shape) > self.dropout_ratio
            return x * self.mask
        else:
            return x * (1.0 - self.dropout_ratio)

    def backward(self, dout):
        return dout * self.mask


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
