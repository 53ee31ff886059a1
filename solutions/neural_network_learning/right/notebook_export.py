"""A notebook saved as .py: cell marks, exercises in reverse order, prints, plots, training."""

# %% [markdown]
# # 신경망 학습 과제

# %%
try:
    from google.colab import drive

    drive.mount("/content/drive")
except ImportError:
    pass

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


# %% 4번
class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }

    def predict(self, x):
        a1 = x @ self.params["W1"] + self.params["b1"]
        return softmax(sigmoid(a1) @ self.params["W2"] + self.params["b2"])

    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        return np.mean(np.argmax(self.predict(x), axis=1) == np.argmax(t, axis=1))

    def numerical_gradient(self, x, t):
        grads = {}
        for key in self.params:
            grads[key] = numerical_gradient(lambda w: self.loss(x, t), self.params[key])
        return grads


# %% 3번
class simpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return x @ self.W

    def loss(self, x, t):
        return cross_entropy_error(softmax(x @ self.W), t)


# %% 2번
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    history = []
    for _ in range(step_num):
        history.append(x.copy())
        x -= lr * numerical_gradient(f, x)
    return x, np.array(history)


# %% 1번
def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        v = x[i]
        x[i] = v + h
        a = f(x)
        x[i] = v - h
        b = f(x)
        x[i] = v
        grad[i] = (a - b) / (2 * h)
    return grad


# %% 확인
def function_2(x):
    return x[0] ** 2 + x[1] ** 2


init_x = np.array([-3.0, 4.0])
x, x_history = gradient_descent(function_2, init_x, lr=0.1, step_num=100)
print(x, x_history.shape)

# %%
net = TwoLayerNet(4, 5, 3)
x = np.random.rand(6, 4)
t = np.eye(3)[np.random.randint(0, 3, 6)]
for epoch in range(3):
    grad = net.numerical_gradient(x, t)
    for key in grad:
        net.params[key] -= 0.1 * grad[key]
    print(epoch, net.loss(x, t), net.accuracy(x, t))

# %%
try:
    import matplotlib.pyplot as plt

    plt.plot(x_history[:, 0], x_history[:, 1], "o")
    plt.show()
except ImportError:
    print("no matplotlib here")
