import numpy as np


def steps(f, x, lr, n):
    for _ in range(n):
        x = x - lr * numerical_gradient(f, x.copy())
        yield x


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    everything = list(steps(f, init_x.copy(), lr, step_num))
    return everything[-1], everything
