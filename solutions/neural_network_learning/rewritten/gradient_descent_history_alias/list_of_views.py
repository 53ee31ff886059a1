import numpy as np


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    current = np.array(init_x, dtype=float)
    visited = [None] * step_num
    for n in range(step_num):
        visited[n] = current[...]
        current[...] = current - lr * numerical_gradient(f, current)
    return current, visited
