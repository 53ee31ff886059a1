import numpy as np


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    w = init_x.astype(float)
    path = np.empty((step_num, *w.shape))
    for row in path:
        w = w - lr * numerical_gradient(f, w)
        row[...] = w
    return w, path
