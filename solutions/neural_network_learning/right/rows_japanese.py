"""Japanese comments; a 1-D helper does the work and a 2-D x is handed to f row by row."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def _numerical_gradient_1d(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for idx in range(x.size):
        tmp_val = x[idx]
        x[idx] = float(tmp_val) + h
        fxh1 = f(x)  # 前へ少し動かす
        x[idx] = tmp_val - h
        fxh2 = f(x)  # 後ろへ少し動かす
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp_val  # 値を元に戻す
    return grad


def numerical_gradient(f, X):
    # 1次元ならそのまま、2次元なら1行ずつ微分する
    if X.ndim == 1:
        return _numerical_gradient_1d(f, X)
    grad = np.zeros_like(X)
    for idx, x in enumerate(X):
        grad[idx] = _numerical_gradient_1d(f, x)
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    軌跡 = np.empty((step_num,) + x.shape)
    for i in range(step_num):
        軌跡[i] = x  # 更新する前の点
        x = x - lr * numerical_gradient(f, x)
    return x, 軌跡


class SimpleNet:
    """バイアスのない一層のネットワーク"""

    def __init__(self):
        self.W = np.random.normal(0.0, 1.0, (2, 3))

    def predict(self, x):
        return x.dot(self.W)

    def loss(self, x, t):
        return cross_entropy_error(softmax(x.dot(self.W)), t)


class TwoLayerNet:
    """隠れ層が一つのネットワーク"""

    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = dict(
            W1=np.random.normal(0.0, weight_init_std, (input_size, hidden_size)),
            b1=np.zeros((hidden_size,)),
            W2=np.random.normal(0.0, weight_init_std, (hidden_size, output_size)),
            b2=np.zeros((output_size,)),
        )

    def predict(self, x):
        a1 = x.dot(self.params["W1"]) + self.params["b1"]
        z1 = sigmoid(a1)
        a2 = z1.dot(self.params["W2"]) + self.params["b2"]
        return softmax(a2)

    def loss(self, x, t):
        y = self.predict(x)
        return cross_entropy_error(y, t)

    def accuracy(self, x, t):
        # 一番確率の高いクラスが正解と同じ割合
        予測 = self.predict(x).argmax(axis=-1)
        正解 = t.argmax(axis=-1)
        return (予測 == 正解).mean()

    def numerical_gradient(self, x, t):
        def 損失(_):
            return self.loss(x, t)

        return dict(
            W1=numerical_gradient(損失, self.params["W1"]),
            b1=numerical_gradient(損失, self.params["b1"]),
            W2=numerical_gradient(損失, self.params["W2"]),
            b2=numerical_gradient(損失, self.params["b2"]),
        )
