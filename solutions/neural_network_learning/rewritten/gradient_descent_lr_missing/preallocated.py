import numpy as np


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    track = np.zeros((step_num,) + init_x.shape)
    p = init_x * 1.0
    for k in range(step_num):
        track[k] = p
        g = numerical_gradient(f, p)
        p = p - g
    return p, track
