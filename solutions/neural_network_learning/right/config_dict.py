"""One global CONFIG holds the step, the defaults and the deviation, and is changed again below."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

CONFIG = {"h": 0.1, "lr": 0.01, "step_num": 100, "std": 0.5, "in": 2, "out": 3}
CONFIG["h"] = 1e-4


def numerical_gradient(f, x):
    h = CONFIG["h"]
    grad = np.zeros_like(x)
    flat = grad.reshape(-1)
    for n, i in enumerate(np.ndindex(x.shape)):
        saved = float(x[i])
        x[i] = saved + h
        y1 = f(x)
        x[i] = saved - h
        y2 = f(x)
        x[i] = saved
        flat[n] = (y1 - y2) / (2 * h)
    return grad


def gradient_descent(f, init_x, lr=CONFIG["lr"], step_num=CONFIG["step_num"]):
    x = init_x.copy()
    history = np.zeros([step_num] + list(x.shape))
    for i in range(step_num):
        history[i] = x
        x[...] = x - lr * numerical_gradient(f, x)
    return x, history


class SimpleNet:
    def __init__(self):
        self.W = CONFIG["std"] * np.random.randn(CONFIG["in"], CONFIG["out"])

    def predict(self, x):
        return x @ self.W

    def loss(self, x, t):
        return cross_entropy_error(softmax(self.predict(x)), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=None):
        if weight_init_std is None:
            weight_init_std = CONFIG["small_std"]
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        for W, b, activation in CONFIG["layers"]:
            x = activation(x @ self.params[W] + self.params[b])
        return x

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return np.mean(self.predict(x).argmax(1) == t.argmax(1))

    def numerical_gradient(self, x, t):
        names = [name for layer in CONFIG["layers"] for name in layer[:2]]
        return {
            name: numerical_gradient(lambda _: self.loss(x, t), self.params[name]) for name in names
        }


CONFIG["std"] = 1.0
CONFIG.update(small_std=0.01, layers=[("W1", "b1", sigmoid), ("W2", "b2", softmax)])
