"""한글 이름으로 쓴 풀이."""

import numpy as np


class SGD:
    def __init__(self, lr=0.01):
        self.학습률 = lr

    def update(self, params, grads):
        for 이름 in params:
            params[이름] -= self.학습률 * grads[이름]


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.학습률 = lr
        self.관성 = momentum
        self.속도 = {}

    def update(self, params, grads):
        for 이름, 기울기 in grads.items():
            이전 = self.속도.get(이름, np.zeros_like(기울기))
            self.속도[이름] = self.관성 * 이전 - self.학습률 * 기울기
            params[이름] += self.속도[이름]


class AdaGrad:
    def __init__(self, lr=0.01):
        self.학습률 = lr
        self.제곱합 = {}

    def update(self, params, grads):
        for 이름, 기울기 in grads.items():
            self.제곱합[이름] = self.제곱합.get(이름, 0) + 기울기**2
            params[이름] -= self.학습률 * 기울기 / (np.sqrt(self.제곱합[이름]) + 1e-7)


class RMSprop:
    def __init__(self, lr=0.01, decay_rate=0.99):
        self.학습률 = lr
        self.남김 = decay_rate
        self.평균 = {}

    def update(self, params, grads):
        for 이름, 기울기 in grads.items():
            이전 = self.평균.get(이름, 0)
            self.평균[이름] = self.남김 * 이전 + (1 - self.남김) * 기울기**2
            params[이름] -= self.학습률 * 기울기 / (np.sqrt(self.평균[이름]) + 1e-7)


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.학습률 = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.횟수 = 0
        self.m = {}
        self.v = {}

    def update(self, params, grads):
        self.횟수 += 1
        for 이름, 기울기 in grads.items():
            self.m[이름] = self.beta1 * self.m.get(이름, 0) + (1 - self.beta1) * 기울기
            self.v[이름] = self.beta2 * self.v.get(이름, 0) + (1 - self.beta2) * 기울기**2
            보정m = self.m[이름] / (1 - self.beta1**self.횟수)
            보정v = self.v[이름] / (1 - self.beta2**self.횟수)
            params[이름] -= self.학습률 * 보정m / (np.sqrt(보정v) + 1e-7)


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

    def forward(self, x, train_flg=True):
        if not train_flg:
            return (1 - self.dropout_ratio) * x
        self.off = np.random.uniform(size=x.shape) < self.dropout_ratio
        return np.where(self.off, 0.0, x)

    def backward(self, dout):
        return np.where(self.off, 0.0, dout)


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
