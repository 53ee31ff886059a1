import numpy as np


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    points = [np.array(init_x)]
    while len(points) <= step_num:
        here = points[-1].copy()
        step = -lr * numerical_gradient(f, here.copy())
        points.append(here - step)
    return points[-1], np.array(points[:-1])
