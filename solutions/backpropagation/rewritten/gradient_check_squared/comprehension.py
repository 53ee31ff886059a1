import numpy as np


def gradient_check(net, x, t):
    slow = net.numerical_gradient(x, t)
    fast = net.gradient(x, t)
    return {name: np.mean(np.square(slow[name] - fast[name])) for name in fast}
