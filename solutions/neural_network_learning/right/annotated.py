"""Fully type-annotated, with a Protocol, NDArray, Final and NamedTuple results."""

from typing import Any, Final, NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
from common.functions import cross_entropy_error, sigmoid, softmax

Array = npt.NDArray[np.float64]
H: Final[float] = 1e-4


class ScalarField(Protocol):
    def __call__(self, x: Array, /) -> float: ...


class Descent(NamedTuple):
    x: Array
    history: Array


def numerical_gradient(f: ScalarField, x: Array) -> Array:
    gradient: Array = np.zeros(x.shape, dtype=np.float64)
    index: tuple[int, ...]
    for index in np.ndindex(*x.shape):
        value: float = float(x[index])
        x[index] = value + H
        forward: float = f(x)
        x[index] = value - H
        backward: float = f(x)
        x[index] = value
        gradient[index] = (forward - backward) / (2.0 * H)
    return gradient


def gradient_descent(
    f: ScalarField, init_x: Array, lr: float = 0.01, step_num: int = 100
) -> Descent:
    x: Array = init_x.astype(np.float64, copy=True)
    history: Array = np.zeros((step_num, *x.shape), dtype=np.float64)
    for k in range(step_num):
        history[k] = x
        x = x - lr * numerical_gradient(f, x)
    return Descent(x=x, history=history)


class SimpleNet:
    W: Array

    def __init__(self) -> None:
        self.W = np.random.default_rng().normal(size=(2, 3))

    def predict(self, x: Array) -> Array:
        return x @ self.W

    def loss(self, x: Array, t: "npt.NDArray[Any]") -> float:
        return float(cross_entropy_error(softmax(self.predict(x)), t))


class TwoLayerNet:
    params: dict[str, Array]

    def __init__(
        self, input_size: int, hidden_size: int, output_size: int, weight_init_std: float = 0.01
    ) -> None:
        rng: np.random.Generator = np.random.default_rng()
        self.params = {
            "W1": rng.normal(0.0, weight_init_std, (input_size, hidden_size)),
            "b1": np.zeros(hidden_size),
            "W2": rng.normal(0.0, weight_init_std, (hidden_size, output_size)),
            "b2": np.zeros(output_size),
        }

    def predict(self, x: Array) -> Array:
        hidden: Array = sigmoid(x @ self.params["W1"] + self.params["b1"])
        return softmax(hidden @ self.params["W2"] + self.params["b2"])

    def loss(self, x: Array, t: "npt.NDArray[Any]") -> float:
        return float(cross_entropy_error(self.predict(x), t))

    def accuracy(self, x: Array, t: "npt.NDArray[Any]") -> float:
        hits: npt.NDArray[np.bool_] = self.predict(x).argmax(axis=-1) == t.argmax(axis=-1)
        return float(hits.mean())

    def numerical_gradient(self, x: Array, t: "npt.NDArray[Any]") -> dict[str, Array]:
        def f(_: Array) -> float:
            return self.loss(x, t)

        return {name: numerical_gradient(f, parameter) for name, parameter in self.params.items()}
