import numpy as np


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    learning_rate = lr

    def update(x, grad):
        return x - grad

    x, history = np.array(init_x), []
    for _ in range(step_num):
        history += [x]
        x = update(x, numerical_gradient(f, x.copy()))
    return x, history
