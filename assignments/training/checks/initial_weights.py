"""What initial weights have to be: spread as they should, and refused where nothing is known."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograder.checks import (
    StudentException,
    Text,
    are_as_drawn,
    as_number,
    assert_array,
    assert_normal,
    demand_normal,
    expect,
)


def assert_refused(student: Any, n_in: int, activation: str) -> None:
    """Demand a ValueError for an activation, of a function that knows another one."""
    __tracebackhide__ = True
    known = as_number(student.weight_std(n_in, "relu"), what=Text("the result", "결과"))
    expect(known > 0, otherwise=Text("a standard deviation is positive", "표준편차는 양수입니다"))
    kind = "None"
    try:
        student.weight_std(n_in, activation)
    except StudentException as error:
        kind = error.built_in  # a class of the student's own may be a ValueError, too
    expect(
        kind == "ValueError",
        otherwise=Text(
            f'weight_std({n_in}, "{activation}") should raise a ValueError',
            f'weight_std({n_in}, "{activation}")은 ValueError를 내야 합니다',
        ),
        expected="ValueError",
        actual=kind,
    )


def assert_initial(params: Any, sizes: tuple[int, ...], stds: list[float]) -> list[np.ndarray]:
    """Demand normal weights of each layer's own spread and biases of zero; return the weights."""
    __tracebackhide__ = True
    layers = range(1, len(sizes))
    names = [*(f"W{i}" for i in layers), *(f"b{i}" for i in layers)]
    there = [str(name) for name in params]
    expect(
        not set(there) > set(names),
        otherwise=Text(
            "params holds more than the weights and biases of the layers",
            "params에 층의 가중치와 편향 말고 다른 것이 있습니다",
        ),
        expected=", ".join(names),
        actual=", ".join(there),
    )
    found = []
    for i, (n_in, n_out) in enumerate(zip(sizes, sizes[1:], strict=False), start=1):
        what = Text(f"W{i}", f"W{i}")
        weights = assert_array(params[f"W{i}"], shape=(n_in, n_out), what=what)
        assert_normal(weights.ravel(), std=stds[i - 1], what=what)
        found.append(weights)
        bias = assert_array(params[f"b{i}"], shape=(n_out,), what=Text(f"b{i}", f"b{i}"))
        expect(
            not bias.any(),
            otherwise=Text(f"b{i} should begin at zero", f"b{i}의 처음 값은 0이어야 합니다"),
        )
    return found


def assert_independent(weights: list[np.ndarray]) -> None:
    """Demand that no two of some weights hold the same numbers, to a factor.

    Independent numbers, 1000 of them, correlate by 0.032 on average; 0.3 is 9 of that.
    """
    __tracebackhide__ = True
    rows = np.array([each.ravel()[:1000] for each in weights])
    correlations = np.corrcoef(rows) - np.eye(len(rows))
    expect(
        bool(np.max(np.abs(correlations)) < 0.3),
        otherwise=Text(
            "the weights of different layers or networks hold the same numbers",
            "서로 다른 층이나 신경망의 가중치에 같은 숫자가 들어 있습니다",
        ),
    )


GAINS = {"relu": 2.0, "he": 2.0, "sigmoid": 1.0, "xavier": 1.0}


def assert_initial_of_every_kind(make: Any, sizes: tuple[int, ...]) -> None:
    """Demand the initial weights of a number, of every word, and of none, which is He's.

    All of them together are so many that what is nearly normal, or nearly independent, shows.
    """
    __tracebackhide__ = True
    hidden, drawn = list(sizes[1:-1]), list[np.ndarray]()
    for std in (None, 0.01, 2, *GAINS):
        words = {} if std is None else {"activation": "sigmoid", "weight_init_std": std}
        stds = [
            math.sqrt(GAINS[std or "relu"] / n_in) if std is None or isinstance(std, str) else std
            for n_in in sizes[:-1]
        ]
        net = make(sizes[0], hidden, sizes[-1], **words)
        expect(
            hidden == list(sizes[1:-1]),
            otherwise=Text(
                "hidden_size_list was changed by the call",
                "hidden_size_list: 호출 전과 달라졌습니다",
            ),
            expected=list(sizes[1:-1]),
            actual=hidden,
        )
        weights = assert_initial(net.params, sizes, stds)
        assert_independent(weights)
        drawn += [each / own for each, own in zip(weights, stds, strict=True)]
    what = Text("The weights, each divided by its spread,", "표준편차로 나눈 가중치 전체")
    demand_normal(np.concatenate(drawn, axis=None), std=1.0, what=what)
    expect(
        are_as_drawn(drawn, std=1.0),
        otherwise=what + Text(" should be independent numbers", ": 서로 독립인 난수여야 합니다"),
    )
    still = make(2, [3], 2, weight_init_std=0).params
    expect(
        not any(np.any(still[name]) for name in ("W1", "W2")),
        otherwise=Text(
            "with weight_init_std 0 all weights should be 0",
            "weight_init_std가 0이면 가중치가 모두 0이어야 합니다",
        ),
    )
