"""Compares rounded probabilities with the one-hot targets, entry by entry."""

from __future__ import annotations

from typing import Callable
import numpy as np

PART = "TwoLayerNet.accuracy"
IS = ""


def _softmax(scores: np.ndarray) -> np.ndarray:
    shifted = scores - scores.max(axis=-1, keepdims=True)
    e = np.exp(shifted)
    return e / e.sum(axis=-1, keepdims=True)


def _logistic(a: np.ndarray) -> np.ndarray:
    return 0.5 * (1.0 + np.tanh(0.5 * a))


def _cross_entropy(probs: np.ndarray, target: np.ndarray) -> float:
    probs = np.atleast_2d(probs)
    target = np.asarray(target)
    if target.shape != probs.shape and target.size != probs.size:
        target = np.eye(probs.shape[1])[target.reshape(-1)]
    target = target.reshape(probs.shape)
    return float(-(target * np.log(probs + 1e-7)).sum(axis=1).mean())


class TwoLayerNet:
    def __init__(self, input_size: int, hidden_size: int, output_size: int, weight_init_std: float = 0.01) -> None:
        self.rng = np.random.default_rng()
        self.std = weight_init_std
        self.params: dict[str, np.ndarray] = {}
        sizes = [input_size, hidden_size, output_size]
        for n, (rows, cols) in enumerate(zip(sizes, sizes[1:]), start=1):
            self.params[f"W{n}"] = self._weights(rows, cols)
            self.params[f"b{n}"] = np.zeros(cols)

    def _weights(self, rows: int, cols: int) -> np.ndarray:
        return self.rng.normal(0.0, self.std, size=(rows, cols))

    def _hidden(self, x: np.ndarray) -> np.ndarray:
        return _logistic(x @ self.params["W1"] + self.params["b1"])

    def _scores(self, x: np.ndarray) -> np.ndarray:
        return self._hidden(x) @ self.params["W2"] + self.params["b2"]

    def predict(self, x: np.ndarray) -> np.ndarray:
        return _softmax(self._scores(x))

    def loss(self, x: np.ndarray, t: np.ndarray) -> float:
        return _cross_entropy(self.predict(x), t)

    def accuracy(self, x: np.ndarray, t: np.ndarray) -> float:
        return float(np.mean(np.round(self.predict(x)) == t))

    def numerical_gradient(self, x: np.ndarray, t: np.ndarray) -> dict[str, np.ndarray]:
        return {key: numerical_gradient(lambda _: self.loss(x, t), value) for key, value in self.params.items()}
