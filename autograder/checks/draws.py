"""What checks draw and are drawn from: arrays that are easy to read, and numbers that look normal.

Must never be drawn from what a submission has answered.
"""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from hypothesis import strategies as st

from autograder.base.language import Text
from autograder.checks.assertions import expect


@cache
def arrays(
    shape: tuple[int, ...], low: float = -3, high: float = 3
) -> st.SearchStrategy[np.ndarray]:
    """Draw float64 arrays of multiples of 1/4 between ``low`` and ``high``.

    A byte stands for an element: one draw for an array costs a tenth of a draw for each element,
    and a string of bytes shrinks towards zeros as well, which stand for the number nearest to 0.
    At most 256 values: ``high - low`` is below 64.
    """
    values = np.array(sorted(range(int(4 * low), int(4 * high) + 1), key=abs)) / 4
    size = math.prod(shape)

    def decoded(data: bytes) -> np.ndarray:
        chosen = np.frombuffer(data, dtype=np.uint8) % len(values)
        return np.ascontiguousarray(values[chosen].reshape(shape))

    return st.binary(min_size=size, max_size=size).map(decoded)


@cache
def numbers(
    shape: tuple[int, ...], low: float = -3, high: float = 3
) -> st.SearchStrategy[np.ndarray]:
    """Draw float64 arrays between ``low`` and ``high``: all multiples of 1/4, or of every digit.

    A byte stands for an element: one draw for an array costs a tenth of a draw for each element,
    and a string of bytes shrinks towards zeros as well, which stand for the number nearest to 0.
    The first byte says which of the two: sums of multiples of 1/4 are exact, so whoever adds in
    another order gives the same bytes, which are compared once for a whole class.
    """
    quarters = np.array(sorted(range(math.ceil(4 * low), int(4 * high) + 1), key=abs)) / 4
    # 256 numbers that have nothing to do with each other, by the golden section.
    digits = low + (high - low) * (np.arange(1, 257) * 0.6180339887498949 % 1)
    size = math.prod(shape)

    def decoded(data: bytes) -> np.ndarray:
        values = quarters if data[0] < 160 else digits
        chosen = np.frombuffer(data, dtype=np.uint8)[1:].astype(np.intp) % len(values)
        return np.ascontiguousarray(values[chosen].reshape(shape))

    return st.binary(min_size=size + 1, max_size=size + 1).map(decoded)


@cache
def one_hot(rows: int, classes: int) -> st.SearchStrategy[np.ndarray]:
    """Draw one-hot targets, a row each."""

    def decoded(data: bytes) -> np.ndarray:
        return np.eye(classes)[np.frombuffer(data, dtype=np.uint8) % classes]

    return st.binary(min_size=rows, max_size=rows).map(decoded)


def assert_normal(values: np.ndarray, *, std: float, what: Text) -> None:
    """Demand that the entries look drawn from a normal distribution with mean 0, independently.

    Of n such numbers the mean strays by std / sqrt(n), the standard deviation by
    std / sqrt(2 n), the kurtosis by sqrt(24 / n): each bound is seven of these, passed by chance
    once in 1e11. n has to be 1000 at least: a uniform distribution's kurtosis of 1.8 is then 7.7
    below 3. None come back, as `are_distinct` has it.
    """
    __tracebackhide__ = True
    scaled = np.ravel(values) / std
    n, mean, spread = scaled.size, float(np.mean(scaled)), float(np.std(scaled))
    squares = ((scaled - mean) / (spread or 1.0)) ** 2  # a fourth power takes ten times as long
    kurtosis = float(np.mean(squares**2))
    expect(
        abs(spread - 1) <= 7 / np.sqrt(2 * n),
        otherwise=what
        + Text(
            f" should have the standard deviation {std:g}", f": 표준편차가 {std:g}이어야 합니다"
        ),
    )
    expect(
        abs(mean) <= 7 / np.sqrt(n),
        otherwise=what + Text(" should have the mean 0", ": 평균이 0이어야 합니다"),
    )
    expect(
        abs(kurtosis - 3) <= 7 * np.sqrt(24 / n),
        otherwise=what + Text(" should be normally distributed", ": 정규분포를 따라야 합니다"),
    )
    expect(
        are_distinct(values),
        otherwise=what + Text(" should be independent numbers", ": 서로 독립인 난수여야 합니다"),
    )


def are_distinct(values: np.ndarray) -> bool:
    """Return whether hardly any number comes back, with whatever sign: drawn ones rarely do.

    Of n normal numbers of single precision 1.5e-8 n**2 have an equal (counted, n from 1e4 to 1e6),
    of double precision none has. Of a thousand seven have one once in 1e16, of more six times as
    many as that once in 1e9 at most, and one number comes seven times once in 1e15. Clipped numbers
    are all equal.
    """
    _, counts = np.unique(np.abs(values), return_counts=True)
    n = np.size(values)
    return n - len(counts) <= min(7, n / 20) + 1e-7 * n**2 and int(counts.max(initial=0)) <= 6
