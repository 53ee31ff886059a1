"""Networks and batches for the checks, and what is demanded of a net beside its own predict.

They are drawn over all that the contract allows: sizes, magnitudes, numbers with every digit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st

from autograder.checks import (
    Text,
    a_row_more,
    by_own_names,
)
from autograder.checks import numbers as arrays

NAMES = ("W1", "b1", "W2", "b2")


def softmax(scores: np.ndarray) -> np.ndarray:
    """Return the softmax of each row."""
    with np.errstate(all="ignore"):  # a student's own scores may be anything
        powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
        return np.asarray(powers / powers.sum(axis=-1, keepdims=True))


def probabilities_of(case: dict[str, Any]) -> np.ndarray:
    """Return softmax(sigmoid(x W1 + b1) W2 + b2) of a case."""
    p = case["params"]
    with np.errstate(all="ignore"):  # a student's own parameters may be anything
        hidden = 1 / (1 + np.exp(-(case["x"] @ p["W1"] + p["b1"])))
        return softmax(hidden @ p["W2"] + p["b2"])


def mean_cross_entropy(probabilities: np.ndarray, t: np.ndarray, epsilon: float = 0.0) -> float:
    """Return the cross entropy of one row, or its mean over a batch; t is one-hot."""
    with np.errstate(all="ignore"):
        targets = np.sum(np.atleast_2d(probabilities * t), axis=-1)
        return float(np.mean(-np.log(targets + epsilon)))


@cache
def one_hot(rows: int, classes: int) -> st.SearchStrategy[np.ndarray]:
    """Draw one-hot targets, a row each."""

    def decoded(data: bytes) -> np.ndarray:
        return np.eye(classes)[np.frombuffer(data, dtype=np.uint8) % classes]

    return st.binary(min_size=rows, max_size=rows).map(decoded)


# How far the scores of a row lie apart, and how far all of them from 0: within 30 in all, so that a
# softmax without its maximum, or a logarithm without an epsilon, is still right.
_SPREADS = st.sampled_from([0.5, 3.0, 20.0, 20.0])
_SHIFTS = st.sampled_from([0.0, 0.0, 2.0, -9.0, 9.0])


# Inputs, classes and rows; no rows are a single input.
LINEAR_BATCHES = [(2, 3, 2), (3, 4, 4), (2, 5, 3), (5, 3, 9), (1, 3, 3)]
LINEAR_BATCHES += [(3, 23, 2), (10, 2, 24), (2, 2, 5), (2, 3, 67), (2, 3, 307)]
LINEAR = [(1, 2, 0), (2, 3, 0), (3, 2, 1), (12, 10, 0), (2, 23, 0), *LINEAR_BATCHES]


@st.composite
def linear_cases(draw: st.DrawFn, is_bounded: bool = False) -> dict[str, Any]:
    """Draw W, a batch or a single input, and targets for a net without hidden layer.

    The scores lie apart, and all to one side: by 29 at most, by 1 where they are ``is_bounded``,
    of a batch: of one row alone a wrong predict may say nothing. What is asked after an answer is
    drawn here, too: all can be sent ahead then.
    """
    inputs, classes, rows = draw(st.sampled_from(LINEAR_BATCHES if is_bounded else LINEAR))
    W = draw(arrays((inputs, classes), -0.5, 0.5))
    x = draw(arrays((max(rows, 1), inputs), -1, 1)) * (
        1.0 if is_bounded else draw(st.sampled_from([1.0, 1.0, 30.0, 1e3]))
    )
    t = draw(one_hot(max(rows, 1), classes))
    spread, shift = (0.5, 0.0) if is_bounded else (draw(_SPREADS), draw(_SHIFTS))
    # Scores that differ, and otherwise in the two cases of a pair, where all else drawn is 0, too.
    if x[0, 0] == 0:
        x[0, 0] = 0.75 if is_bounded else -0.5
    W[0, -1] = W[0, 0] + (0.5 if is_bounded else -0.75)
    size = float(np.max(np.abs(x) @ np.abs(W)))
    if size > 1 or spread > 0.5:
        W *= spread / size
    W += shift / float(np.max(np.abs(x).sum(axis=1))) * np.sign(x[0, 0])
    if not is_bounded and draw(st.booleans()):  # hardly any target is what the net is sure of
        t[::2] = np.eye(classes)[np.argmin(x @ W, axis=1)[::2]]
    single = {"x": x[0], "t": t[0]} if rows == 0 else {"x": x, "t": t}
    return {"W": W, "other W": 0.5 - W, "flatter W": W * FLATTER, **single}


FLATTER = -1 / 8
"""What scores are multiplied by where parameters change: no probability becomes small by it."""
SMALL = ((1, 1, 2), (2, 1, 2), (2, 2, 2), (1, 3, 3), (3, 2, 3), (4, 3, 2), (2, 3, 4), (4, 3, 4))
LARGE = ((9, 2, 3), (2, 10, 3), (3, 3, 12), (12, 9, 23))
# Now and then more than a mini-batch, and more hits among them than a byte can count.
ANY_ROWS = (1, 2, 3, 5, 20, 67, 307)
_MOST_DRAWN = 67
"""Rows: of more, the same ones come over and over."""
_MANY_HITS = 263


@st.composite
def two_layer_cases(
    draw: st.DrawFn,
    sizes: tuple[tuple[int, int, int], ...] = SMALL + LARGE,
    rows: tuple[int, ...] = ANY_ROWS,
    is_bounded: bool = False,
    is_of_any_sign: bool = False,
) -> dict[str, Any]:
    """Draw sizes, parameters, a batch and targets for a small TwoLayerNet.

    The scores lie within 13 of b2, so within 30, and unless they are ``is_of_any_sign`` all are
    positive: a loss has a logarithm, too, where predict gives scores by mistake. Where they are
    ``is_bounded``, no target probability is below 0.02 (up to 4 classes, 3 hidden units): that
    limits how far gradients agree. The first hidden unit is positive for row 0, with biases and
    without, and the classes differ by it: work with another activation says something there, too.
    """
    inputs, hidden, classes = draw(st.sampled_from(sizes))
    is_large = (inputs, hidden, classes) in LARGE
    count = draw(st.sampled_from([n for n in rows if n <= _MOST_DRAWN or not is_large]))
    W1, b1 = draw(arrays((inputs, hidden), -2, 2)), draw(arrays((hidden,), -1, 1))
    W2, b2 = draw(arrays((hidden, classes), -0.25, 0.25)), draw(arrays((classes,), -0.5, 0.5))
    drawn = min(count, _MOST_DRAWN)
    x = np.resize(draw(arrays((drawn, inputs), -2, 2)), (count, inputs))
    _make_telling(x, W1, b1)
    # No multiples of 1/4 make up for that, and it differs in the two cases of a pair.
    W2[0, :2] = (0.3, -0.23) if is_bounded else (-0.21, 0.29)
    if is_bounded:
        b1 += 0.013  # no hidden unit is at 0 exactly, where a ReLU's loss has no derivative
        b2 += 2.0
    else:
        far = draw(st.sampled_from([1.0, 1.0, 1.0, 40.0, 500.0]))
        x, W1 = x * far, W1 / far
        spread = draw(st.sampled_from([0.5, 0.5, 2.0, 6.0, 13.0]))
        hidden_units = 1 / (1 + np.exp(-(x @ W1 + b1)))
        W2 *= spread / float(np.max(np.abs(hidden_units @ W2)))
        b2 += draw(st.sampled_from([1.0, 0.0, -1.0])) * spread if is_of_any_sign else spread + 0.75
    params = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    t = np.resize(draw(one_hot(drawn, classes)), (count, classes))
    case = {"sizes": (inputs, hidden, classes), "params": params, "x": x, "t": t}
    case |= _asked_later(case)
    # No target of a bounded case is last: its probability may be the smallest there is.
    place = draw(st.sampled_from([-1, -1, -2, 0, None] if not is_bounded else [-1, None]))
    _aim(t, probabilities_of(case), place)
    return case


def _make_telling(x: np.ndarray, W1: np.ndarray, b1: np.ndarray) -> None:
    """Make the first hidden unit positive for the first row, and the last row another one."""
    x[0, 0] = x[0, 0] or 1.25
    if len(x) > 1 and np.array_equal(x[0], x[-1]):  # else a batch would say no more than a row
        x[-1, 0] = -x[0, 0]
    W1[:, 0] = np.abs(W1[:, 0]) * np.where(x[0] < 0, -1.0, 1.0)
    W1[0, 0] = W1[0, 0] or math.copysign(0.75, x[0, 0])
    b1[0] = abs(b1[0])


def _asked_later(case: dict[str, Any]) -> dict[str, Any]:
    """Return what a net is asked about after its first answer, and params of a small one."""
    x, params = case["x"], case["params"]
    later: dict[str, Any] = {"reversed x": np.ascontiguousarray(x[::-1]), "other x": -x}
    if case["sizes"] == SMALL[0]:
        later["other params"] = {name: -value for name, value in params.items()}
        flatter = {name: params[name] * FLATTER for name in ("W2", "b2")}
        later["flatter params"] = {**params, **flatter}
    return later


def _aim(t: np.ndarray, probabilities: np.ndarray, place: int | None) -> None:
    """Make every other target what comes at a place for the net; of many rows, most its first.

    Of many classes, hardly any target would be what it says by chance, nor what it says last.
    """
    chosen = slice(None, None, 2)
    if len(t) > _MOST_DRAWN:
        chosen, place = slice(_MANY_HITS), -1
    if place is not None:
        order = np.argsort(probabilities, axis=1)
        t[chosen] = np.eye(t.shape[1])[order[chosen, place]]


@st.composite
def now_and_then(
    draw: st.DrawFn,
    rare: st.SearchStrategy[dict[str, Any]],
    usual: st.SearchStrategy[dict[str, Any]],
) -> dict[str, Any]:
    """Draw a usual case, or one in eight times a rare one."""
    return draw(rare if draw(st.integers(0, 7)) == 7 else usual)


@st.composite
def pairs(
    draw: st.DrawFn,
    usual: st.SearchStrategy[dict[str, Any]],
    any_: st.SearchStrategy[dict[str, Any]],
) -> list[dict[str, Any]]:
    """Draw a usual case and any one, in whatever order; both are judged alike.

    What is judged against the student's own predict or loss needs one that says something: other
    things in the two. Neither is a probe that could be told from what counts. In the usual one
    numbers are so small that other work than the reference's does not run off to infinity.
    """
    cases = [draw(usual), draw(any_)]
    return cases[::-1] if draw(st.booleans()) else cases


def linear_net(make: Any) -> Any:
    """Return a SimpleNet, whose W may be called nearly so: that costs the part that names it."""
    return by_own_names(make(), "W")


def net_with(make: Any, case: dict[str, Any]) -> Any:
    """Return a TwoLayerNet of a case's sizes that holds its parameters."""
    net = by_own_names(make(*case["sizes"]), "params")
    put(net, case["params"])
    return net


