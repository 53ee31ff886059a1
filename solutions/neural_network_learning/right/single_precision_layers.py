"""Layer objects that hold the very arrays of `params`, all of them of single precision."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        return np.dot(x, self.W) + self.b


class Sigmoid:
    def forward(self, x):
        return sigmoid(x)


class SoftmaxWithLoss:
    def forward(self, x, t):
        self.y = softmax(x)
        self.t = t
        self.loss = cross_entropy_error(self.y, t)
        return self.loss


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)

    it = np.nditer(x, flags=["multi_index"])
    for _ in it:
        idx = it.multi_index
        tmp_val = x[idx]
        x[idx] = tmp_val + h
        fxh1 = f(x)
        x[idx] = tmp_val - h
        fxh2 = f(x)
        grad[idx] = (fxh1 - fxh2) / (2 * h)
        x[idx] = tmp_val

    return grad


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params.keys():
            params[key] -= self.lr * grads[key]


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    params = {"x": init_x}
    optimizer = SGD(lr)
    history = []
    for i in range(step_num):
        history.append(params["x"].copy())
        optimizer.update(params, {"x": numerical_gradient(f, params["x"])})
    return params["x"], np.array(history)


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)
        self.lastLayer = SoftmaxWithLoss()

    def predict(self, x):
        return Affine(self.W, 0).forward(x)

    def loss(self, x, t):
        return self.lastLayer.forward(self.predict(x), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = (weight_init_std * np.random.randn(input_size, hidden_size)).astype("f4")
        self.params["b1"] = np.zeros(hidden_size, dtype=np.float32)
        self.params["W2"] = (weight_init_std * np.random.randn(hidden_size, output_size)).astype("f4")
        self.params["b2"] = np.zeros(output_size, dtype=np.float32)

        self.layers = [
            Affine(self.params["W1"], self.params["b1"]),
            Sigmoid(),
            Affine(self.params["W2"], self.params["b2"]),
        ]
        self.lastLayer = SoftmaxWithLoss()

    def scores(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def predict(self, x):
        return softmax(self.scores(x))

    def loss(self, x, t):
        return self.lastLayer.forward(self.scores(x), t)

    def accuracy(self, x, t):
        y = self.scores(x)  # softmax keeps the order, so the scores will do
        return np.sum(np.argmax(y, axis=1) == np.argmax(t, axis=1)) / float(x.shape[0])

    def numerical_gradient(self, x, t):
        loss_W = lambda W: self.loss(x, t)
        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
