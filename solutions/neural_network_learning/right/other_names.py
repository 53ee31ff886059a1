"""Other parameter names (`func`, `start`, `learning_rate`, `steps`, `this`) and short aliases."""

import numpy as np
from common.functions import cross_entropy_error as ce
from common.functions import sigmoid as s
from common.functions import softmax as sm


def numerical_gradient(func, point, delta=1e-4):
    result = np.zeros_like(point)
    for k in np.ndindex(point.shape):
        v = point[k]
        point[k] = v + delta
        a = func(point)
        point[k] = v - delta
        b = func(point)
        point[k] = v
        result[k] = 0.5 * (a - b) / delta
    return result


def gradient_descent(func, start, learning_rate=0.01, steps=100):
    here = start.copy()
    trail = np.zeros((steps,) + start.shape)
    for n in range(steps):
        trail[n, ...] = here
        here -= learning_rate * numerical_gradient(func, here)
    return here, trail


class SimpleNet:
    def __init__(this):
        this.W = np.random.randn(2, 3)

    def predict(this, data):
        return data @ this.W

    def loss(this, data, target):
        return ce(sm(data @ this.W), target)


class TwoLayerNet:
    def __init__(this, n_in, n_hidden, n_out, std=0.01):
        this.params = {
            "W1": std * np.random.randn(n_in, n_hidden),
            "b1": np.zeros(n_hidden),
            "W2": std * np.random.randn(n_hidden, n_out),
            "b2": np.zeros(n_out),
        }

    def predict(this, data):
        q = this.params
        return sm(s(data @ q["W1"] + q["b1"]) @ q["W2"] + q["b2"])

    def loss(this, data, target):
        return ce(this.predict(data), target)

    def accuracy(this, data, target):
        return (this.predict(data).argmax(1) == target.argmax(1)).sum() / data.shape[0]

    def numerical_gradient(this, data, target):
        cost = lambda anything: this.loss(data, target)
        answer = this.params.copy()
        for k in answer:
            answer[k] = numerical_gradient(cost, this.params[k])
        return answer
