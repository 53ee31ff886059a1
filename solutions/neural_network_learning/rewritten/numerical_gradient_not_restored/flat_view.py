import numpy as np


def numerical_gradient(function, values, step=1e-4):
    line = values.reshape(values.size)
    answer = []
    i = 0
    while i < values.size:
        start = line[i]
        line[i] = start + step
        high = function(values)
        line[i] = start - step
        low = function(values)
        answer.append((high - low) / step / 2)
        i = i + 1
    return np.reshape(answer, values.shape)
