"""`import common.functions as F`, `import numpy.random as R`: all called through the module."""

import common.functions as F
import numpy
import numpy.random as R


def numerical_gradient(f, x):
    h = 1e-6
    grad = numpy.zeros_like(x)
    for i in numpy.argwhere(numpy.ones_like(x, dtype=bool)):
        i = tuple(i)
        value = x[i]
        x[i] = value + h
        f_right = f(x)
        x[i] = value - h
        f_left = f(x)
        x[i] = value
        grad[i] = (f_right - f_left) / (2 * h)
    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = numpy.copy(init_x)
    history = [init_x.copy() for _ in range(step_num)]
    for point in history:
        point[:] = x
        x = x - lr * numerical_gradient(f, x)
    return x, numpy.stack(history, axis=0)


class SimpleNet:
    def __init__(self):
        self.W = R.randn(2, 3)

    def predict(self, x):
        return numpy.dot(x, self.W)

    def loss(self, x, t):
        return F.cross_entropy_error(F.softmax(self.predict(x)), t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = R.normal(loc=0.0, scale=weight_init_std, size=[input_size, hidden_size])
        self.params["W2"] = R.normal(
            loc=0.0, scale=weight_init_std, size=[hidden_size, output_size]
        )
        self.params["b1"] = numpy.zeros(hidden_size)
        self.params["b2"] = numpy.zeros(output_size)

    def predict(self, x):
        hidden = F.sigmoid(numpy.dot(x, self.params["W1"]) + self.params["b1"])
        return F.softmax(numpy.dot(hidden, self.params["W2"]) + self.params["b2"])

    def loss(self, x, t):
        return F.cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        same = numpy.argmax(self.predict(x), axis=1) == numpy.argmax(t, axis=1)
        return numpy.array(same.mean())

    def numerical_gradient(self, x, t):
        def loss_of_everything(unused):
            return numpy.array(self.loss(x, t))

        return {
            key: numerical_gradient(loss_of_everything, self.params[key]) for key in self.params
        }
