"""The reference solution of "How a neural network learns": the four formulas, written once.

It must never hold more than the formulas: no checks, no tolerances, no points. The build takes its
four definitions over, one by one, as the solution cells of the notebook, so each uses only `np`,
the three support functions and `numerical_gradient`, and can be read by itself.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def numerical_gradient(f: Callable[[np.ndarray], float], x: np.ndarray) -> np.ndarray:
    """∂f/∂x_i ≈ (f(x + h e_i) - f(x - h e_i)) / 2h, for every element x_i of `x`.

    `x` is a float array of any shape, 0-D included, and the result is a float array of that shape.
    `x` itself is moved and put back, so that `f` may ignore its argument and read the same array.
    """
    h = 1e-4
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x_i = x[i]
        x[i] = x_i + h
        f_plus = f(x)
        x[i] = x_i - h
        f_minus = f(x)
        x[i] = x_i  # the value that was kept: (x_i + h) - h need not be x_i
        grad[i] = (f_plus - f_minus) / (2 * h)
    return grad


def gradient_descent(
    f: Callable[[np.ndarray], float],
    init_x: np.ndarray,
    lr: float = 0.01,
    step_num: int = 100,
) -> tuple[np.ndarray, np.ndarray]:
    """x_{k+1} = x_k - lr ∇f(x_k), `step_num` times; returns the last x and the points before it.

    `x` has the shape of `init_x`, which stays as it is. `history[k]` is x_k, so `history` has the
    shape (step_num, *init_x.shape), with the start in it and the end not.
    """
    x = np.array(init_x, dtype=float)
    history = np.zeros((step_num, *x.shape))
    for k in range(step_num):
        history[k] = x
        x -= lr * numerical_gradient(f, x)
    return x, history


class SimpleNet:
    """One layer without a bias: scores a = x W. `W` is (2, 3), or any (D, K) put in its place."""

    def __init__(self) -> None:
        """W_ij ~ N(0, 1)."""
        self.W = np.random.randn(2, 3)

    def predict(self, x: np.ndarray) -> np.ndarray:
        """a = x W, the scores: (D,) -> (K,), or (N, D) -> (N, K)."""
        return x @ self.W

    def loss(self, x: np.ndarray, t: np.ndarray) -> float:
        """L = -1/N Σ_n log(y_nt + 1e-7), y = softmax(x W); `t` one-hot, or labels."""
        return cross_entropy_error(softmax(self.predict(x)), t)

    def analytic_gradient(self, x: np.ndarray, t: np.ndarray) -> np.ndarray:
        """∂L/∂W = xᵀ δ, of the shape of W, with δ = (y - t) y_t / (y_t + 1e-7) / N.

        The factor y_t / (y_t + 1e-7) is what the 1e-7 in the logarithm makes of the usual y - t.
        """
        y = softmax(self.predict(x))
        t = np.asarray(t)
        if t.shape != y.shape:
            t = np.eye(y.shape[-1])[t]
        x, y, t = np.atleast_2d(x), np.atleast_2d(y), np.atleast_2d(t)
        y_t = np.sum(y * t, axis=1, keepdims=True)
        delta = (y - t) * y_t / (y_t + 1e-7) / len(y)
        grad: np.ndarray = x.T @ delta
        return grad


class TwoLayerNet:
    """y = softmax(sigmoid(x W1 + b1) W2 + b2), with D inputs, H hidden units and K classes."""

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

    def predict(self, x: np.ndarray) -> np.ndarray:
        """y = softmax(sigmoid(x W1 + b1) W2 + b2): (N, D) -> (N, K), or (D,) -> (K,)."""
        p = self.params
        z = sigmoid(x @ p["W1"] + p["b1"])
        return softmax(z @ p["W2"] + p["b2"])

    def loss(self, x: np.ndarray, t: np.ndarray) -> float:
        """L = -1/N Σ_n log(y_nt + 1e-7), y = predict(x); `t` one-hot (N, K), or labels (N,)."""
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x: np.ndarray, t: np.ndarray) -> float:
        """The share of rows n with argmax_k y_nk = argmax_k t_nk, in [0, 1]; `t` one-hot (N, K)."""
        return float(np.mean(np.argmax(self.predict(x), axis=-1) == np.argmax(t, axis=-1)))

    def numerical_gradient(self, x: np.ndarray, t: np.ndarray) -> dict[str, np.ndarray]:
        """∂L/∂p for each of the four parameters p by central differences, shaped like p."""
        return {
            name: numerical_gradient(lambda _: self.loss(x, t), p)
            for name, p in self.params.items()
        }

    def analytic_gradient(self, x: np.ndarray, t: np.ndarray) -> dict[str, np.ndarray]:
        """∂L/∂p for each of the four parameters p by back-propagation, shaped like p.

        δ2 = (y - t) y_t / (y_t + 1e-7) / N   ∂L/∂W2 = zᵀ δ2   ∂L/∂b2 = Σ_n δ2
        δ1 = δ2 W2ᵀ z (1 - z)                 ∂L/∂W1 = xᵀ δ1   ∂L/∂b1 = Σ_n δ1
        """
        p = self.params
        y = self.predict(x)
        t = np.asarray(t)
        if t.shape != y.shape:
            t = np.eye(y.shape[-1])[t]
        x, y, t = np.atleast_2d(x), np.atleast_2d(y), np.atleast_2d(t)
        z = sigmoid(x @ p["W1"] + p["b1"])
        y_t = np.sum(y * t, axis=1, keepdims=True)
        delta2 = (y - t) * y_t / (y_t + 1e-7) / len(y)
        delta1 = delta2 @ p["W2"].T * z * (1 - z)
        return {
            "W1": x.T @ delta1,
            "b1": delta1.sum(axis=0),
            "W2": z.T @ delta2,
            "b2": delta2.sum(axis=0),
        }
