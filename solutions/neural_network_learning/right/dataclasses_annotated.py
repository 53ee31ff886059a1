"""Both networks are dataclasses, with annotations that are never evaluated."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


@dataclass(frozen=True)
class Probe:
    """A place in an array, and the value that belongs there."""

    array: np.ndarray
    place: tuple[int, ...]
    value: float

    def ask(self, f: Function, h: float) -> float:
        self.array[self.place] = self.value + h
        answer = f(self.array)
        self.array[self.place] = self.value
        return answer


def numerical_gradient(f: Function, x: np.ndarray) -> np.ndarray:
    h = 1e-4
    probes = [Probe(x, place, value) for place, value in np.ndenumerate(x)]
    slopes = [(probe.ask(f, h) - probe.ask(f, -h)) / (2 * h) for probe in probes]
    return np.array(slopes).reshape(x.shape)


def gradient_descent(
    f: Function, init_x: np.ndarray, lr: float = 0.01, step_num: int = 100
) -> tuple[np.ndarray, list[np.ndarray]]:
    history: list[np.ndarray] = []
    x: np.ndarray = init_x.copy()
    for _ in range(step_num):
        history.append(x)
        x = x - lr * numerical_gradient(f, x)
    return x, history


@dataclass(eq=False)
class SimpleNet:
    W: np.ndarray = field(default_factory=lambda: np.random.randn(2, 3))

    def predict(self, x: np.ndarray) -> np.ndarray:
        return x @ self.W

    def loss(self, x: np.ndarray, t: np.ndarray) -> float:
        return cross_entropy_error(softmax(self.predict(x)), t)


@dataclass(eq=False)
class TwoLayerNet:
    input_size: int
    hidden_size: int
    output_size: int
    weight_init_std: float = 0.01
    params: dict[str, np.ndarray] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.params["W1"] = self.weight_init_std * np.random.randn(
            self.input_size, self.hidden_size
        )
        self.params["b1"] = np.zeros(self.hidden_size)
        self.params["W2"] = self.weight_init_std * np.random.randn(
            self.hidden_size, self.output_size
        )
        self.params["b2"] = np.zeros(self.output_size)

    def predict(self, x: np.ndarray) -> np.ndarray:
        z = sigmoid(x @ self.params["W1"] + self.params["b1"])
        return softmax(z @ self.params["W2"] + self.params["b2"])

    def loss(self, x: np.ndarray, t: np.ndarray) -> float:
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x: np.ndarray, t: np.ndarray) -> float:
        return float((self.predict(x).argmax(axis=1) == t.argmax(axis=1)).mean())

    def numerical_gradient(self, x: np.ndarray, t: np.ndarray) -> dict[str, np.ndarray]:
        return {k: numerical_gradient(lambda _: self.loss(x, t), p) for k, p in self.params.items()}
