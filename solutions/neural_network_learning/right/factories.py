"""SimpleNet and TwoLayerNet are functions that return a namespace, not classes."""

from types import SimpleNamespace

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        middle = x[i]
        x[i] = middle + h
        high = f(x)
        x[i] = middle - h
        low = f(x)
        x[i] = middle
        grad[i] = (high - low) / (2 * h)
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    state = SimpleNamespace(x=init_x.copy(), history=[])
    for _ in range(step_num):
        state.history.append(state.x.copy())
        state.x -= lr * numerical_gradient(f, state.x)
    return state.x, state.history


def SimpleNet():
    net = SimpleNamespace(W=np.random.randn(2, 3))
    net.predict = lambda x: x @ net.W
    net.loss = lambda x, t: cross_entropy_error(softmax(net.predict(x)), t)
    return net


def TwoLayerNet(input_size, hidden_size, output_size, weight_init_std=0.01):
    net = SimpleNamespace()
    net.params = {
        "W1": weight_init_std * np.random.randn(input_size, hidden_size),
        "b1": np.zeros(hidden_size),
        "W2": weight_init_std * np.random.randn(hidden_size, output_size),
        "b2": np.zeros(output_size),
    }

    def predict(x):
        p = SimpleNamespace(**net.params)
        return softmax(sigmoid(x @ p.W1 + p.b1) @ p.W2 + p.b2)

    def gradients(x, t):
        return {k: numerical_gradient(lambda _: net.loss(x, t), p) for k, p in net.params.items()}

    net.predict = predict
    net.loss = lambda x, t: cross_entropy_error(net.predict(x), t)
    net.accuracy = lambda x, t: np.mean(net.predict(x).argmax(axis=1) == t.argmax(axis=1))
    net.numerical_gradient = gradients
    return net
