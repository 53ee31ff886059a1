"""Steps that make one number of several, or write one over all the others.

Must never take an array for what it has been reduced to.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from autograder.base.language import Text
from autograder.judge.diagnosis.vocabulary.step import Step, has_entries, has_rows, made

_REDUCED = Text(
    "One number is left of several: check over which axis it is summed, and what is returned.",
    "여러 값이 하나로 줄었습니다. 어느 축을 따라 더하는지, 무엇을 반환하는지 확인하세요.",
)
_OVERWRITTEN = Text(
    "One value written over all the others does that: look at the index on the left of the =.",
    "한 값이 나머지를 모두 덮어쓰면 이렇게 됩니다. 등호 왼쪽의 인덱스를 살펴보세요.",
)

REDUCTIONS: tuple[Step, ...] = (
    *(
        Step(name, 3, made(rule, has_entries), Text(en, ko), _REDUCED)
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
        Step(name, 3.25, made(rule, has_entries), Text(en, ko), _REDUCED)
        for name, rule, en, ko in (
            (
                "column_sum",
                partial(np.sum, axis=-1),
                "{}, each row (or the vector) summed up to one number",
                "{}의 각 행(벡터라면 전체)을 더해 숫자 하나로 만든 값",
            ),
            (
                "column_mean",
                partial(np.mean, axis=-1),
                "{}, of each row (or the vector) only the mean",
                "{}의 각 행(벡터라면 전체)을 평균 하나로 줄인 값",
            ),
        )
    ),
    *(
        Step(name, 3, made(rule, has_rows), Text(en, ko), _REDUCED)
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
            ("first_row", lambda v: v[0], "the first row of {}", "{}의 첫 행"),
            ("last_row", lambda v: v[-1], "the last row of {}", "{}의 마지막 행"),
            ("first_column", lambda v: v[..., 0], "the first column of {}", "{}의 첫 열"),
        )
    ),
    *(
        Step(
            name,
            3,
            made(rule, has_entries),
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
            made(rule, has_entries),
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
            made(rule, has_rows),
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
)
