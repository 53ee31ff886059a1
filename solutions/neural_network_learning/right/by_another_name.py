import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

CONFIG = {"h": 0.1}


def numerical_gradient(f, x):
    h = CONFIG["h"]
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        v = x[i]
        x[i] = v + h
        a = f(x)
        x[i] = v - h
        b = f(x)
        x[i] = v
        g[i] = (a - b) / (2 * h)
    return g

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, history = init_x.copy(), []
    for _ in range(step_num):
        history.append(x.copy())
        x -= lr * numerical_gradient(f, x)
    return x, np.array(history)

class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return x @ self.W

    pass

class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {"W1": weight_init_std * np.random.randn(input_size, hidden_size), "b1": np.zeros(hidden_size),
                       "W2": weight_init_std * np.random.randn(hidden_size, output_size), "b2": np.zeros(output_size)}

    def predict(self, x):
        p = self.params
        return softmax(sigmoid(x @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"])

    def accuracy(self, x, t):
        return float((self.predict(x).argmax(1) == t.argmax(1)).mean())

    def numerical_gradient(self, x, t):
        return {k: numerical_gradient(lambda _: self.loss(x, t), p) for k, p in self.params.items()}


def simple_loss(self, x, t):
    return cross_entropy_error(softmax(self.predict(x)), t)


def two_loss(self, x, t):
    return cross_entropy_error(self.predict(x), t)


for net, loss in ((SimpleNet, simple_loss), (TwoLayerNet, two_loss)):
    net.loss = loss


settings = CONFIG
settings["h"] = 1e-4
