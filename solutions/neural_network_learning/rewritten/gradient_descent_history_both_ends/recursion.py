import numpy as np


def walk(f, trail, lr, n):
    if n < 1:
        return trail
    x = trail[-1]
    return walk(f, trail + [x - lr * numerical_gradient(f, x.copy())], lr, n - 1)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    trail = walk(f, [init_x.copy()], lr, step_num)
    return trail[-1], trail
