"""What sets random answers apart from the right ones: shape, size, spread, tails, repetition.

Random numbers can't be compared one by one, so that what is said of them is coarse, and told from
many. Must never speak of fewer numbers than its bounds were worked out for.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from autograder.base.language import Text
from autograder.judge.diagnosis.comparison import Answer, Array, Comparison
from autograder.judge.diagnosis.patterns import Pattern

# Of 200 normal numbers the spread strays by 5 %, the mean by 7 % of the spread, the kurtosis by
# 0.35 (normal: 3; uniform: 1.8): the bounds below are three or more of those.
_LEAST = 200
_NEAR = 0.2
_OFF_CENTRE = 0.25
_FLAT = 2.2
_FARTHEST = 1.9
"""Evenly spread numbers end at √3 = 1.73 times their spread, a few per cent of which is chance."""
_ROUNDING = 1e-9
"""What a sum that is 0 may be off, as a share of what is summed up; by chance few come so near."""
_UNEVEN, _FEW = 0.1, 3
"""A share of zeros strays by less than this among 200 numbers (three times the spread of 0.035)."""


def pattern(comparisons: Sequence[Comparison]) -> Pattern | None:
    """Return what sets random answers to one kind of question apart; None where nothing does."""
    words = [each for each in comparisons if isinstance(each.actual, str)]
    if words or any(isinstance(each.right, str) for each in comparisons):
        return None
    other = [c for c in comparisons if np.shape(c.right) != np.shape(c.actual)]
    if other:
        return _of_shape(other)
    pairs = [(np.asarray(c.right), np.asarray(c.actual)) for c in comparisons]
    by_shape: dict[tuple[int, ...], list[tuple[Array, Array]]] = {}
    for right, actual in pairs:
        by_shape.setdefault(right.shape, []).append((right, actual))
    same = [_of_sameness(each) for each in by_shape.values()]
    found = next((each for each in same if each is not None), None)
    return found or _of_ties(pairs) or _of_zeros(pairs) or _of_numbers(pairs)


def is_taken_from(one: Comparison, other: Comparison) -> bool:
    """Return whether two random answers have most numbers in common."""
    return _in_common(one.actual, other.actual) > 0.5


def are_independent(one: Comparison, other: Comparison) -> bool:
    """Return whether two right answers have no number in common, of enough that this is telling.

    They have all in common where the same array is read twice.
    """
    words = isinstance(one.right, str) or isinstance(other.right, str)
    if words or min(np.size(one.right), np.size(other.right)) <= _FEW:
        return False
    return _in_common(one.right, other.right) < _UNEVEN


def _in_common(one: Answer, other: Answer) -> float:
    """Return the share of a smaller array that is in the other; zeros are in many."""
    if isinstance(one, str) or isinstance(other, str):
        return 0.0
    smaller, larger = sorted((one, other), key=np.size)
    return float(np.isin(smaller[smaller != 0], larger).sum()) / max(1, smaller.size)


def _of_zeros(pairs: Sequence[tuple[Array, Array]]) -> Pattern | None:
    """Return what is said of entries that are switched off at random, where some should be."""
    usable = [(r, a) for r, a in pairs if r.ndim > 1 and min(r.shape) > _FEW and not r.all()]
    if sum(right.size for right, _ in usable) < _LEAST:
        return None
    shares = [(float(np.mean(r == 0)), float(np.mean(a == 0))) for r, a in usable]
    if all(actual == 0 for _, actual in shares):
        return Pattern("no_zeros", Text("without a single 0", "0이 하나도 없는 값"))
    for axis, id_, says in _LINES:
        if all(_is_by_lines(a, axis) for _, a in usable):
            return Pattern(id_, says)
    uneven = [(right, actual) for right, actual in shares if abs(right - 0.5) > _UNEVEN]
    if len(uneven) >= _FEW and all(abs(1 - right - actual) < _UNEVEN for right, actual in uneven):
        return Pattern(
            "zeros_where_none",
            Text("0 as often as it should be something else", "0이 아니어야 할 비율만큼이 0인 값"),
            Text(
                "The share that is kept and the share that is switched off are swapped.",
                "남기는 비율과 끄는 비율이 서로 바뀌었습니다.",
            ),
        )
    sizes = [right.size for right, _ in usable]
    known = [(*share, n) for share, n in zip(shares, sizes, strict=True) if n >= _LEAST]
    return _of_share(known)


def _of_share(shares: Sequence[tuple[float, float, int]]) -> Pattern | None:
    """Return whether zeros are more, or less, frequent than they should be.

    Two shares of n numbers each differ by √(2 r (1 - r) / n) by chance: four times that, in three
    arrays of twenty, less than once in 1e9.
    """
    off = [
        actual - right
        for right, actual, n in shares
        if abs(actual - right) > 4 * math.sqrt(2 * right * (1 - right) / n)
    ]
    if len(off) < _FEW:
        return None
    more = Text("more often than asked for", "요구한 것보다 자주 0인 값")
    less = Text("less often than asked for", "요구한 것보다 드물게 0인 값")
    other = Text("in another share of places than asked for", "0인 비율이 요구한 것과 다른 값")
    says = more if min(off) > 0 else less if max(off) < 0 else other
    return Pattern(
        "zeros_in_another_share",
        Text(f"0 {says.en}", says.ko),
        Text(
            "Look at what decides which entries become 0.",
            "어느 원소를 0으로 만들지 무엇으로 정하는지 살펴보세요.",
        ),
    )


_LINES = (
    (
        1,
        "whole_rows_zero",
        Text("0 in a whole row or nowhere in it", "행 전체가 0이거나 0이 없는 값"),
    ),
    (
        0,
        "whole_columns_zero",
        Text("0 in a whole column or nowhere in it", "열 전체가 0이거나 0이 없는 값"),
    ),
)


def _is_by_lines(array: Array, axis: int) -> bool:
    zero = array == 0
    return bool(np.all(zero.all(axis=axis) | ~zero.any(axis=axis)))


def _of_shape(comparisons: Sequence[Comparison]) -> Pattern | None:
    right, actual = np.shape(comparisons[0].right), np.shape(comparisons[0].actual)
    swapped = actual == right[::-1]
    more = Text(", rows and columns swapped,", "(행과 열이 바뀜)") if swapped else Text("", "")
    so = Text(
        f"{{0}} has the shape {actual}{more.en} where {right} is asked for",
        f"{{0}}의 모양은 {right}이어야 하는데 여기서는 {actual}{more.ko}입니다",
    )
    return Pattern("shape_swapped" if swapped else "other_shape", so, sentence=so)


def _of_sameness(pairs: Sequence[tuple[Array, Array]]) -> Pattern | None:
    values = np.concatenate([actual.ravel() for _, actual in pairs])
    if values.size > 1 and np.ptp(values) == 0:
        number = f"{values[0] + 0.0:.4g}"
        return Pattern(
            f"always_{number}", Text(f"{number} in every entry", f"모든 원소가 {number}")
        )
    if len(pairs) > 1 and all(right.size > 3 for right, _ in pairs):
        alike = {actual.tobytes() for _, actual in pairs}
        if len(alike) == 1 and len({right.tobytes() for right, _ in pairs}) > 1:
            return Pattern(
                "the_same_each_time",
                Text("the same numbers each time it is made", "만들 때마다 똑같은 숫자"),
                Text(
                    "A fixed seed does that, or numbers that are drawn once for all, or that are "
                    "written out in the code.",
                    "시드를 고정하거나 한 번 뽑은 숫자를 계속 쓰거나, 숫자를 코드에 직접 적어 두면 "
                    "이렇게 됩니다.",
                ),
            )
    return None


def _of_ties(pairs: Sequence[tuple[Array, Array]]) -> Pattern | None:
    """Return what ties the numbers of each array to one another, where right ones are free.

    No two numbers of the right arrays are equal, so that chance does none of it.
    """
    free = [(r, a) for r, a in pairs if r.size > _FEW and np.unique(r).size == r.size]
    if len(free) < _FEW or any(np.ptp(a) == 0 for _, a in free):
        return None
    arrays = [a for _, a in free]
    for tie in _TIES:
        if all(map(tie.holds, arrays)):
            return Pattern(tie.id, tie.says, tie.cause)
    large = [a for a in arrays if a.size >= _LEAST]
    if large and all(map(_is_cut_off, large)):
        return Pattern(
            "cut_off",
            Text(
                "cut off, with several entries that are exactly the largest or the smallest one",
                "양 끝이 잘려 최댓값이나 최솟값과 똑같은 원소가 여럿인 값",
            ),
        )
    return None


class _Tie(NamedTuple):
    """What may tie the numbers of one array to one another."""

    id: str
    holds: Callable[[Array], bool]
    says: Text
    cause: Text = Text("", "")


def _is_repeated(array: Array, axis: int) -> bool:
    """Return whether matrices of several rows and columns are the same all along an axis."""
    return array.ndim > 1 and min(array.shape[-2:]) > 1 and not np.ptp(array, axis=axis).any()


def _adds_up_to_zero(array: Array, *axes: int) -> bool:
    """Return whether the sums of matrices along these axes are all 0; of a vector, its sum."""
    over = axes if array.ndim > 1 else (0,)
    sums = np.sum(array, axis=over)
    return bool(np.all(np.abs(sums) < _ROUNDING * np.sum(np.abs(array), axis=over)))


def _is_cut_off(array: Array) -> bool:
    """Return whether numbers come more than once, and those are the two outermost alone."""
    values, counts = np.unique(array, return_counts=True)
    return bool(np.all(counts[1:-1] == 1) and max(counts[0], counts[-1]) > 1)


_CENTRED = Text(
    "Subtracting the mean does that, and then no number is independent of the others.",
    "평균을 빼면 이렇게 되는데, 그러면 숫자들이 서로 독립이 아닙니다.",
)
_TIES = (
    _Tie(
        "repeated_along_rows",
        lambda array: _is_repeated(array, -1),
        Text("one number repeated along each row", "행마다 같은 수가 되풀이되는 값"),
    ),
    _Tie(
        "repeated_along_columns",
        lambda array: _is_repeated(array, -2),
        Text("one number repeated down each column", "열마다 같은 수가 되풀이되는 값"),
    ),
    _Tie(
        "columns_add_up_to_0",
        lambda array: _adds_up_to_zero(array, -2),
        Text("made to add up to 0 in each column", "열마다 합이 정확히 0인 값"),
        _CENTRED,
    ),
    _Tie(
        "rows_add_up_to_0",
        lambda array: _adds_up_to_zero(array, -1),
        Text("made to add up to 0 in each row", "행마다 합이 정확히 0인 값"),
        _CENTRED,
    ),
    _Tie(
        "adds_up_to_0",
        lambda array: _adds_up_to_zero(array, -2, -1),
        Text("made to add up to 0 each time", "만들 때마다 합이 정확히 0인 값"),
        _CENTRED,
    ),
    _Tie(
        "repeated_in_places",
        lambda array: 2 * np.unique(np.abs(array)).size <= array.size,
        Text(
            "made of a few numbers that come again and again, if with another sign",
            "몇 개의 수가 (부호만 바뀌기도 하며) 되풀이되는 값",
        ),
    ),
)


def _of_numbers(pairs: Sequence[tuple[Array, Array]]) -> Pattern | None:
    # Each array in units of its own right spread: questions may ask for different ones.
    units = [float(np.std(right)) for right, _ in pairs]
    usable = [
        (r / u, a / u) for (r, a), u in zip(pairs, units, strict=True) if u > 0 and r.size > 3
    ]
    if sum(right.size for right, _ in usable) < _LEAST:
        return None
    right = np.concatenate([r.ravel() for r, _ in usable])
    actual = np.concatenate([a.ravel() for _, a in usable])
    spread = float(np.std(actual))
    if not np.isfinite(spread) or spread == 0:
        return None
    if np.all(actual >= 0) and np.any(right < 0):
        return Pattern("never_negative", Text("never negative", "음수가 없는 값"))
    if abs(float(np.mean(actual))) > _OFF_CENTRE * spread and abs(np.mean(right)) < 0.1:
        side = Text("above", "큰") if np.mean(actual) > 0 else Text("below", "작은")
        return Pattern(
            f"centred_{side.en}_zero",
            Text(f"spread around a number {side.en} 0", f"0보다 {side.ko} 수 주위에 흩어진 값"),
        )
    large = [(r, a) for r, a in pairs if r.size >= _LEAST and np.std(r) > 0]
    return _of_spread(large, spread) or _of_tails(right, actual, spread)


class _Law(NamedTuple):
    """What spread somebody may have given an array, by the one asked for and its rows."""

    id: str
    of: Callable[[float, int], float]
    says: Text


_LAWS = (
    _Law(
        "root_of_spread",
        lambda spread, _: math.sqrt(spread),
        Text(
            "spread by the square root of the amount asked for",
            "흩어진 정도(표준편차)가 요구한 것의 제곱근인 값",
        ),
    ),
    _Law(
        "square_of_spread",
        lambda spread, _: spread**2,
        Text(
            "spread by the square of the amount asked for",
            "흩어진 정도(표준편차)가 요구한 것의 제곱인 값",
        ),
    ),
    _Law(
        "spread_by_rows",
        lambda _, rows: 1 / math.sqrt(rows),
        Text(
            "spread by 1 over the square root of the number of its rows, whatever is asked for",
            "흩어진 정도(표준편차)가 요구한 것과 상관없이 1/√(행 수)인 값",
        ),
    ),
    _Law(
        "spread_by_half_the_rows",
        lambda _, rows: math.sqrt(2 / rows),
        Text(
            "spread by the square root of 2 over the number of its rows, whatever is asked for",
            "흩어진 정도(표준편차)가 요구한 것과 상관없이 √(2/행 수)인 값",
        ),
    ),
    _Law(
        "spread_over_root_of_rows",
        lambda spread, rows: spread / math.sqrt(rows),
        Text(
            "spread by the amount asked for, divided by the square root of the number of its rows",
            "흩어진 정도(표준편차)가 요구한 것을 √(행 수)로 나눈 값",
        ),
    ),
)


def _law(pairs: Sequence[tuple[Array, Array]]) -> Pattern | None:
    """Return the one law that the spreads of several large arrays follow."""
    known = [(float(np.std(r)), len(r), float(np.std(a))) for r, a in pairs if np.std(a) > 0]
    found = [
        law
        for law in _LAWS
        if all(abs(math.log(s / law.of(r, n))) < math.log(1 + _NEAR) for r, n, s in known)
    ]
    return Pattern(found[0].id, found[0].says) if len(found) == 1 and len(known) > 1 else None


def _of_spread(pairs: Sequence[tuple[Array, Array]], spread: float) -> Pattern | None:
    ratios = [float(np.std(a) / np.std(r)) for r, a in pairs]
    if ratios and max(ratios) > (1 + _NEAR) ** 2 * min(ratios):
        return _law(pairs) or Pattern(
            "spread_out_of_proportion",
            Text(
                "spread by an amount that is not in proportion to the one asked for",
                "흩어진 정도(표준편차)가 요구한 것에 비례하지 않는 값",
            ),
            Text(
                "Look at what the random numbers are multiplied by.",
                "무작위 수에 무엇을 곱하는지 살펴보세요.",
            ),
        )
    number = f"{spread:.1g}"
    if abs(math.log(spread)) > math.log(1 + _NEAR) and number != "1":
        return Pattern(
            f"spread_times_{number}",
            Text(
                f"spread about {number} times as wide as asked for",
                f"흩어진 정도(표준편차)가 요구한 것의 약 {number}배인 값",
            ),
        )
    return None


def _of_tails(right: Array, actual: Array, spread: float) -> Pattern | None:
    away = (actual - np.mean(actual)) / spread
    usual = float(np.mean(((right - np.mean(right)) / np.std(right)) ** 4))
    if float(np.mean(away**4)) < _FLAT < usual:
        if float(np.max(np.abs(away))) > _FARTHEST:
            says = Text(
                "hardly ever far from 0, as normal numbers now and then are",
                "정규분포와 달리 0에서 먼 수가 거의 없는 값",
            )
            return Pattern("light_tails", says)
        return Pattern(
            "uniform",
            Text("spread evenly, not like normal numbers", "정규분포가 아니라 고르게 퍼진 값"),
        )
    if np.array_equal(actual, np.round(actual)) and not np.array_equal(right, np.round(right)):
        return Pattern("whole", Text("whole numbers only", "정수뿐인 값"))
    return None
