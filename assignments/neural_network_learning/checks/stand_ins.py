"""Right methods of the nets, to stand in for a student's own where those are at fault.

They look at shapes before they compute: what they are told may be anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from agreement import (
    answer_where_predict_does,
    asked,
    assert_params_unchanged,
    first_row,
    own_answer,
)
from nets import (
    NAMES,
    SMALL,
    mean_cross_entropy,
    net_with,
    own_names,
    probabilities_of,
    put,
    with_a_row_more,
)

from autograder.checks import (
    Right,
    Text,
    assert_held,
    assert_same_again,
    attempt,
    judged_beside,
)

_MOST_ROWS = 1000


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


_Row = tuple[Any, np.ndarray, np.ndarray, np.ndarray]
"""An answer, what the own predict gives, what it should give, and the targets."""
_Right = Callable[[dict[str, Any]], np.ndarray]


def _answers(
    make: Any, case: dict[str, Any], method: str, right: _Right, is_asked_again: bool
) -> list[_Row]:
    """Return a method's answer in a case, and a small net's to other inputs and parameters."""
    __tracebackhide__ = True
    net, is_small = net_with(make, case), case["sizes"] == SMALL[0]
    held, is_again = net.params.held() if is_small else None, is_asked_again and is_small
    case, own, answer = answer_where_predict_does(net, case, method, [first_row(case)])
    rows = [(answer, own, right(case), case["t"])] * 4
    if is_again:
        rows[1:3] = _later_answers(net, case, method, right)
    assert_params_unchanged(net, case, make, "predict")
    if held is not None and method == "loss":  # numerical gradients move what they hold
        names = own_names(net.params.keys())
        assert_held(net.params, held, {names[k]: p for k, p in case["params"].items()})
    if is_again:  # the same batch, and other parameters
        other = {**case, "params": case["flatter params"]}
        put(net, other["params"])
        own = own_answer(net, other)
        put(net, case["params"])
        own_answer(net, case)  # another class is first: of that, what comes next knows nothing
        put(net, other["params"])
        rows[3] = (asked(net, method, other, "x", "t"), own, right(other), other["t"])
    return rows


def _later_answers(net: Any, case: dict[str, Any], method: str, right: _Right) -> Iterator[_Row]:
    """Yield a method's answers where the arrays that it was asked about say something else now."""
    __tracebackhide__ = True
    what = Text(method, method)
    assert_same_again(getattr(net, method), case["x"], case["t"], what=what)
    # Of other inputs, and the other of two classes: the first answer is none to them.
    other = {**case, "x": case["reversed x"][: len(case["x"])], "t": 1 - case["t"]}
    given, t = case["x"].copy(), case["t"].copy()
    attempt(getattr(net, method), given, t)
    given[...], t[...] = other["x"], other["t"]
    own = own_answer(net, other)
    yield getattr(net, method)(given, t), own, right(other), other["t"]
    other = with_a_row_more(case)
    own = own_answer(net, other)
    yield asked(net, method, other, "x", "t"), own, right(other), other["t"]


def judged_in_turn(
    make: Any,
    cases: Sequence[dict[str, Any]],
    method: str,
    demand: Callable[..., None],
    *,
    right: _Right,
    is_asked_again: bool = False,
) -> None:
    """Have what a method answers in all cases meet a demand, by itself or beside a right predict.

    ``demand`` is told the answers, what the own predict gives, what ``right(case)`` says that it
    should, and the targets. Small nets may be asked again and again.
    """
    __tracebackhide__ = True

    def asked_in_turn(made: Any) -> None:
        __tracebackhide__ = True
        answers = [_answers(made, case, method, right, is_asked_again) for case in cases]
        for rows in zip(*answers, strict=True):
            demand(*zip(*rows, strict=True))

    judged_beside(asked_in_turn, make, PREDICT)
