"""What checks draw and are drawn from: arrays that are easy to read, and numbers that look normal.

Must never be drawn from what a submission has answered.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any

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


# Each bound below is passed by chance with a probability under 1e-12. A submission meets a thousand
# of them at most: right work is rejected less often than once in 1e9.
_RARE = math.log(1e-12)


def assert_normal(values: np.ndarray, *, std: float, what: Text) -> None:
    """Demand that the entries look drawn from a normal distribution with mean 0, independently.

    That is `demand_normal`, and that none come back, as `are_distinct` has it. From 1000 on a
    uniform distribution is told, from 80,000 on the sum of six uniform numbers.
    """
    __tracebackhide__ = True
    demand_normal(np.ravel(values), std=std, what=what)
    expect(are_distinct(values), otherwise=what + _INDEPENDENT)


def demand_normal(values: np.ndarray, *, std: float, what: Text) -> None:
    """Demand that numbers look drawn from a normal distribution with mean 0.

    Of n normal numbers sqrt(n) times the mean is standard normal: |.| > 7.2 has the probability
    6e-13. The sum of squares is chi-square with n degrees of freedom. Of the shares of numbers with
    |z| <= t, and of those below 0, each is off by chance with at most 2 exp(-n KL(share,
    probability)) (Chernoff; KL as in information theory): no bound here relies on n being large,
    nor does that of how heavy the tails are. That mean and spread were not made what they are is
    `are_as_drawn`'s.
    """
    __tracebackhide__ = True
    n = values.size
    z = values / std
    mean = float(np.sum(z)) / math.sqrt(n)
    off = what + Text(" should have the mean 0", ": 평균이 0이어야 합니다")
    # By their own spread first: with another one than is asked for, it is that which is wrong.
    expect(abs(mean) <= 7.2 * max(1.0, float(np.std(z))), otherwise=off)
    expect(
        chi_square_tail(float(np.sum(z**2)), n) > _RARE,
        otherwise=what
        + Text(
            f" should have the standard deviation {std:g}", f": 표준편차가 {std:g}이어야 합니다"
        ),
    )
    expect(abs(mean) <= 7.2, otherwise=off)
    shares = [(float(np.mean(z < 0)), 0.5)]
    shares += [
        (float(np.mean(np.abs(z) <= t)), math.erf(t / math.sqrt(2)))
        for t in (0.2, 0.7, 1.2, 1.7, 2.4)
    ]
    expect(
        all(math.log(2) - n * _divergence(share, p) > _RARE for share, p in shares)
        and tails(z) > _RARE,
        otherwise=what + Text(" should be normally distributed", ": 정규분포를 따라야 합니다"),
    )
    expect(are_as_drawn([values], std=std), otherwise=what + _INDEPENDENT)


_INDEPENDENT = Text(" should be independent numbers", ": 서로 독립인 난수여야 합니다")


def are_as_drawn(matrices: Sequence[np.ndarray], *, std: float | Sequence[float]) -> bool:
    """Return whether means and spreads of matrices stray as those of drawn numbers do.

    Of a matrix that is centred, or divided by its own spread, the numbers depend on one another.
    Of n normal ones sqrt(n) times the mean is standard normal, and sqrt(n / 2) (s² - 1), whether s
    is taken about 0, about the mean, or with n - 1 in place of n, has a density below 0.45 for n of
    100 and more (a chi-square number's has 0.4 + 1 / n at most). So |.| < t has a probability
    below p = 0.9 t, and below p = 2.7 t for the least of these three. Of k matrices that do not
    depend on one another each -ln p is at most an exponential number, and their sum exceeds s with
    a chance of at most exp(-s) (1 + s + … + s^(k - 1) / (k - 1)!). One that is off by 1e-13 gives
    itself away, and so do twenty that are off by 0.02.
    """
    stds = np.broadcast_to(np.asarray(std, dtype=float), len(matrices))
    nearest = np.array([_nearest(each, own) for each, own in zip(matrices, stds, strict=True)])
    for chances in nearest.T:
        s = -float(np.sum(np.log(np.clip(chances, 1e-300, 1.0))))
        terms = [i * math.log(s or 1.0) - math.lgamma(i + 1) for i in range(len(matrices))]
        if s > 0 and float(np.logaddexp.reduce(terms)) - s < _RARE:
            return False
    return True


def _nearest(values: np.ndarray, std: float) -> tuple[float, float]:
    """Return bounds of the chances that mean and spread come so near to what they should be."""
    n = values.size
    total = float(np.sum(values)) / std
    squares = float(np.sum(np.square(values / std)))
    about = squares - total**2 / n
    spreads = (squares / n, about / n, about / max(n - 1, 1))
    off = min(abs(each - 1.0) for each in spreads)
    return 0.9 * abs(total) / math.sqrt(n), 2.7 * off * math.sqrt(n / 2)


def chi_square_tail(total: Any, degrees: Any) -> Any:
    """Return a bound of the logarithm of the chance that a chi-square number is as far off.

    With q = total / degrees it is at most (q exp(1 - q)) ** (degrees / 2), on either side
    (Chernoff). Of one number or of an array of them.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        q = np.divide(total, degrees)
        return degrees / 2 * (np.log(q) + 1 - q)


def tails(z: np.ndarray) -> float:
    """Return a bound of the logarithm of the chance that tails are so light, or so heavy.

    The mean of the fourth Hermite polynomial of z, cut off at 3.3 as it grows so fast, is what
    kurtosis is made of. By Chernoff it is as far off as a with at most exp(n (L(s) - s a)),
    whatever s is; L, the logarithm of the mean of exp(s h), is integrated over the normal density.
    Of the kurtosis itself no bound by standard errors holds: of 1000 normal numbers one of 6.2,
    once in a million, makes it differ by seven of them. Numbers of another kurtosis, 3 + e, give
    themselves away by e² / 48 each.
    """
    slopes, logarithms = _cumulants()
    return float(z.size * np.min(logarithms - slopes * np.mean(_hermite(z))))


def _hermite(z: np.ndarray) -> np.ndarray:
    squares = np.minimum(z**2, 3.3**2)
    return np.asarray(squares**2 - 6 * squares + 3)


@cache
def _cumulants() -> tuple[np.ndarray, np.ndarray]:
    z = np.linspace(-9, 9, 6001)
    density = np.exp(-(z**2) / 2)
    slopes = np.geomspace(1e-3, 0.6, 60)
    slopes = np.concatenate([-slopes, slopes])
    powers = np.exp(np.outer(_hermite(z), slopes))
    return slopes, np.log(density @ powers / density.sum())


def _divergence(share: float, probability: float) -> float:
    """Return the Kullback-Leibler divergence of two coins."""
    terms = [(share, probability), (1 - share, 1 - probability)]
    return sum(a * math.log(a / b) for a, b in terms if a > 0)


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
