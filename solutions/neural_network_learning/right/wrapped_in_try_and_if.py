"""All definitions stand inside `try`, `if`, `for` or `with` statements at top level."""

import contextlib

try:
    import cupy as np  # on a machine with a GPU
except ImportError:
    import numpy as np

try:
    from common.functions import cross_entropy_error, sigmoid, softmax
except ImportError:
    import sys

    sys.path.append("..")
    from common.functions import cross_entropy_error, sigmoid, softmax

USE_SMALL_STEP = False

if USE_SMALL_STEP:

    def step():
        return 1e-6

else:

    def step():
        return 1e-4


try:

    def numerical_gradient(f, x):
        h = step()
        grad = np.zeros_like(x)
        for i in np.ndindex(x.shape):
            tmp = x[i]
            x[i] = tmp + h
            f1 = f(x)
            x[i] = tmp - h
            f2 = f(x)
            x[i] = tmp
            grad[i] = (f1 - f2) / (2 * h)
        return grad

except Exception as error:
    print("that went wrong:", error)

if "gradient_descent" not in globals():

    def gradient_descent(f, init_x, lr=0.01, step_num=100):
        x, history = init_x.copy(), []
        try:
            while len(history) < step_num:
                history.append(x.copy())
                x -= lr * numerical_gradient(f, x)
        except KeyboardInterrupt:
            print("stopped after", len(history), "steps")
        return x, np.array(history)


with contextlib.suppress(ImportError):

    class SimpleNet:
        def __init__(self):
            self.W = np.random.randn(2, 3)

        def predict(self, x):
            return x @ self.W

        def loss(self, x, t):
            return cross_entropy_error(softmax(self.predict(x)), t)


for activation in (sigmoid,):

    class TwoLayerNet:
        def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
            self.params = {}
            for n, (rows, columns) in enumerate(
                [(input_size, hidden_size), (hidden_size, output_size)], 1
            ):
                self.params["W%d" % n] = weight_init_std * np.random.randn(rows, columns)
                self.params["b%d" % n] = np.zeros(columns)

        def predict(self, x):
            z = activation(x @ self.params["W1"] + self.params["b1"])
            return softmax(z @ self.params["W2"] + self.params["b2"])

        def loss(self, x, t):
            return cross_entropy_error(self.predict(x), t)

        def accuracy(self, x, t):
            try:
                return np.mean(self.predict(x).argmax(axis=1) == t.argmax(axis=1))
            except ZeroDivisionError:
                return 0.0

        def numerical_gradient(self, x, t):
            return {
                k: numerical_gradient(lambda _: self.loss(x, t), p) for k, p in self.params.items()
            }


if __name__ == "__main__":
    print(numerical_gradient(lambda x: (x**2).sum(), np.array([3.0, 4.0])))
