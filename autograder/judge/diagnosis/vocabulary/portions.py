"""Steps that leave some entries out, set them to zero, or add them up on the way.

Must never say why: a loop is only the usual cause.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import numpy as np

from autograder.base.language import Text
from autograder.judge.diagnosis.comparison import Array
from autograder.judge.diagnosis.vocabulary.step import (
    SILENT,
    Step,
    has_entries,
    has_rows,
    is_table,
    made,
)


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


_LOOP = Text(
    "A loop that ends too early or begins too late, or a return inside it, does that.",
    "반복문이 너무 일찍 끝나거나 늦게 시작하거나, return이 반복문 안에 있으면 이렇게 됩니다.",
)
_LAST = Text(
    "A result that begins anew in every pass of a loop does that, or a loop that begins too late.",
    "반복할 때마다 결과를 새로 만들거나 반복문이 너무 늦게 시작하면 이렇게 됩니다.",
)
_ACCUMULATED = Text(
    "A running total that is not set back to zero for each entry does that.",
    "원소마다 0으로 되돌리지 않고 값을 계속 더하면 이렇게 됩니다.",
)

PORTIONS: tuple[Step, ...] = (
    *(
        Step(
            name,
            3,
            made(partial(rule, place=place), has_entries),
            Text(en, ko),
            _LAST if name.startswith("only_last") else _LOOP,
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
            (
                "only_first_row",
                _kept,
                0,
                "right in the first row and 0 in all others",
                "첫 행만 맞고 나머지는 0인 값",
            ),
            (
                "only_last_row",
                _kept,
                -1,
                "right in the last row and 0 in all others",
                "마지막 행만 맞고 나머지는 0인 값",
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
        made(lambda v: v * np.eye(*v.shape), is_table),
        Text("right on the diagonal and 0 elsewhere", "대각선만 맞고 나머지는 0인 값"),
        Text("One index for two axes does that.", "두 축에 같은 인덱스를 쓰면 이렇게 됩니다."),
    ),
    Step(
        "running_total",
        3,
        made(lambda v: np.cumsum(v).reshape(v.shape), has_entries),
        Text("{}, each entry added to all before it", "{}의 원소를 앞에서부터 쌓아 더한 값"),
        _ACCUMULATED,
    ),
    Step(
        "running_total_of_rows",
        3,
        made(partial(np.cumsum, axis=0), has_rows),
        Text("{}, each row added to all before it", "{}의 행을 앞에서부터 쌓아 더한 값"),
        _ACCUMULATED,
    ),
    *(
        Step(name, 3, made(rule, lambda v: v.ndim > 0 and len(v) > 1), Text(en, ko), cause)
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
                "last_kept",
                lambda v: v[-1:],
                "only the last one of {}",
                "{}에서 마지막 하나만 남은 것",
                Text(
                    "Starting a new list in every pass of a loop does that.",
                    "반복할 때마다 리스트를 새로 만들면 이렇게 됩니다.",
                ),
            ),
            (
                "first_kept",
                lambda v: v[:1],
                "only the first one of {}",
                "{}에서 첫 번째 하나만 남은 것",
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
)
