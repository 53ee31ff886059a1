"""Steps that apply a function: a sign, a power, a softmax, a rounding.

Must never apply one where it is not defined.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.base.language import Text
from autograder.judge.diagnosis.comparison import Array
from autograder.judge.diagnosis.vocabulary.step import Step, anything, has_entries, has_rows, made


def _softmax(v: Array, axis: int | None) -> Array:
    powers = np.exp(v - v.max(axis=axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis=axis, keepdims=True))


def _one_hot(v: Array) -> Array:
    return np.asarray(v == v.max(axis=-1, keepdims=True), dtype=np.float64)


def _positive(v: Array) -> bool:
    return bool(np.all(v > 0))


def _share(v: Array) -> bool:
    return bool(np.all((v > 0) & (v < 1)))


_APPLIED = Text(
    "The function is applied once too often, or where it isn't asked for.",
    "그 함수를 한 번 더 적용했거나, 필요 없는 곳에 적용했습니다.",
)
_PRECISION = Text(
    "Look for round, int or an array of whole numbers.",
    "round나 int, 정수 배열을 쓰는 곳이 있는지 살펴보세요.",
)

FUNCTIONS: tuple[Step, ...] = (
    Step(
        "negated",
        1,
        made(np.negative, anything),
        Text("{} with the sign flipped", "{}의 부호를 바꾼 값"),
        Text(
            "A missing minus, or a difference taken the wrong way round, does that.",
            "마이너스가 빠졌거나 빼는 순서가 바뀌면 이렇게 됩니다.",
        ),
    ),
    Step(
        "absolute",
        2,
        made(np.abs, anything),
        Text("{} without its sign", "{}의 절댓값"),
        Text("Look for abs, or for a square.", "abs나 제곱을 쓰는 곳이 있는지 살펴보세요."),
    ),
    Step("square", 3, made(np.square, anything), Text("{} squared", "{}의 제곱")),
    Step(
        "root",
        3,
        made(np.sqrt, lambda v: np.all(v >= 0)),
        Text("the square root of {}", "{}의 제곱근"),
    ),
    Step(
        "reciprocal",
        3,
        made(lambda v: 1 / v, lambda v: np.all(v != 0)),
        Text("1 divided by {}", "{}의 역수"),
        Text("An upside-down fraction does that.", "분자와 분모가 바뀌면 이렇게 됩니다."),
    ),
    Step(
        "complement",
        3,
        made(lambda v: 1 - v, anything),
        Text("1 minus {}", "1에서 {}을(를) 뺀 값"),
        Text(
            "What is counted, or weighed, is the opposite of what is asked for.",
            "세거나 계산한 것이 구하려는 것의 반대입니다.",
        ),
    ),
    Step("exp", 3, made(np.exp, lambda v: np.all(v < 50)), Text("exp of {}", "{}에 exp를 취한 값")),
    Step("log", 3, made(np.log, _positive), Text("the logarithm of {}", "{}의 로그"), _APPLIED),
    Step(
        "minus_log",
        4,
        made(lambda v: -np.log(v), _positive),
        Text("minus the logarithm of {}", "{}의 로그에 마이너스를 붙인 값"),
        _APPLIED,
    ),
    Step(
        "sigmoid",
        3,
        made(lambda v: 1 / (1 + np.exp(-v)), lambda v: np.all(np.abs(v) < 50)),
        Text("the sigmoid of {}", "{}에 시그모이드를 적용한 값"),
        _APPLIED,
    ),
    Step(
        "logit",
        3,
        made(lambda v: np.log(v / (1 - v)), _share),
        Text("what the sigmoid makes {} of", "시그모이드를 적용하면 {}이(가) 되는 값"),
        Text("The sigmoid at the end is missing.", "마지막에 시그모이드가 빠졌습니다."),
    ),
    Step("tanh", 3, made(np.tanh, anything), Text("tanh of {}", "{}에 tanh를 적용한 값"), _APPLIED),
    Step(
        "relu",
        3,
        made(lambda v: np.maximum(v, 0), anything),
        Text("{} with 0 in place of every negative number", "{}의 음수를 모두 0으로 바꾼 값"),
    ),
    Step(
        "sign",
        3,
        made(np.sign, anything),
        Text("the sign (-1, 0 or 1) of {}", "{}의 부호(-1, 0, 1)"),
    ),
    Step(
        "softmax",
        3,
        made(partial(_softmax, axis=-1), has_entries),
        Text("the softmax of {}", "{}에 softmax를 적용한 값"),
        _APPLIED,
    ),
    Step(
        "softmax_of_everything",
        3,
        made(partial(_softmax, axis=None), has_rows),
        Text(
            "the softmax of {}, over everything at once", "{} 전체에 한꺼번에 softmax를 적용한 값"
        ),
        _APPLIED,
    ),
    Step(
        "normalised_over_everything",
        3,
        made(lambda v: v / v.sum(), lambda v: has_entries(v) and abs(v.sum()) > 1e-9),
        Text("{} divided by the sum of all entries", "{}을(를) 모든 원소의 합으로 나눈 값"),
        Text(
            "A sum without an axis takes all rows together.",
            "합에 축(axis)을 주지 않으면 모든 행을 함께 더합니다.",
        ),
    ),
    Step(
        "unit_length",
        3,
        made(lambda v: v / np.sqrt(np.sum(v * v)), has_entries),
        Text("{} divided by its length", "{}을(를) 그 길이로 나눈 값"),
    ),
    Step(
        "unit_length_or_zero",
        3.25,
        made(lambda v: v / (np.sqrt(np.sum(v * v)) or 1.0), has_entries),
        Text("{} divided by its length", "{}을(를) 그 길이로 나눈 값"),
    ),
    Step(
        "maximum_subtracted",
        3,
        made(lambda v: v - v.max(axis=-1, keepdims=True), has_entries),
        Text("{} minus its largest entry, row by row", "{}에서 행마다 최댓값을 뺀 값"),
    ),
    Step(
        "all_maximum_subtracted",
        3,
        made(lambda v: v - v.max(), has_rows),
        Text("{} minus its largest entry", "{}에서 최댓값을 뺀 값"),
    ),
    Step(
        "mean_subtracted",
        3,
        made(lambda v: v - v.mean(), has_entries),
        Text("{} minus its mean", "{}에서 평균을 뺀 값"),
    ),
    Step(
        "row_mean_subtracted",
        3.25,
        made(lambda v: v - v.mean(axis=-1, keepdims=True), has_entries),
        Text("{} minus its mean, row by row", "{}에서 행마다 평균을 뺀 값"),
    ),
    Step(
        "clipped",
        3,
        made(lambda v: np.clip(v, -1, 1), anything),
        Text("{} cut off at -1 and 1", "{}을(를) -1과 1 사이로 자른 값"),
    ),
    Step(
        "one_hot",
        3,
        made(_one_hot, has_entries),
        Text(
            "a 1 where {} is largest in its row, else 0",
            "{}이(가) 행에서 가장 큰 곳만 1, 나머지는 0",
        ),
    ),
    *(
        Step(
            f"rounded_{digits}",
            3,
            made(partial(np.round, decimals=digits), anything),
            Text(
                f"{{}} rounded to {digits} decimals",
                f"{{}}을(를) 소수점 아래 {digits}자리로 반올림한 값",
            ),
            _PRECISION,
            leaves_itself=True,
        )
        for digits in range(7)
    ),
    Step(
        "truncated",
        3,
        made(np.trunc, anything),
        Text("{} without its decimals", "{}의 소수점 아래를 버린 값"),
        _PRECISION,
        leaves_itself=True,
    ),
    Step(
        "floor",
        3.5,
        made(np.floor, anything),
        Text("{} rounded down", "{}을(를) 내림한 값"),
        _PRECISION,
        leaves_itself=True,
    ),
)
