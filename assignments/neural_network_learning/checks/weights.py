"""What is demanded of random weights: normal, with a spread, and independent of one another."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.checks import (
    Text,
    are_as_drawn,
    are_distinct,
    assert_array,
    chi_square_tail,
    demand_normal,
    expect,
    tails,
)

# Each demand below is broken by chance with a probability under 1e-12, or for those that are made
# of every column, 1e-15. A submission meets under 200 of the first and 20,000 of the second kind:
# right work is rejected less often than once in 1e9.
_VERY_RARE = math.log(1e-15)
_DOUBTFUL = -2.0
_NETS_IN_A_BLOCK = 100
_MORE_NETS = (10_000, 30_000)
_DEPENDENT = Text(
    " should hold numbers that do not depend on one another",
    ": 값들이 서로 독립이어야 합니다 (같은 값의 반복이나 짝이 없어야 합니다)",
)


def standard_normal(new: Callable[[int], list[Any]], first: int, what: Text) -> np.ndarray:
    """Return the weights of new nets, a row each, and demand that they look standard normal.

    ``new(count)`` returns the weights of as many nets.
    ``first`` nets are enough to see what is far off. What is nearly normal (the sum of twelve
    uniform numbers, a mean of 0.02) takes many more, and they are made only where the first ones
    are off by two standard deviations, as one right work in eight is.
    """
    __tracebackhide__ = True
    drawn: list[np.ndarray] = []
    for count in (first, *_MORE_NETS):
        more = new(count - len(drawn))
        drawn += [assert_array(W, shape=(2, 3), what=what).ravel() for W in more]
        z = np.concatenate(drawn)
        demand_normal(z, std=1.0, what=what)
        if not is_doubtful(z):
            break
    return np.array(drawn[:first])


def is_doubtful(z: np.ndarray) -> bool:
    """Return whether numbers look a little less like standard normal ones than most do."""
    mean = -(float(np.sum(z)) ** 2) / z.size / 2
    return min(mean, chi_square_tail(float(np.sum(z**2)), z.size), tails(z)) < _DOUBTFUL


def demand_nearly_normal(
    drawn: list[np.ndarray], more: Callable[[], list[np.ndarray]], *, std: float, what: Text
) -> None:
    """Demand that the weights of a large net look normal, and where that is in doubt, of four.

    Among 3e5 numbers the sum of twelve uniform ones shows: each gives it away by 2e-4 (the
    divergence of the two, kurtosis**2 / 48), all by more than 2 log(1e-12).
    """
    __tracebackhide__ = True
    z = np.concatenate(drawn, axis=None)
    if is_doubtful(z / std):
        z = np.concatenate([z, *(each.ravel() for _ in range(3) for each in more())])
    demand_normal(z, std=std, what=what)


def demand_independent_nets(values: np.ndarray, *, std: float, what: Text) -> None:
    """Demand that the numbers of many nets, a row each, do not depend on one another.

    Every number is compared with every other, and each net with a hundred around it:
    of all pairs there would be millions. That the numbers of two nets are alike to 0.01, whatever
    their signs and order, has the chance 6! * 0.0056**6 < 3e-11: of 3 million pairs, not even one
    such is likely, let alone every twentieth net.
    """
    __tracebackhide__ = True
    expect(are_distinct(values), otherwise=what + _DEPENDENT)
    rough = np.sort(np.round(np.abs(values) / std, 2), axis=1)
    kinds = len({row.tobytes() for row in rough})
    expect(kinds > 0.95 * len(values), otherwise=what + _DEPENDENT)
    blocks = max(1, len(values) // _NETS_IN_A_BLOCK)
    for block in np.array_split(values, blocks):
        demand_independent([block], std=std, what=what)


def demand_independent(matrices: list[np.ndarray], *, std: float, what: Text) -> None:
    """Demand that the numbers of some matrices look drawn independently of one another.

    First, numbers do not come back, with whatever sign and wherever. Then, z being normal, its
    part along any direction that does not depend on it is standard normal: a column along
    another one (|.| > 8.5 has the probability 2e-17, and there are 4e5 such pairs), and so is
    each column's sum over sqrt(n); their squares add up to chi-square numbers. The same goes
    for rows. Equal, opposite, orthogonal or centred ones differ. Of neighbours a and b, (a + b)
    / sqrt(2) and (a - b) / sqrt(2) are standard normal as well: where each number goes by the
    one before it, their squares add up to others. And no matrix was made to have its mean and its
    spread, as `are_as_drawn` has it.
    """
    __tracebackhide__ = True
    otherwise = what + _DEPENDENT
    drawn = np.concatenate([matrix.ravel() for matrix in matrices])
    expect(are_distinct(drawn) and are_as_drawn(matrices, std=std), otherwise=otherwise)
    for ways in (matrices, [matrix.T for matrix in matrices]):
        for z in [*ways, np.hstack(ways)] if len(ways) > 1 else ways:
            z = z / std
            along = (z / np.linalg.norm(z, axis=0)).T @ z
            np.fill_diagonal(along, 0.0)
            expect(bool(np.max(np.abs(along)) < 8.5), otherwise=otherwise)
            n, columns = z.shape
            a, b = z[:, : columns // 2 * 2 : 2], z[:, 1::2]
            sums = (
                np.sum(z.sum(axis=0) ** 2) / n,
                np.sum((a + b) ** 2) / 2,
                np.sum((a - b) ** 2) / 2,
            )
            totals = np.append(np.sum(along**2, axis=1), sums)
            degrees = np.append(np.full(columns, columns - 1.0), (columns, a.size, a.size))
            fits = bool(np.all(chi_square_tail(totals, degrees)[degrees > 0] > _VERY_RARE))
            expect(fits, otherwise=otherwise)


def demand_full_rank(matrix: np.ndarray, *, std: float, what: Text) -> None:
    """Demand that no column nearly follows from the others.

    Of n by m standard normal numbers, n > m, the singular values lie within sqrt(n) -+ sqrt(m) by
    more than 7.5 with a probability below 2 exp(-7.5^2 / 2) = 1.3e-12 (Davidson and Szarek, 2001).
    """
    __tracebackhide__ = True
    n, m = matrix.shape
    values = np.sqrt(np.abs(np.linalg.eigvalsh(matrix.T @ matrix))) / std
    expect(
        bool(
            values[0] > math.sqrt(n) - math.sqrt(m) - 7.5
            and values[-1] < math.sqrt(n) + math.sqrt(m) + 7.5
        ),
        otherwise=what + _DEPENDENT,
    )
