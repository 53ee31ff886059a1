"""A cosine schedule for the learning rate."""

import numpy as np

PART = "gradient_descent.path"
IS = ""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = np.asarray(init_x, dtype=np.float64).copy()
    history = []
    for step in range(step_num):
        history.append(x.copy())
        current_lr = lr * 0.5 * (1 + np.cos(np.pi * step / step_num))
        x = x - current_lr * numerical_gradient(f, x)
    return x, np.array(history)
