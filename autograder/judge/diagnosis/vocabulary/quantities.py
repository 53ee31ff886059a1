"""Steps with a number in them: one that is fitted, or one that goes with the question.

Must never use a number that is the same for all questions as one that goes with them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from autograder.base.language import Text, both
from autograder.judge.diagnosis.comparison import Array, Comparison
from autograder.judge.diagnosis.vocabulary.step import SILENT, Step

_SAME_FACTOR = Text(
    "The factor is always the same, so it comes from a number in the formula.",
    "배수가 늘 같으므로 수식에 있는 숫자에서 온 것입니다.",
)
_SIZE = Text(
    "In all these cases there is a size of {0}: it may be what is multiplied by, or divided by.",
    "이 경우들에는 모두 크기가 {0}인 것이 있습니다. 그 크기를 곱하거나 그 크기로 나누었을 수도 "
    "있습니다.",
)
_LOGARITHM = Text(
    "A logarithm to base {0} in place of the natural one does that.",
    "자연로그 대신 밑이 {0}인 로그를 쓰면 이렇게 됩니다.",
)
_OF_BASES = {f"{1 / math.log(int(base)):.4g}": _LOGARITHM.filled(base) for base in ("2", "10")}
"""The causes of factors that only another base of the logarithm has."""


def constant_factor(c: float, cost: float, sizes: Collection[float] = ()) -> Step:
    """Return the step that multiplies by a number, which may be one of the ``sizes`` of inputs."""
    number = f"{c:.4g}"
    ratio = max(abs(c), 1 / abs(c))
    of_size = next((size for size in sizes if math.isclose(ratio, size, rel_tol=1e-3)), None)
    cause = _SAME_FACTOR if of_size is None else _SIZE.filled(f"{of_size:g}")
    return Step(
        f"times_{number}",
        cost,
        lambda v, _: v * c,
        Text(f"{{}} times {number}", f"{{}}의 {number}배"),
        _OF_BASES.get(number, cause),
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


def sharpness(one: Array, other: Array) -> float | None:
    """Return the power that makes one distribution of another; None where one is none.

    Told by the row in which the first differs most from entry to entry.
    """
    if one.shape != other.shape or not (_is_distribution(one) and _is_distribution(other)):
        return None
    logs, others = (np.log(v).reshape(-1, v.shape[-1]) for v in (one, other))
    row = int(np.argmax(np.ptp(logs, axis=1)))
    top, low = int(np.argmax(logs[row])), int(np.argmin(logs[row]))
    way = float(logs[row, top] - logs[row, low])
    power = float(others[row, top] - others[row, low]) / way if way > _FLAT else 0.0
    return power or None


_FLAT = 1e-6
"""Logarithms of shares that differ by less are those of equal shares, but for rounding."""


def _is_distribution(v: Array) -> bool:
    is_several = v.ndim > 0 and v.shape[-1] > 1
    return is_several and bool(np.all(v > 0)) and bool(np.all(np.abs(v.sum(-1) - 1) < _FLAT))


def sharpened(power: float, cost: float) -> Step:
    """Return the step that raises the shares of each row to a power, and makes shares of them."""
    number = f"{power:.4g}"

    def of(v: Array, _: Comparison) -> Array | None:
        if not _is_distribution(v):
            return None
        powers = v**power
        return np.asarray(powers / powers.sum(axis=-1, keepdims=True))

    return Step(
        f"scores_times_{number}",
        cost,
        of,
        Text(
            f"{{}}, but for scores {number} times as large",
            f"점수를 {number}배로 하였을 때의 {{}}",
        ),
        Text(
            "Look at whether the scores are multiplied or divided by a number before the softmax: "
            "nothing belongs there.",
            "소프트맥스에 넣기 전에 점수에 어떤 수를 곱하거나 나누는지 살펴보세요. 그런 수는 필요 "
            "없습니다.",
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


def sizes_in_common(comparisons: Sequence[Comparison]) -> list[float]:
    """Return the sizes of inputs, but 1, that are the same in all questions."""
    values = [{size.of(each) for each in comparisons} for size in _sizes(comparisons[0])]
    alike = {numbers.pop() for numbers in values if len(numbers) == 1}
    return sorted(size for size in alike if size is not None and size > 1)


def _sizes(comparison: Comparison) -> Iterator[Quantity]:
    for kind, of, says, factor, divisor in _QUANTITIES:
        for name, value in comparison.inputs.items():
            if not isinstance(value, str):
                measured = partial(_of_input, name, of)
                yield Quantity(f"{kind}_{name}", measured, says.filled(name), factor, divisor)


def _quantities(comparison: Comparison) -> Iterator[Quantity]:
    yield from _sizes(comparison)
    for name, value in comparison.inputs.items():
        if not isinstance(value, str) and value.ndim > 1:
            text = Text(
                f"the number of rows of {name} over that of its columns",
                f"{name}의 행 수를 열 수로 나눈 값",
            )
            yield Quantity(
                f"rows_by_columns_{name}", partial(_of_input, name, _ratio), text, _MIXED, _MIXED
            )
        if not isinstance(value, str) and not value.ndim:
            yield Quantity(name, partial(_of_input, name, float), both(name), SILENT, SILENT)
            rest = both(f"1 - {name}")
            yield Quantity(f"1_minus_{name}", partial(_of_input, name, _rest), rest, SILENT, SILENT)


def _ratio(v: Array) -> float:
    return float(len(v) / v.shape[-1])


def _rest(v: Array) -> float:
    return 1 - float(v)


_MIXED = Text(
    "One of the two sizes is taken for the other.", "행 수와 열 수를 서로 바꾸어 썼습니다."
)


def _of_input(name: str, of: Callable[[Array], float], comparison: Comparison) -> float | None:
    value = comparison.inputs.get(name)
    if value is None or isinstance(value, str) or (of in (float, _rest) and value.ndim):
        return None
    return None if of is _ratio and value.ndim < 2 else of(value)


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


def input_factor(name: str, sign: int) -> Step:
    """Return the step that multiplies by an input of the same shape, entry by entry, or divides."""

    def of(v: Array, comparison: Comparison) -> Array | None:
        value = comparison.inputs.get(name)
        if value is None or isinstance(value, str) or value.shape != v.shape:
            return None
        return np.asarray(v * value if sign > 0 else v / value)

    word = "times" if sign > 0 else "divided by"
    ko = "{{}}에 {}을(를) 곱한 값" if sign > 0 else "{{}}을(를) {}(으)로 나눈 값"
    says = Text(f"{{}} {word} {name}, entry by entry", f"{ko.format(name)}(원소별)")
    return Step(f"{word.replace(' ', '_')}_{name}_by_entries", 3.5, of, says)


def squares_summands(sample: Comparison, surplus: float) -> Iterator[Step]:
    """Yield the steps that add a multiple of the sum of squares of inputs of one kind: W1, W2, …

    The multiple is the one that makes the ``surplus`` of a sample; it is not told.
    """
    kinds: dict[str, list[str]] = {}
    for name, value in sample.inputs.items():
        if not isinstance(value, str) and value.ndim > 1:
            kinds.setdefault(name.rstrip("0123456789"), []).append(name)
            kinds.setdefault(name, [name])
    for kind, names in kinds.items():
        size = _squares(names, sample)
        if size:
            yield Step(
                f"plus_squares_of_{kind}",
                4.0,
                partial(_with_squares, tuple(names), surplus / size),
                Text(
                    f"{{}} plus a fixed multiple of the sum of squares of {' and '.join(names)}",
                    f"{{}}에 {', '.join(names)}의 제곱합의 일정한 배수를 더한 값",
                ),
                Text(
                    "Weight decay does that.",
                    "가중치 감소(weight decay)를 더하면 이렇게 됩니다.",
                ),
            )


def _squares(names: Sequence[str], comparison: Comparison) -> float:
    arrays = (comparison.inputs.get(name, "") for name in names)
    return float(sum(np.sum(array**2) for array in arrays if not isinstance(array, str)))


def _with_squares(names: Sequence[str], factor: float, v: Array, comparison: Comparison) -> Array:
    return np.asarray(v + factor * _squares(names, comparison))
