import numpy as np


def gradient_check(net, x, t):
    slow, fast = net.numerical_gradient(x, t), net.gradient(x, t)
    answer = {}
    for name, numbers in slow.items():
        answer[name] = np.abs(numbers - fast[name]).max()
    return answer
