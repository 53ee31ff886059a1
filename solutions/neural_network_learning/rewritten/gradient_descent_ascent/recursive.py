import numpy as np


def climb(f, x, lr, left, seen):
    if left == 0:
        return x
    seen.append(x)
    return climb(f, np.add(x, np.multiply(lr, numerical_gradient(f, x.copy()))), lr, left - 1, seen)


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    seen = []
    end = climb(f, init_x.copy(), lr, step_num, seen)
    return end, np.stack(seen)
