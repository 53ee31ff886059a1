"""The functions that networks are built from; they never change what they are given.

Their names are the textbook's, so that a program written with its package finds them here.
"""

# There is no ``__all__`` on purpose: programs written with the textbook say
# ``from common.functions import *`` and expect ``np`` to come along.
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


def identity_function(x: Any) -> Any:
    """Return ``x`` as it is."""
    return x


def step_function(x: ArrayLike) -> NDArray[np.int_]:
    """Return 1 where x > 0, else 0, as integers."""
    return (np.asarray(x) > 0).astype(int)


def sigmoid(x: ArrayLike) -> NDArray[np.float64]:
    """Return 1 / (1 + exp(-x)), element by element.

    No exponent is ever positive, so that no x, however large, overflows.

    Args:
        x: an array of any shape, or a number.

    Returns:
        Numbers between 0 and 1, in the shape of ``x``.
    """
    x = np.asarray(x, dtype=np.float64)
    result: NDArray[np.float64] = np.exp(np.minimum(x, 0.0)) / (1.0 + np.exp(-np.abs(x)))
    return result


def sigmoid_grad(x: ArrayLike) -> NDArray[np.float64]:
    """Return the slope of sigmoid at ``x``."""
    y = sigmoid(x)
    return y * (1.0 - y)


def relu(x: ArrayLike) -> NDArray[np.float64]:
    """Return max(x, 0), element by element."""
    return np.maximum(np.asarray(x, dtype=np.float64), 0.0)


def relu_grad(x: ArrayLike) -> NDArray[np.float64]:
    """Return the slope of relu at ``x``: 1 where x > 0, else 0."""
    return np.where(np.asarray(x) > 0, 1.0, 0.0)


def softmax(x: ArrayLike) -> NDArray[np.float64]:
    """Return exp(x) / sum(exp(x)) along the last axis: scores become probabilities.

    The largest score is subtracted first. That changes nothing in the result, and exp cannot
    overflow.

    Args:
        x: scores of shape (classes,), or a batch of them, (batch, classes).

    Returns:
        Probabilities in the shape of ``x``; each row adds up to 1.
    """
    x = np.asarray(x, dtype=np.float64)
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    result: NDArray[np.float64] = e / e.sum(axis=-1, keepdims=True)
    return result


def mean_squared_error(y: ArrayLike, t: ArrayLike) -> float:
    """Return half the sum of the squared differences of ``y`` and ``t``."""
    return float(0.5 * np.sum((np.asarray(y) - np.asarray(t)) ** 2))


def cross_entropy_error(y: ArrayLike, t: ArrayLike) -> float:
    """Return -sum(log(y[i, t_i] + 1e-7)) / batch: how badly ``y`` predicts the targets.

    ``t_i`` is the right class of row i. The 1e-7 keeps the logarithm finite where y is 0.

    Args:
        y: probabilities of shape (classes,) or (batch, classes).
        t: one-hot targets in the shape of ``y``; or integer labels: one number for one row,
            shape (batch,) for a batch.

    Returns:
        The mean over the batch, 0 or a little below (-1e-7) at best.

    Raises:
        ValueError: if ``t`` fits neither way, or a label is not one of the classes.
    """
    y = np.asarray(y, dtype=np.float64)
    t = np.asarray(t)
    if y.ndim not in (1, 2):
        raise ValueError(f"y must be one row or a batch of rows, but its shape is {y.shape}")
    rows = y.reshape(-1, y.shape[-1])
    labels = t.reshape(rows.shape).argmax(axis=1) if t.shape == y.shape else _labels(t, rows.shape)
    picked = rows[np.arange(len(rows)), labels]
    return float(-np.log(picked + 1e-7).sum() / len(rows))


def _labels(t: NDArray[np.generic], shape: tuple[int, ...]) -> NDArray[np.intp]:
    """Return integer labels as shape (batch,), or say why ``t`` cannot be that."""
    batch, classes = shape
    if t.ndim > 1 or t.size != batch:
        raise ValueError(
            f"t has shape {t.shape}; for {batch} row(s) of {classes} classes it must be one-hot, "
            f"in the shape of y, or {batch} integer label(s)"
        )
    if not np.issubdtype(t.dtype, np.integer):
        raise ValueError(f"labels must be integers, but t is of type {t.dtype}")
    labels = t.reshape(batch).astype(np.intp)
    if np.any((labels < 0) | (labels >= classes)):
        raise ValueError(f"labels must be 0 to {classes - 1}, but t is {t}")
    return labels