def put(net: Any, params: dict[str, np.ndarray]) -> None:
    """Write parameters into a net's own, by the names that it has for them.

    ``w1`` in place of ``W1`` costs what names are worth, and that once: where they are asked for.
    """
    put_into(net.params, params)


def put_into(own: Any, params: dict[str, np.ndarray]) -> None:
    """Write parameters into the dict that a net holds, or has held."""
    names = own_names(own.keys())
    own.update({names[name]: value.copy() for name, value in params.items()})


def own_names(keys: Iterable[Any]) -> dict[str, str]:
    """Return what a net calls its parameters: the right name, or one that is alike."""
    there = [key for key in keys if isinstance(key, str)]
    alike = {key.lower().replace("_", ""): key for key in reversed(there)}
    return {name: name if name in there else alike.get(name.lower(), name) for name in NAMES}


LAST_ROW = Text(
    "predict of the batch's last row alone, asked next,",
    "이어서 배치의 마지막 행만 넣은 predict",
)

REVERSED = Text(
    "predict of the batch's rows in reverse order, asked next,",
    "이어서 배치의 행 순서를 뒤집어 넣은 predict",
)


def names_in(gradients: Any, net: Any) -> dict[str, str] | None:
    """Return the key of each parameter's gradient: its name, or what the net itself calls it.

    None where one is missing.
    """
    if not isinstance(gradients, dict):
        return None
    names = dict(zip(NAMES, NAMES, strict=True))
    if not set(gradients) >= set(NAMES):
        names = own_names(net.params.keys())
    return names if set(gradients) >= set(names.values()) else None


def asked(net: Any, method: str, case: dict[str, Any], *names: str) -> Any:
    """Return what a method gives of copies of a case's arrays."""
    return getattr(net, method)(*(case[name].copy() for name in names))


def with_a_row_more(case: dict[str, Any]) -> dict[str, Any]:
    """Return a case's batch with its first row once more at the end.

    Whoever remembers the size of the batch before it answers this one wrongly.
    """
    return {**case, "x": a_row_more(case["x"]), "t": a_row_more(case["t"])}


def has_no_tie(case: dict[str, Any]) -> bool:
    """Return whether every row has one largest probability, by more than rounding."""
    ordered = np.sort(probabilities_of(case), axis=-1)
    return bool(np.min(ordered[..., -1] - ordered[..., -2]) > 1e-6)
