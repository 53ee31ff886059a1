"""The reference solution of "Layers that know their derivative": forward, backward, and a check.

It must never hold more than the formulas: no checks, no tolerances, no points. The build takes its
six definitions over, one by one, as the solution cells of the notebook.
"""

from __future__ import annotations

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient


class Relu:
    """y = max(x, 0), for every element of an array of any shape."""

    def forward(self, x: np.ndarray) -> np.ndarray:
        """y = x where x > 0, else 0."""
        self.mask = x > 0
        return np.where(self.mask, x, 0.0)

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """∂L/∂x = ∂L/∂y where x > 0, else 0."""
        return np.where(self.mask, dout, 0.0)


class Sigmoid:
    """y = 1 / (1 + exp(-x)), for every element."""

    def forward(self, x: np.ndarray) -> np.ndarray:
        """y = 1 / (1 + exp(-x))."""
        self.y = sigmoid(x)
        return self.y

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """∂L/∂x = ∂L/∂y · y (1 - y)."""
        return dout * self.y * (1 - self.y)


class Affine:
    """y = x W + b, with W (D, K) and b (K,), for a batch of N rows of D numbers."""

    def __init__(self, W: np.ndarray, b: np.ndarray) -> None:
        """Hold W and b themselves, no copies: whoever trains changes them in place."""
        self.W = W
        self.b = b

    def forward(self, x: np.ndarray) -> np.ndarray:
        """y = x W + b: (N, D) -> (N, K); x of shape (N, ...) counts as N rows."""
        self.shape = x.shape
        self.x = x.reshape(len(x), -1)
        return self.x @ self.W + self.b

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """∂L/∂x = δ Wᵀ in the shape of x;  ∂L/∂W = xᵀ δ,  ∂L/∂b = Σ_n δ_n,  with δ = ∂L/∂y."""
        self.dW = self.x.T @ dout
        self.db = dout.sum(axis=0)
        return (dout @ self.W.T).reshape(self.shape)


class SoftmaxWithLoss:
    """L = -1/N Σ_n log y_nt,  y = softmax(x): scores (N, K) in, one number out."""

    def forward(self, x: np.ndarray, t: np.ndarray) -> float:
        """L, for targets t that are one-hot, (N, K), or labels, (N,)."""
        self.y = softmax(x)
        self.t = t if t.shape == x.shape else np.eye(x.shape[1])[t]
        return cross_entropy_error(self.y, self.t)

    def backward(self, dout: float = 1) -> np.ndarray:
        """∂L/∂x = (y - t) / N, times dout."""
        return dout * (self.y - self.t) / len(self.t)


class TwoLayerNet:
    """Affine - Relu - Affine - SoftmaxWithLoss, with D inputs, H hidden units and K classes."""

    def __init__(
        self,
        input_size: int,
        hidden_size: int,
        output_size: int,
        weight_init_std: float = 0.01,
    ) -> None:
        """W1 (D, H) and W2 (H, K) ~ N(0, weight_init_std²); b1 (H,) and b2 (K,) are zero."""
        self.params = {
            "W1": weight_init_std * np.random.randn(input_size, hidden_size),
            "b1": np.zeros(hidden_size),
            "W2": weight_init_std * np.random.randn(hidden_size, output_size),
            "b2": np.zeros(output_size),
        }
        p = self.params
        self.layers = [Affine(p["W1"], p["b1"]), Relu(), Affine(p["W2"], p["b2"])]
        self.last_layer = SoftmaxWithLoss()

    def predict(self, x: np.ndarray) -> np.ndarray:
        """The scores a: (N, D) -> (N, K)."""
        for layer in self.layers:
            x = layer.forward(x)
        return x

    def loss(self, x: np.ndarray, t: np.ndarray) -> float:
        """L = -1/N Σ_n log softmax(a)_nt; `t` one-hot (N, K), or labels (N,)."""
        return self.last_layer.forward(self.predict(x), t)

    def accuracy(self, x: np.ndarray, t: np.ndarray) -> float:
        """The share of rows n with argmax_k a_nk = t_n; `t` one-hot (N, K), or labels (N,)."""
        labels = t if t.ndim == 1 else np.argmax(t, axis=1)
        return float(np.mean(np.argmax(self.predict(x), axis=1) == labels))

    def numerical_gradient(self, x: np.ndarray, t: np.ndarray) -> dict[str, np.ndarray]:
        """∂L/∂p for each of the four parameters p by central differences, shaped like p."""
        return {
            name: numerical_gradient(lambda _: self.loss(x, t), p)
            for name, p in self.params.items()
        }

    def gradient(self, x: np.ndarray, t: np.ndarray) -> dict[str, np.ndarray]:
        """∂L/∂p for each of the four parameters p: once forward, once backward."""
        self.loss(x, t)
        dout = self.last_layer.backward()
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        first, _, second = self.layers
        return {"W1": first.dW, "b1": first.db, "W2": second.dW, "b2": second.db}


def gradient_check(net: TwoLayerNet, x: np.ndarray, t: np.ndarray) -> dict[str, float]:
    """mean |g_num - g_back| for each parameter: two ways to the same gradient, compared."""
    slow, fast = net.numerical_gradient(x, t), net.gradient(x, t)
    return {name: float(np.mean(np.abs(slow[name] - fast[name]))) for name in slow}
