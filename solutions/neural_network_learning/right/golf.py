"""As short as it gets: two-letter names, walrus operators, and no line that could be left out."""

import numpy as np
from common.functions import cross_entropy_error as E
from common.functions import sigmoid as S
from common.functions import softmax as M


def numerical_gradient(f, x, h=1e-4):
    g = 0 * x
    for i in np.ndindex(x.shape):
        v = x[i]
        for s in 1, -1:
            x[i] = v + s * h
            g[i] += s * f(x) / h / 2
        x[i] = v
    return g


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    return (
        H := [((y := +x), (x := x - lr * numerical_gradient(f, y)))[0] for _ in range(step_num)]
    ) and x, H


class SimpleNet:
    def __init__(s):
        s.W = np.random.randn(2, 3)

    def predict(s, x):
        return x @ s.W

    def loss(s, x, t):
        return E(M(x @ s.W), t)


class TwoLayerNet:
    def __init__(s, i, h, o, weight_init_std=0.01):
        r = lambda *n: np.random.randn(*n) * weight_init_std
        s.params = dict(W1=r(i, h), b1=r(h) * 0, W2=r(h, o), b2=r(o) * 0)

    def predict(s, x):
        A, a, B, b = s.params.values()
        return M(S(x @ A + a) @ B + b)

    def loss(s, x, t):
        return E(s.predict(x), t)

    def accuracy(s, x, t):
        return (s.predict(x).argmax(1) == t.argmax(1)).mean()

    def numerical_gradient(s, x, t):
        return {k: numerical_gradient(lambda _: s.loss(x, t), p) for k, p in s.params.items()}
