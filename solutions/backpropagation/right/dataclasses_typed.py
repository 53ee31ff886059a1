"""Data classes with annotations; targets are always labels inside; single precision."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from common.functions import softmax

Array = npt.NDArray[np.float64]


@dataclass
class Relu:
    kept: Array = field(default_factory=lambda: np.empty(0), repr=False)

    def forward(self, x: Array) -> Array:
        self.kept = x.copy()
        return np.where(x > 0, x, 0)

    def backward(self, dout: Array) -> Array:
        return np.where(self.kept > 0, dout, 0)


@dataclass
class Sigmoid:
    y: Array | None = None

    def forward(self, x: Array) -> Array:
        self.y = np.reciprocal(1 + np.exp(np.negative(x)))
        return self.y

    def backward(self, dout: Array) -> Array:
        assert self.y is not None
        return np.multiply(np.multiply(self.y, 1 - self.y), dout)


@dataclass
class Affine:
    W: Array
    b: Array
    dW: Array | None = None
    db: Array | None = None

    def forward(self, x: Array) -> Array:
        self._shape = x.shape
        self._rows = x.reshape(x.shape[0], x[0].size)
        return self._rows.dot(self.W) + self.b

    def backward(self, dout: Array) -> Array:
        self.dW = self._rows.T.dot(dout)
        self.db = np.ones(len(dout)).dot(dout)
        return dout.dot(self.W.T).reshape(self._shape)


@dataclass
class SoftmaxWithLoss:
    epsilon: float = 1e-7

    def forward(self, x: Array, t: npt.NDArray[np.generic]) -> float:
        self.y = softmax(x)
        self.labels = t.argmax(axis=1) if t.ndim == 2 else t
        self.rows = np.arange(len(x))
        return float(-np.log(self.y[self.rows, self.labels] + self.epsilon).mean())

    def backward(self, dout: float = 1) -> Array:
        dx = self.y.copy()
        dx[self.rows, self.labels] -= 1
        return dout * dx / len(dx)


class TwoLayerNet:
    def __init__(self, input_size: int, hidden_size: int, output_size: int,
                 weight_init_std: float = 0.01) -> None:
        def layer(n: int, m: int) -> Affine:
            W = np.random.randn(n, m) * weight_init_std
            return Affine(W.astype(np.float32), np.zeros(m, np.float32))

        self.first, self.relu = layer(input_size, hidden_size), Relu()
        self.second, self.last = layer(hidden_size, output_size), SoftmaxWithLoss()
        self.params = {"W1": self.first.W, "b1": self.first.b,
                       "W2": self.second.W, "b2": self.second.b}

    def predict(self, x: Array) -> Array:
        return self.second.forward(self.relu.forward(self.first.forward(x)))

    def loss(self, x: Array, t: npt.NDArray[np.generic]) -> float:
        return self.last.forward(self.predict(x), t)

    def accuracy(self, x: Array, t: npt.NDArray[np.generic]) -> float:
        truth = t.argmax(axis=1) if t.ndim == 2 else t
        return float((self.predict(x).argmax(axis=1) == truth).mean())

    def gradient(self, x: Array, t: npt.NDArray[np.generic]) -> dict[str, Array | None]:
        self.loss(x, t)
        self.first.backward(self.relu.backward(self.second.backward(self.last.backward())))
        return {"W1": self.first.dW, "b1": self.first.db,
                "W2": self.second.dW, "b2": self.second.db}


def gradient_check(net: TwoLayerNet, x: Array, t: Array) -> dict[str, float]:
    a, b = net.gradient(x, t), net.numerical_gradient(x, t)
    return {name: float(np.mean(np.absolute(a[name] - b[name]))) for name in sorted(a)}
