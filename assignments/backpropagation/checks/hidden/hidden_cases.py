"""Cases that only the hidden checks draw."""

from __future__ import annotations

from typing import Any

import numpy as np
from cases import NAMES, Pass, is_number, scalar
from hypothesis import strategies as st

from autograder.checks import arrays, attempt, unshown


@st.composite
def image_passes(draw: st.DrawFn) -> Pass:
    """Draw a batch of two to four dimensions more than one, and what belongs to it."""
    shape = draw(
        st.tuples(st.integers(1, 3), st.integers(1, 2), st.integers(1, 3))
        | st.tuples(st.integers(1, 3), st.integers(1, 2), st.integers(2, 2), st.integers(1, 2))
    )
    inputs, outputs = int(np.prod(shape[1:])), draw(st.integers(1, 3))
    W, b = draw(arrays((inputs, outputs))), draw(arrays((outputs,)))
    return Pass(W, b, draw(arrays(shape)), draw(arrays((shape[0], outputs))))


def difference_of_own_loss(net: Any, case: dict[str, Any], name: str) -> np.ndarray | None:
    """Return the central differences of the student's own loss by one parameter.

    None where that loss is no number, or says nothing. With h = 1e-4 and |loss| <= 10 they are
    within 2e-11 + 2e-9 of the derivative.
    """
    start = case["params"][name]
    result = np.full(start.shape, np.nan)
    with unshown(net):
        for index in np.ndindex(start.shape):
            losses = []
            for step in (1e-4, -1e-4):
                moved = start.copy()
                moved[index] += step
                net.params[name] = moved
                loss = attempt(lambda: net.loss(case["x"].copy(), case["t"].copy()))
                losses.append(scalar(loss))
            if not all(map(is_number, losses)):
                break
            result[index] = (float(losses[0]) - float(losses[1])) / 2e-4
        net.params[name] = start.copy()
    return result if bool(np.isfinite(result).all()) else None


def own_loss_varies(net: Any, case: dict[str, Any]) -> bool:
    """Return whether the student's own loss depends on each parameter, by about as much as it must.

    Parameters are moved by a lot, one at a time, on a batch that keeps hidden units alive: whoever
    leaves one out has a loss that stays the same.
    """
    inputs, hidden, classes = case["sizes"]
    base = {
        "W1": np.full((inputs, hidden), 0.5),
        "b1": np.linspace(0.25, 1.0, hidden),
        "W2": np.resize([0.5, -0.25, 1.0, -0.75, 0.125], (hidden, classes)),
        "b2": np.linspace(-0.25, 0.5, classes),
    }
    x, t = np.full((1, inputs), 1.0), np.eye(classes)[[0]]
    with unshown(net):
        losses = []
        for name in (None, *NAMES):
            moved = {k: v.copy() for k, v in base.items()}
            if name is not None:
                moved[name] += np.arange(1.0, moved[name].size + 1).reshape(moved[name].shape) / 2
            net.params.update(moved)
            losses.append(scalar(attempt(lambda: net.loss(x.copy(), t.copy()))))
        net.params.update({k: v.copy() for k, v in case["params"].items()})
    if not all(map(is_number, losses)):
        return False
    return all(abs(float(loss) - float(losses[0])) > 1e-3 for loss in losses[1:])
