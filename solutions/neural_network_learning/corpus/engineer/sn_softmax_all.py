"""Softmax over the whole batch."""

from __future__ import annotations

from typing import Callable
import numpy as np

PART = "SimpleNet.loss"
IS = "simple_net_loss_softmax_whole_batch"


def _softmax(scores: np.ndarray) -> np.ndarray:
    shifted = scores - scores.max()
    e = np.exp(shifted)
    return e / e.sum()


def _cross_entropy(probs: np.ndarray, target: np.ndarray) -> float:
    probs = np.atleast_2d(probs)
    target = np.asarray(target)
    if target.shape != probs.shape and target.size != probs.size:
        target = np.eye(probs.shape[1])[target.reshape(-1)]
    target = target.reshape(probs.shape)
    return float(-(target * np.log(probs + 1e-7)).sum(axis=1).mean())


class SimpleNet:
    W: np.ndarray

    def __init__(self) -> None:
        rng = np.random.default_rng()
        self.W = rng.standard_normal((2, 3))

    def predict(self, x: np.ndarray) -> np.ndarray:
        return x @ self.W

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        return _softmax(self.predict(x))

    def loss(self, x: np.ndarray, t: np.ndarray) -> float:
        return _cross_entropy(self.probabilities(x), t)
