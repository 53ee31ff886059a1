"""Steps from one answer to another: what can be made of an array, in how many bits, in what words.

The vocabulary of `relations`, of which every word is a fact about two arrays. Must never know an
assignment, and never say what is only probable except as the usual cause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from autograder.base.language import Text, both
from autograder.judge.diagnosis.comparison import Array, Comparison

Change = Callable[[Array, Comparison], Array | None]

SILENT = Text("", "")


class Step(NamedTuple):
    """One thing that can be done to an answer."""

    id: str
    cost: float
    """Bits that it takes to choose it."""
    of: Change
    """Returns None where it makes no sense."""
    says: Text
    """What it makes of {}."""
    cause: Text = SILENT
    """What does that, as a rule; empty where there is no rule."""


def _where(condition: bool, value: Callable[[], Any]) -> Array | None:
    return np.asarray(value(), dtype=np.float64) if condition else None


def _softmax(v: Array, axis: int | None) -> Array:
    powers = np.exp(v - v.max(axis=axis, keepdims=True))
    return np.asarray(powers / powers.sum(axis=axis, keepdims=True))


def _kept(v: Array, place: Any) -> Array:
    """Return zeros with the entries at a place kept."""
    made = np.zeros_like(v)
    made[place] = v[place]
    return made


def _lost(v: Array, place: Any) -> Array:
    made = v.copy()
    made[place] = 0
    return made


def _flat_kept(v: Array, place: Any) -> Array:
    return _kept(v.ravel(), place).reshape(v.shape)


def _flat_lost(v: Array, place: Any) -> Array:
    return _lost(v.ravel(), place).reshape(v.shape)


def _one_hot(v: Array) -> Array:
    return np.asarray(v == v.max(axis=-1, keepdims=True), dtype=np.float64)


def _made(rule: Callable[[Array], Any], needs: Callable[[Array], Any]) -> Change:
    return lambda v, _: _where(bool(needs(v)), partial(rule, v))


def _any(_: Array) -> bool:
    return True


def _long(v: Array) -> bool:
    return v.ndim > 0 and v.size > 0


def _table(v: Array) -> bool:
    return v.ndim == 2 and v.size > 0


def _rows(v: Array) -> bool:
    return v.ndim >= 2 and v.size > 0


def _positive(v: Array) -> bool:
    return bool(np.all(v > 0))


def _share(v: Array) -> bool:
    return bool(np.all((v > 0) & (v < 1)))


_REDUCED = Text(
    "One number is left of several: check over which axis it is summed, and what is returned.",
    "여러 값이 하나로 줄었습니다. 어느 축을 따라 더하는지, 무엇을 반환하는지 확인하세요.",
)
_LOOP = Text(
    "A loop that ends too early or begins too late, or a return inside it, does that.",
    "반복문이 너무 일찍 끝나거나 늦게 시작하거나, return이 반복문 안에 있으면 이렇게 됩니다.",
)
_OVERWRITTEN = Text(
    "One value written over all the others does that: look at the index on the left of the =.",
    "한 값이 나머지를 모두 덮어쓰면 이렇게 됩니다. 등호 왼쪽의 인덱스를 살펴보세요.",
)
_ORDER = Text(
    "The values are right and their order is not: look at how they are put in their places.",
    "값은 맞지만 순서가 다릅니다. 값을 제자리에 넣는 부분을 살펴보세요.",
)
_SHAPE = Text(
    "The numbers are right and the shape is not.", "숫자는 맞지만 배열의 모양이 다릅니다."
)
_APPLIED = Text(
    "The function is applied once too often, or where it isn't asked for.",
    "그 함수를 한 번 더 적용했거나, 필요 없는 곳에 적용했습니다.",
)
_ACCUMULATED = Text(
    "A running total that is not set back to zero for each entry does that.",
    "원소마다 0으로 되돌리지 않고 값을 계속 더하면 이렇게 됩니다.",
)
_PRECISION = Text(
    "Look for round, int or an array of whole numbers.",
    "round나 int, 정수 배열을 쓰는 곳이 있는지 살펴보세요.",
)

STEPS: tuple[Step, ...] = (
    Step(
        "negated",
        1,
        _made(np.negative, _any),
        Text("{} with the sign flipped", "{}의 부호를 바꾼 값"),
        Text(
            "A missing minus, or a difference taken the wrong way round, does that.",
            "마이너스가 빠졌거나 빼는 순서가 바뀌면 이렇게 됩니다.",
        ),
    ),
    Step(
        "absolute",
        2,
        _made(np.abs, _any),
        Text("{} without its sign", "{}의 절댓값"),
        Text("Look for abs, or for a square.", "abs나 제곱을 쓰는 곳이 있는지 살펴보세요."),
    ),
    Step("square", 3, _made(np.square, _any), Text("{} squared", "{}의 제곱")),
    Step(
        "root",
        3,
        _made(np.sqrt, lambda v: np.all(v >= 0)),
        Text("the square root of {}", "{}의 제곱근"),
    ),
    Step(
        "reciprocal",
        3,
        _made(lambda v: 1 / v, lambda v: np.all(v != 0)),
        Text("1 divided by {}", "{}의 역수"),
        Text(
            "A fraction that stands upside down does that.", "분자와 분모가 바뀌면 이렇게 됩니다."
        ),
    ),
    Step(
        "complement",
        3,
        _made(lambda v: 1 - v, _any),
        Text("1 minus {}", "1에서 {}을(를) 뺀 값"),
        Text(
            "What is counted, or weighed, is the opposite of what is asked for.",
            "세거나 계산한 것이 구하려는 것의 반대입니다.",
        ),
    ),
    Step(
        "exp", 3, _made(np.exp, lambda v: np.all(v < 50)), Text("exp of {}", "{}에 exp를 취한 값")
    ),
    Step("log", 3, _made(np.log, _positive), Text("the logarithm of {}", "{}의 로그"), _APPLIED),
    Step(
        "minus_log",
        4,
        _made(lambda v: -np.log(v), _positive),
        Text("minus the logarithm of {}", "{}의 로그에 마이너스를 붙인 값"),
        _APPLIED,
    ),
    Step(
        "sigmoid",
        3,
        _made(lambda v: 1 / (1 + np.exp(-v)), lambda v: np.all(np.abs(v) < 50)),
        Text("the sigmoid of {}", "{}에 시그모이드를 적용한 값"),
        _APPLIED,
    ),
    Step(
        "logit",
        3,
        _made(lambda v: np.log(v / (1 - v)), _share),
        Text("what the sigmoid makes {} of", "시그모이드를 적용하면 {}이(가) 되는 값"),
        Text("The sigmoid at the end is missing.", "마지막에 시그모이드가 빠졌습니다."),
    ),
    Step("tanh", 3, _made(np.tanh, _any), Text("tanh of {}", "{}에 tanh를 적용한 값"), _APPLIED),
    Step(
        "relu",
        3,
        _made(lambda v: np.maximum(v, 0), _any),
        Text("{} with 0 in place of every negative number", "{}의 음수를 모두 0으로 바꾼 값"),
    ),
    Step(
        "sign",
        3,
        _made(np.sign, _any),
        Text("the sign (-1, 0 or 1) of {}", "{}의 부호(-1, 0, 1)"),
    ),
    Step(
        "softmax",
        3,
        _made(partial(_softmax, axis=-1), _long),
        Text("the softmax of {}", "{}에 softmax를 적용한 값"),
        _APPLIED,
    ),
    Step(
        "softmax_of_everything",
        3,
        _made(partial(_softmax, axis=None), _rows),
        Text(
            "the softmax of {}, over everything at once", "{} 전체에 한꺼번에 softmax를 적용한 값"
        ),
        _APPLIED,
    ),
    Step(
        "normalised_over_everything",
        3,
        _made(lambda v: v / v.sum(), lambda v: _long(v) and abs(v.sum()) > 1e-9),
        Text("{} divided by the sum of all entries", "{}을(를) 모든 원소의 합으로 나눈 값"),
        Text(
            "A sum without an axis takes all rows together.",
            "합에 축(axis)을 주지 않으면 모든 행을 함께 더합니다.",
        ),
    ),
    Step(
        "unit_length",
        3,
        _made(lambda v: v / np.sqrt(np.sum(v * v)), lambda v: _long(v) and v.any()),
        Text("{} divided by its length", "{}을(를) 그 길이로 나눈 값"),
    ),
    Step(
        "maximum_subtracted",
        3,
        _made(lambda v: v - v.max(axis=-1, keepdims=True), _long),
        Text("{} minus its largest entry, row by row", "{}에서 행마다 최댓값을 뺀 값"),
    ),
    Step(
        "all_maximum_subtracted",
        3,
        _made(lambda v: v - v.max(), _rows),
        Text("{} minus its largest entry", "{}에서 최댓값을 뺀 값"),
    ),
    Step(
        "mean_subtracted",
        3,
        _made(lambda v: v - v.mean(), _long),
        Text("{} minus its mean", "{}에서 평균을 뺀 값"),
    ),
    Step(
        "one_hot",
        3,
        _made(_one_hot, _long),
        Text(
            "a 1 where {} is largest in its row, else 0",
            "{}이(가) 행에서 가장 큰 곳만 1, 나머지는 0",
        ),
    ),
    *(
        Step(
            f"rounded_{digits}",
            3,
            _made(partial(np.round, decimals=digits), _any),
            Text(
                f"{{}} rounded to {digits} decimals",
                f"{{}}을(를) 소수점 아래 {digits}자리로 반올림한 값",
            ),
            _PRECISION,
        )
        for digits in range(4)
    ),
    Step(
        "truncated",
        3,
        _made(np.trunc, _any),
        Text("{} without its decimals", "{}의 소수점 아래를 버린 값"),
        _PRECISION,
    ),
    Step(
        "floor",
        3.5,
        _made(np.floor, _any),
        Text("{} rounded down", "{}을(를) 내림한 값"),
        _PRECISION,
    ),
    Step(
        "transposed",
        2,
        _made(np.transpose, _any),
        Text("the transpose of {}", "{}의 전치(행과 열을 바꾼 것)"),
        Text(
            "Rows and columns are swapped: look for .T, and at the order of two indices.",
            "행과 열이 바뀌었습니다. .T를 쓰는 곳과 두 인덱스의 순서를 살펴보세요.",
        ),
    ),
    Step(
        "reversed",
        3,
        _made(lambda v: v.ravel()[::-1].reshape(v.shape), _long),
        Text("{} from back to front", "{}을(를) 거꾸로 늘어놓은 것"),
        _ORDER,
    ),
    Step(
        "rows_reversed",
        3,
        _made(lambda v: v[::-1], _rows),
        Text("{}, its rows from the last to the first", "{}의 행을 거꾸로 늘어놓은 것"),
        _ORDER,
    ),
    Step(
        "columns_reversed",
        3,
        _made(lambda v: v[..., ::-1], _long),
        Text("{}, each row from back to front", "{}의 각 행을 거꾸로 늘어놓은 것"),
        _ORDER,
    ),
    Step(
        "column_order",
        3,
        _made(lambda v: v.ravel().reshape(v.shape, order="F"), _any),
        Text(
            "{}, its entries filled in column by column",
            "{}의 원소를 행이 아니라 열을 따라 채운 것",
        ),
        _ORDER,
    ),
    *(
        Step(
            f"rolled_{by}",
            3,
            _made(partial(np.roll, shift=by), _long),
            Text(f"{{}} moved by one place {en}", f"{{}}을(를) 한 칸 {ko} 민 것"),
            Text("An index that is off by one does that.", "인덱스가 하나 어긋나면 이렇게 됩니다."),
        )
        for by, en, ko in ((1, "on", "뒤로"), (-1, "back", "앞으로"))
    ),
    Step(
        "flattened",
        2,
        _made(np.ravel, _any),
        Text("{} in one single row", "{}을(를) 한 줄로 편 것"),
        _SHAPE,
    ),
    Step(
        "row_of_one",
        2,
        _made(lambda v: v[np.newaxis], _any),
        Text("{} with one more dimension in front", "{}의 앞에 차원이 하나 더 붙은 것"),
        _SHAPE,
    ),
    Step(
        "column_of_one",
        2,
        _made(lambda v: v[..., np.newaxis], _any),
        Text("{} with one more dimension behind", "{}의 뒤에 차원이 하나 더 붙은 것"),
        _SHAPE,
    ),
    Step(
        "one_number_in_list",
        3,
        _made(lambda v: v[0], lambda v: v.ndim > 0 and len(v) == 1),
        Text("{} without its first dimension", "{}에서 첫 차원이 없어진 것"),
        _SHAPE,
    ),
    *(
        Step(name, 3, _made(rule, _long), Text(en, ko), _REDUCED)
        for name, rule, en, ko in (
            ("sum", np.sum, "the sum of {}", "{}의 합"),
            ("mean", np.mean, "the mean of {}", "{}의 평균"),
            ("largest", np.max, "the largest entry of {}", "{}의 가장 큰 원소"),
            ("smallest", np.min, "the smallest entry of {}", "{}의 가장 작은 원소"),
            ("first", lambda v: v.flat[0], "the first entry of {}", "{}의 첫 원소"),
            ("last", lambda v: v.flat[-1], "the last entry of {}", "{}의 마지막 원소"),
            (
                "length",
                lambda v: np.sqrt(np.sum(v * v)),
                "the length (root of the sum of squares) of {}",
                "{}의 길이(제곱합의 제곱근)",
            ),
        )
    ),
    *(
        Step(name, 3, _made(rule, _rows), Text(en, ko), _REDUCED)
        for name, rule, en, ko in (
            (
                "row_sum",
                partial(np.sum, axis=0),
                "the sum of the rows of {}",
                "{}의 행을 모두 더한 것",
            ),
            (
                "row_mean",
                partial(np.mean, axis=0),
                "the mean of the rows of {}",
                "{}의 행들의 평균",
            ),
            ("column_sum", partial(np.sum, axis=-1), "each row's sum of {}", "{}의 행마다의 합"),
            (
                "column_mean",
                partial(np.mean, axis=-1),
                "each row's mean of {}",
                "{}의 행마다의 평균",
            ),
            ("first_row", lambda v: v[0], "the first row of {}", "{}의 첫 행"),
            ("last_row", lambda v: v[-1], "the last row of {}", "{}의 마지막 행"),
            ("first_column", lambda v: v[..., 0], "the first column of {}", "{}의 첫 열"),
        )
    ),
    *(
        Step(
            name,
            3,
            _made(rule, _long),
            Text(f"the place (counted from 0) of {en} entry of {{}}", f"{{}}에서 {ko} 원소의 위치"),
        )
        for name, rule, en, ko in (
            ("argmax", partial(np.argmax, axis=-1), "the largest", "가장 큰"),
            ("argmin", partial(np.argmin, axis=-1), "the smallest", "가장 작은"),
            ("argmax_of_all", np.argmax, "the largest of all", "전체에서 가장 큰"),
        )
    ),
    *(
        Step(
            name,
            4,
            _made(rule, _long),
            Text(f"{en} of {{}}, in every place", f"모든 자리가 {{}}의 {ko}"),
            _OVERWRITTEN,
        )
        for name, rule, en, ko in (
            ("all_first", lambda v: np.full_like(v, v.flat[0]), "the first entry", "첫 원소"),
            ("all_last", lambda v: np.full_like(v, v.flat[-1]), "the last entry", "마지막 원소"),
            ("all_sum", lambda v: np.full_like(v, v.sum()), "the sum", "합"),
            ("all_mean", lambda v: np.full_like(v, v.mean()), "the mean", "평균"),
        )
    ),
    *(
        Step(
            name,
            4,
            _made(rule, _rows),
            Text(f"{en} of {{}}, in every row", f"모든 행이 {{}}의 {ko}"),
            _OVERWRITTEN,
        )
        for name, rule, en, ko in (
            (
                "all_first_row",
                lambda v: np.broadcast_to(v[0], v.shape),
                "the first row",
                "첫 행",
            ),
            (
                "all_last_row",
                lambda v: np.broadcast_to(v[-1], v.shape),
                "the last row",
                "마지막 행",
            ),
            (
                "all_row_sum",
                lambda v: np.broadcast_to(v.sum(axis=0), v.shape),
                "the sum of all rows",
                "행을 모두 더한 값",
            ),
            (
                "all_row_mean",
                lambda v: np.broadcast_to(v.mean(axis=0), v.shape),
                "the mean of all rows",
                "행들의 평균",
            ),
            (
                "all_column_sum",
                lambda v: np.broadcast_to(v.sum(axis=-1, keepdims=True), v.shape),
                "that row's sum",
                "그 행의 합",
            ),
        )
    ),
    *(
        Step(
            name,
            3,
            _made(partial(rule, place=place), _long),
            Text(en, ko),
            _LOOP,
        )
        for name, rule, place, en, ko in (
            (
                "only_first",
                _flat_kept,
                0,
                "right in the first entry and 0 in all others",
                "첫 원소만 맞고 나머지는 0인 값",
            ),
            (
                "only_last",
                _flat_kept,
                -1,
                "right in the last entry and 0 in all others",
                "마지막 원소만 맞고 나머지는 0인 값",
            ),
            (
                "all_but_first",
                _flat_lost,
                0,
                "right but for the first entry, which is 0",
                "첫 원소가 0인 것을 빼면 맞는 값",
            ),
            (
                "all_but_last",
                _flat_lost,
                -1,
                "right but for the last entry, which is 0",
                "마지막 원소가 0인 것을 빼면 맞는 값",
            ),
        )
    ),
    *(
        Step(
            name,
            3,
            _made(partial(rule, place=place), _long),
            Text(en, ko),
            _LOOP,
        )
        for name, rule, place, en, ko in (
            (
                "only_first_row",
                _kept,
                0,
                "right in the first row and 0 in all others",
                "첫 행만 맞고 나머지는 0인 값",
            ),
            (
                "all_but_last_row",
                _lost,
                -1,
                "right but for the last row, which is 0",
                "마지막 행이 0인 것을 빼면 맞는 값",
            ),
            (
                "all_but_first_row",
                _lost,
                0,
                "right but for the first row, which is 0",
                "첫 행이 0인 것을 빼면 맞는 값",
            ),
            (
                "only_first_column",
                _kept,
                (Ellipsis, 0),
                "right in the first column and 0 in all others",
                "첫 열만 맞고 나머지는 0인 값",
            ),
            (
                "all_but_last_column",
                _lost,
                (Ellipsis, -1),
                "right but for the last column, which is 0",
                "마지막 열이 0인 것을 빼면 맞는 값",
            ),
        )
    ),
    Step(
        "only_diagonal",
        3,
        _made(lambda v: v * np.eye(*v.shape), _table),
        Text("right on the diagonal and 0 elsewhere", "대각선만 맞고 나머지는 0인 값"),
        Text("One index for two axes does that.", "두 축에 같은 인덱스를 쓰면 이렇게 됩니다."),
    ),
    Step(
        "running_total",
        3,
        _made(lambda v: np.cumsum(v).reshape(v.shape), _long),
        Text("{}, each entry added to all before it", "{}의 원소를 앞에서부터 쌓아 더한 값"),
        _ACCUMULATED,
    ),
    Step(
        "running_total_of_rows",
        3,
        _made(partial(np.cumsum, axis=0), _rows),
        Text("{}, each row added to all before it", "{}의 행을 앞에서부터 쌓아 더한 값"),
        _ACCUMULATED,
    ),
    *(
        Step(name, 3, _made(rule, lambda v: v.ndim > 0 and len(v) > 1), Text(en, ko), cause)
        for name, rule, en, ko, cause in (
            (
                "first_dropped",
                lambda v: v[1:],
                "{} without the first",
                "{}에서 첫 번째가 빠진 것",
                _LOOP,
            ),
            (
                "last_dropped",
                lambda v: v[:-1],
                "{} without the last",
                "{}에서 마지막이 빠진 것",
                _LOOP,
            ),
            (
                "every_second",
                lambda v: v[::2],
                "every second one of {}, from the first on",
                "{}에서 첫 번째부터 하나씩 건너뛴 것",
                SILENT,
            ),
            (
                "differences",
                partial(np.diff, axis=0),
                "the differences between neighbours in {}",
                "{}의 이웃한 것끼리의 차",
                SILENT,
            ),
        )
    ),
    Step(
        "rows_flattened",
        3,
        _made(lambda v: v.reshape(len(v), -1), lambda v: v.ndim > 1 and len(v) > 0),
        Text("{}, each row flattened", "{}의 각 행을 한 줄로 편 것"),
        _SHAPE,
    ),
)


def constant_factor(c: float, cost: float) -> Step:
    """Return the step that multiplies by a number."""
    number = f"{c:.4g}"
    return Step(
        f"times_{number}",
        cost,
        lambda v, _: v * c,
        Text(f"{{}} times {number}", f"{{}}의 {number}배"),
        Text(
            "The factor is always the same, so it comes from a number in the formula.",
            "배수가 늘 같으므로 수식에 있는 숫자에서 온 것입니다.",
        ),
    )


def constant_summand(c: float, cost: float) -> Step:
    """Return the step that adds a number."""
    number, en, ko = f"{abs(c):.4g}", ("minus" if c < 0 else "plus"), ("작은" if c < 0 else "큰")
    return Step(
        f"{en}_{number}",
        cost,
        lambda v, _: v + c,
        Text(f"{{}} {en} {number}", f"{{}}보다 {number}만큼 {ko} 값"),
        Text(
            "The same number is added each time: look at where a count or a sum begins and ends.",
            "늘 같은 수가 더해집니다. 세거나 더하기를 어디서 시작하고 끝내는지 살펴보세요.",
        ),
    )


_QUANTITIES: tuple[tuple[str, Callable[[Array], float], Text, Text, Text], ...] = (
    (
        "rows",
        lambda v: float(len(v)) if v.ndim > 1 else 1.0,
        Text("the number of rows of {}", "{}의 행 수"),
        Text(
            "A sum over the rows where their mean is meant does that.",
            "행들의 평균을 내야 할 곳에서 합을 구하면 이렇게 됩니다.",
        ),
        Text(
            "Dividing by the number of rows once too often does that.",
            "행 수로 한 번 더 나누면 이렇게 됩니다.",
        ),
    ),
    (
        "columns",
        lambda v: float(v.shape[-1]) if v.ndim else 1.0,
        Text("the number of columns of {}", "{}의 열 수"),
        Text(
            "A sum over the columns where their mean is meant does that.",
            "열들의 평균을 내야 할 곳에서 합을 구하면 이렇게 됩니다.",
        ),
        Text(
            "A mean over everything, or a division by the wrong length, does that.",
            "전체의 평균을 내거나 다른 길이로 나누면 이렇게 됩니다.",
        ),
    ),
    (
        "entries",
        lambda v: float(v.size),
        Text("the number of entries of {}", "{}의 원소 수"),
        Text(
            "A sum over all entries where their mean is meant does that.",
            "모든 원소의 평균을 내야 할 곳에서 합을 구하면 이렇게 됩니다.",
        ),
        Text(
            "A mean over all entries, or a division by their number, does that.",
            "모든 원소의 평균을 내거나 원소 수로 나누면 이렇게 됩니다.",
        ),
    ),
)


class Quantity(NamedTuple):
    """A number that goes with a question, such as how many rows an input has."""

    id: str
    of: Callable[[Comparison], float | None]
    says: Text
    factor: Text
    """What multiplies by it, as a rule."""
    divisor: Text
    """What divides by it, as a rule."""


def quantities(comparisons: Sequence[Comparison]) -> list[Quantity]:
    """Return the numbers that vary from question to question; of those that agree, the first."""
    found: list[Quantity] = []
    seen: list[list[float]] = []
    for quantity in _quantities(comparisons[0]):
        values = [quantity.of(each) for each in comparisons]
        known = [value for value in values if value is not None and np.isfinite(value)]
        is_told = len(known) == len(values) and len(set(known)) > 1 and 0 not in known
        if is_told and known not in seen:
            found.append(quantity)
            seen.append(known)
    return found


def _quantities(comparison: Comparison) -> Iterator[Quantity]:
    for kind, of, says, factor, divisor in _QUANTITIES:
        for name, value in comparison.inputs.items():
            if not isinstance(value, str):
                text = Text(says.en.format(name), says.ko.format(name))
                yield Quantity(
                    f"{kind}_{name}", partial(_of_input, name, of), text, factor, divisor
                )
    for name, value in comparison.inputs.items():
        if not isinstance(value, str) and not value.ndim:
            yield Quantity(name, partial(_of_input, name, float), both(name), SILENT, SILENT)


def _of_input(name: str, of: Callable[[Array], float], comparison: Comparison) -> float | None:
    value = comparison.inputs.get(name)
    if value is None or isinstance(value, str) or (of is float and value.ndim):
        return None
    return of(value)


def quantity_factor(quantity: Quantity, power: int) -> Step:
    """Return the step that multiplies by a quantity, or divides by it."""
    word, ko = (
        ("times", "{{}}에 {}을(를) 곱한 값")
        if power > 0
        else ("divided by", "{{}}을(를) {}(으)로 나눈 값")
    )
    squared = Text(" squared", "의 제곱") if abs(power) == 2 else SILENT
    name = quantity.says + squared

    def of(v: Array, comparison: Comparison) -> Array | None:
        number = quantity.of(comparison)
        return None if not number else np.asarray(v * number**power)

    return Step(
        f"{word.replace(' ', '_')}_{quantity.id}{'_squared' if abs(power) == 2 else ''}",
        2.5 + abs(power) / 2,
        of,
        Text(f"{{}} {word} {name.en}", ko.format(name.ko)),
        quantity.factor if power > 0 else quantity.divisor,
    )


def input_summand(name: str, sign: int) -> Step:
    """Return the step that adds an input, or subtracts it."""

    def of(v: Array, comparison: Comparison) -> Array | None:
        value = comparison.inputs.get(name)
        if value is None or isinstance(value, str) or value.shape != v.shape:
            return None
        return np.asarray(v + sign * value)

    word = "plus" if sign > 0 else "minus"
    ko = f"{{}}에 {name}을(를) 더한 값" if sign > 0 else f"{{}}에서 {name}을(를) 뺀 값"
    return Step(f"{word}_{name}", 3.5, of, Text(f"{{}} {word} {name}", ko))
