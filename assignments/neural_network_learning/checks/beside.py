"""Judging a method beside right ones: what else is wrong with a net costs its own part alone.

Where predict is random, remembers what it was asked, or changes what it is given, nothing that
builds on it comes out as it says. Such a method is right where it is right beside a right one.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np
from nets import NAMES, asked, mean_cross_entropy, own_names, probabilities_of

from autograder.checks import (
    CheckFailure,
    Missing,
    StudentException,
    Text,
    expect,
    stand_in,
    unshown,
)

_MOST_ROWS = 200


class Right(NamedTuple):
    """A right method, told what ``attribute`` of the net holds, and its arguments."""

    method: str
    function: Callable[..., Any]
    attribute: str


def judged_beside(demand: Callable[[Any], None], make: Any, *right: Right) -> None:
    """Run ``demand(make)``; where it fails, with the right methods in the student's own nets.

    It fails as it did at first where it fails so, too.
    """
    __tracebackhide__ = True
    try:
        demand(make)
    except (CheckFailure, StudentException, Missing):
        if not _holds(demand, make, right):
            raise


AGAIN = Text("is not the same when it is asked again", "다시 물으면 달라집니다")
_TIMES = 40
"""Whoever counts calls, for whatever reason, mostly counts fewer."""


def assert_same_again(net: Any, case: dict[str, Any], method: str, *names: str) -> None:
    """Demand that a method gives the same every time that it is asked the same."""
    __tracebackhide__ = True
    first = asked(net, method, case, *names)
    for _ in range(_TIMES):
        again = asked(net, method, case, *names)
        expect(
            not _are_numbers(first, again) or np.array_equal(first, again, equal_nan=True),
            otherwise=Text(f"{method} {AGAIN.en}", f"{method}: {AGAIN.ko}"),
            expected=first,
            actual=again,
        )


def _are_numbers(*answers: Any) -> bool:
    """Return whether answers can be compared: what they are is judged by another demand."""
    return all(
        isinstance(each, (int, float, np.ndarray)) and np.asarray(each).dtype.kind in "biuf"
        for each in answers
    )


def _holds(demand: Callable[[Any], None], make: Any, right: tuple[Right, ...]) -> bool:
    def made(*sizes: int) -> Any:
        net = make(*sizes)
        for each in right:
            stand_in(net, each.method, each.function, each.attribute)
        return net

    with unshown(make):
        try:
            demand(made)
        except (CheckFailure, StudentException, Missing):
            return False
        return True


def _scores(W: np.ndarray, x: np.ndarray) -> np.ndarray:
    if W.ndim != 2 or x.ndim not in (1, 2) or x.shape[-1] != len(W):
        raise ValueError(f"predict of an x of the shape {x.shape}, with a W of {W.shape}")
    return x @ W


def _probabilities(params: dict[str, Any], x: np.ndarray) -> np.ndarray:
    names = own_names(params)
    own = {name: np.asarray(params[names[name]], dtype=float) for name in NAMES}
    (inputs, hidden), classes = own["W1"].shape, len(own["b2"])
    shapes = ((inputs, hidden), (hidden,), (hidden, classes), (classes,))
    is_usual = x.ndim == 2 and x.shape[1] == inputs and len(x) <= _MOST_ROWS
    if not is_usual or tuple(own[name].shape for name in NAMES) != shapes:
        raise ValueError(f"predict of an x of the shape {x.shape}")
    return probabilities_of({"params": own, "x": np.asarray(x, dtype=float)})


def _loss(params: dict[str, Any], x: np.ndarray, t: np.ndarray) -> float:
    y = _probabilities(params, x)
    if t.shape != y.shape:
        raise ValueError(f"loss with a t of the shape {t.shape}")
    return mean_cross_entropy(y, t)


SCORES = Right("predict", _scores, "W")
PREDICT = Right("predict", _probabilities, "params")
LOSS = Right("loss", _loss, "params")
