import numpy


def numerical_gradient(func, point, eps=1e-3):
    slopes = []
    flat = point.reshape(-1)
    base = func(point)
    for k in range(len(flat)):
        old = flat[k]
        flat[k] = old + eps
        up = func(point)
        flat[k] = old
        slopes.append((up - base) / eps)
    return numpy.array(slopes).reshape(point.shape)
