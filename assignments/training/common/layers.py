"""The layers of chapter 5, ready-made; those of chapter 6 are the ones you write in the notebook.

A layer keeps from ``forward`` what its ``backward`` needs, and never changes what it is given.
"""

# There is no ``__all__`` on purpose: programs written with the textbook say
# ``from common.layers import *`` and expect ``np`` to come along.
import numpy as np
from numpy.typing import NDArray

from common.functions import cross_entropy_error, sigmoid, softmax
from common.own import written_by_the_student

FloatArray = NDArray[np.float64]

__getattr__ = written_by_the_student(__name__, "BatchNormalization", "Dropout")


class Relu:
    """max(x, 0), element by element."""

    def forward(self, x: FloatArray) -> FloatArray:
        """Return an array of x's shape: x where it is positive, else 0."""
        self.is_positive = x > 0
        result: FloatArray = np.where(self.is_positive, x, 0.0)
        return result

    def backward(self, dout: FloatArray) -> FloatArray:
        """Return the gradient by x: ``dout`` where x was positive, else 0."""
        result: FloatArray = np.where(self.is_positive, dout, 0.0)
        return result


class Sigmoid:
    """1 / (1 + exp(-x)), element by element."""

    def forward(self, x: FloatArray) -> FloatArray:
        """Return an array of x's shape, with numbers between 0 and 1."""
        self.out = sigmoid(x)
        return self.out

    def backward(self, dout: FloatArray) -> FloatArray:
        """Return the gradient by x: ``dout`` y (1 - y)."""
        return dout * self.out * (1.0 - self.out)


class Affine:
    """x W + b, for a batch x of shape (N, D); it holds W (D, H) and b (H,), and copies neither."""

    def __init__(self, W: FloatArray, b: FloatArray) -> None:
        """Hold the parameters: who changes W or b in place later changes this layer."""
        self.W, self.b = W, b

    def forward(self, x: FloatArray) -> FloatArray:
        """Return (N, H). An x of more than two dimensions is flattened to a row a sample."""
        self.shape = x.shape
        self.rows = x.reshape(len(x), -1)
        result: FloatArray = self.rows @ self.W + self.b
        return result

    def backward(self, dout: FloatArray) -> FloatArray:
        """Return the gradient by x, in x's shape; leave those by W and b in ``dW`` and ``db``."""
        self.dW = self.rows.T @ dout
        self.db = dout.sum(axis=0)
        result: FloatArray = (dout @ self.W.T).reshape(self.shape)
        return result


class SoftmaxWithLoss:
    """The mean cross entropy of the softmax of scores (N, K)."""

    def forward(self, x: FloatArray, t: NDArray[np.generic]) -> float:
        """Return one number. ``t`` is one-hot (N, K), or integer labels (N,)."""
        self.y = softmax(x)
        one_hot = t if t.shape == self.y.shape else np.eye(self.y.shape[-1])[t]
        self.t = np.asarray(one_hot, dtype=np.float64)
        return cross_entropy_error(self.y, t)

    def backward(self, dout: float = 1.0) -> FloatArray:
        """Return the gradient by the scores: (y - t) / N, times ``dout``."""
        result: FloatArray = dout * (self.y - self.t) / len(self.y)
        return result
