"""Features: what can be said of a question's inputs, the plainest first.

Looks at shapes, signs and sizes, and at what is no number. Knows no assignment. Must never name a
feature without its opposite.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

import numpy as np

from autograder.base.language import Text
from autograder.judge.diagnosis.comparison import Answer, Array, Comparison


class Feature(NamedTuple):
    """What can be said of a question's inputs."""

    id: str
    has: Callable[[Comparison], bool]
    says: Text
    """"where x has two dimensions"."""
    opposite: Text
    is_plain: bool = True
    """Whether it is of shapes: a bound of sizes lies somewhere between what was tried."""
    is_told: bool = True
    """Whether it may be said as it is: of what was asked before, only who asks again knows."""
    has_causes: bool = True
    """Whether what does that as a rule does it there alone, too: no loop goes by what f is."""


Kind = Callable[[str, Sequence[Comparison]], Iterator[Feature]]


def features(comparisons: Sequence[Comparison], *, only_shapes: bool = False) -> Iterator[Feature]:
    """Yield what can be said of some questions, the plainest first, each with its opposite."""
    names = [name for name in comparisons[0].taken if _is_array(comparisons, name)]
    yield from words(comparisons)
    for kind in _PLAIN:
        for name in names:
            yield from kind(name, comparisons)
    yield from _same_shapes(comparisons)
    yield from _turns(comparisons)
    for kind in () if only_shapes else _NUMBERS:
        for name in names:
            yield from (each._replace(is_plain=False) for each in kind(name, comparisons))


def _turns(comparisons: Sequence[Comparison]) -> Iterator[Feature]:
    """Yield whether the same was asked before: a check may ask for one form first, always.

    So it is not told; but where it sets apart as well as a number does, neither is that.
    """
    if any(each.turn for each in comparisons):
        pair = _opposites(
            "again",
            lambda comparison: comparison.turn > 0,
            Text("it is the second call or a later one", "두 번째 이후의 호출일 때"),
            Text("it is the first call", "첫 호출일 때"),
        )
        yield from (each._replace(is_told=False) for each in pair)


def _same_shapes(comparisons: Sequence[Comparison]) -> Iterator[Feature]:
    """Yield whether two arrays of a dict have one shape."""
    held = {name.partition(".")[0] for name in comparisons[0].inputs if "." in name}
    for owner in sorted(held):
        yield from _opposites(
            f"{owner}_of_one_shape",
            partial(_has_a_shape_twice, owner),
            Text(
                f"two arrays in {owner} have the same shape",
                f"{owner}에 모양이 같은 배열이 둘 있을 때",
            ),
            Text(
                f"all arrays in {owner} have different shapes",
                f"{owner}의 배열 모양이 모두 다를 때",
            ),
        )


def _has_a_shape_twice(owner: str, comparison: Comparison) -> bool:
    held = [n for n in comparison.inputs if n.partition(".")[0] == owner and "." in n]
    shapes = [np.shape(comparison.inputs[name]) for name in held]
    return len(set(shapes)) < len(shapes)


def _opposites(
    id_: str, has: Callable[[Comparison], bool], yes: Text, no: Text
) -> Iterator[Feature]:
    yield Feature(id_, has, yes, no)
    yield Feature(f"not_{id_}", lambda comparison: not has(comparison), no, yes)


def words(comparisons: Sequence[Comparison]) -> Iterator[Feature]:
    """Yield what an input is that is no number: a function that reads the array itself."""
    found = {
        (name, value)
        for each in comparisons
        for name, value in each.taken.items()
        if isinstance(value, str)
    }
    for name, value in sorted(found):
        yield Feature(
            f"{name}_is_{value.replace(' ', '_')}",
            partial(_reads, name, value),
            Text(f"{name} is {value}", f"{name}: {_KOREAN.get(value, value)}일 때"),
            Text(f"{name} is not {value}", f"{name}: {_KOREAN.get(value, value)}이(가) 아닐 때"),
            has_causes=False,
        )


def _reads(name: str, word: str, comparison: Comparison) -> bool:
    value = comparison.taken.get(name)
    return isinstance(value, str) and value == word


_KOREAN = {
    "a function that reads the array itself": "배열을 직접 읽는 함수",
    "a function of its argument": "넘겨받은 값을 쓰는 함수",
}


def _is_array(comparisons: Sequence[Comparison], name: str) -> bool:
    return all(not isinstance(each.taken.get(name, ""), str) for each in comparisons)


def _on(name: str, test: Callable[[Array], bool]) -> Callable[[Comparison], bool]:
    def has(comparison: Comparison) -> bool:
        value = comparison.taken[name]
        return not isinstance(value, str) and test(value)

    return has


def _either(
    name: str, kind: str, test: Callable[[Array], bool], yes: Text, no: Text
) -> Iterator[Feature]:
    has = _on(name, test)
    yield Feature(f"{name}_{kind}", has, yes, no)
    yield Feature(f"{name}_not_{kind}", lambda comparison: not has(comparison), no, yes)


def _dimensions(name: str, comparisons: Sequence[Comparison]) -> Iterator[Feature]:
    has_many = any(np.ndim(each.taken[name]) > 2 for each in comparisons)
    several = Text(f"{name} is a matrix", f"{name}이(가) 행렬일 때")
    if has_many:
        several = Text(f"{name} has several dimensions", f"{name}이(가) 2차원 이상일 때")
    yield from _either(
        name,
        "more_dimensions",
        lambda v: v.ndim > 1,
        several,
        Text(f"{name} is a vector or a number", f"{name}이(가) 벡터나 숫자일 때"),
    )
    if has_many:
        yield from _either(
            name,
            "many_dimensions",
            lambda v: v.ndim > 2,
            Text(f"{name} has more than two dimensions", f"{name}이(가) 3차원 이상일 때"),
            Text(f"{name} has at most two dimensions", f"{name}이(가) 2차원 이하일 때"),
        )


def _rows(name: str, _: Sequence[Comparison]) -> Iterator[Feature]:
    yield from _either(
        name,
        "several_rows",
        lambda v: v.ndim > 1 and len(v) > 1,
        Text(f"{name} has more than one row", f"{name}에 행이 둘 이상 있을 때"),
        Text(f"{name} has one row only", f"{name}에 행이 하나뿐일 때"),
    )


def _entries(name: str, _: Sequence[Comparison]) -> Iterator[Feature]:
    yield from _either(
        name,
        "several_entries",
        lambda v: v.size > 1,
        Text(f"{name} has more than one entry", f"{name}의 원소가 둘 이상일 때"),
        Text(f"{name} has one entry only", f"{name}의 원소가 하나뿐일 때"),
    )
    yield from _either(
        name,
        "many_entries",
        lambda v: v.size > 2,
        Text(f"{name} has more than two entries", f"{name}의 원소가 셋 이상일 때"),
        Text(f"{name} has at most two entries", f"{name}의 원소가 둘 이하일 때"),
    )


def _columns(name: str, _: Sequence[Comparison]) -> Iterator[Feature]:
    yield from _either(
        name,
        "several_columns",
        lambda v: v.ndim > 0 and v.shape[-1] > 1,
        Text(f"{name} has more than one column", f"{name}에 열이 둘 이상 있을 때"),
        Text(f"{name} has one column only", f"{name}에 열이 하나뿐일 때"),
    )


def _square(name: str, _: Sequence[Comparison]) -> Iterator[Feature]:
    """Yield whether a matrix is square; what is no matrix is neither."""
    unequal = Text(f"{name} has not as many rows as columns", f"{name}의 행 수와 열 수가 다를 때")
    equal = Text(f"{name} has as many rows as columns", f"{name}의 행 수와 열 수가 같을 때")
    is_square = _on(name, lambda v: v.ndim == 2 and v.shape[0] == v.shape[1])
    is_other = _on(name, lambda v: v.ndim == 2 and v.shape[0] != v.shape[1])
    yield Feature(f"{name}_not_square", is_other, unequal, equal)
    yield Feature(f"{name}_square", is_square, equal, unequal)


def _flags(name: str, comparisons: Sequence[Comparison]) -> Iterator[Feature]:
    """Yield a flag: a number that is 0 or 1, and both in some question."""
    values = [np.asarray(each.taken[name]) for each in comparisons]
    if {float(v) if not v.ndim else np.nan for v in values} == {0.0, 1.0}:
        yield from _opposites(
            f"{name}_off",
            partial(_is_off, name),
            Text(f"{name} is False (or 0)", f"{name}이(가) False(0)일 때"),
            Text(f"{name} is True (or 1)", f"{name}이(가) True(1)일 때"),
        )


def _is_off(name: str, comparison: Comparison) -> bool:
    return not np.any(np.asarray(comparison.taken[name]))


def _zeros(name: str, comparisons: Sequence[Comparison]) -> Iterator[Feature]:
    is_number = all(np.ndim(each.taken[name]) == 0 for each in comparisons)
    yes = Text(f"{name} is not zero everywhere", f"{name}에 0이 아닌 값이 있을 때")
    no = Text(f"{name} is zero everywhere", f"{name}이(가) 모두 0일 때")
    if is_number:
        yes = Text(f"{name} is not 0", f"{name}이(가) 0이 아닐 때")
        no = Text(f"{name} is 0", f"{name}이(가) 0일 때")
    having, zero = _either(name, "not_all_zero", lambda v: bool(np.any(v)), yes, no)
    # What is drawn first is full of zeros, whatever else is true of it: that is not told.
    yield from (having, zero._replace(is_told=is_number))


def _ones(name: str, _: Sequence[Comparison]) -> Iterator[Feature]:
    """Yield whether an input is 1: where it is a factor, it takes no part."""
    yield from _either(
        name,
        "not_all_one",
        lambda v: bool(np.any(v != 1)),
        Text(f"{name} has a number other than 1", f"{name}에 1이 아닌 값이 있을 때"),
        Text(f"{name} is 1 everywhere", f"{name}이(가) 모두 1일 때"),
    )


def _signs(name: str, _: Sequence[Comparison]) -> Iterator[Feature]:
    for kind, test, en, ko, not_en, not_ko in (
        ("negative", np.less, "a negative number", "음수가", "no negative number", "음수가"),
        ("positive", np.greater, "a positive number", "양수가", "no positive number", "양수가"),
        ("zero", np.equal, "a zero", "0이", "no zero", "0이"),
    ):
        yield from _either(
            name,
            kind,
            lambda v, test=test: bool(np.any(test(v, 0))),  # type: ignore[misc]
            Text(f"{name} has {en}", f"{name}에 {ko} 있을 때"),
            Text(f"{name} has {not_en}", f"{name}에 {not_ko} 없을 때"),
        )


def _largest(name: str, comparisons: Sequence[Comparison]) -> Iterator[Feature]:
    """Yield a bound for each size that occurs."""
    sizes = sorted({_size(each.taken[name]) for each in comparisons})
    scalar = all(np.ndim(each.taken[name]) == 0 for each in comparisons)
    of = name if scalar else f"the largest entry of {name}"
    ko = name if scalar else f"{name}에서 가장 큰 원소"
    for low, high in zip(sizes, sizes[1:], strict=False):
        yield from _either(
            name,
            f"from_{high:g}",
            lambda v, low=low: _size(v) > low,  # type: ignore[misc]
            Text(f"{of} is {high:.4g} or more", f"{ko}이(가) {high:.4g} 이상일 때"),
            Text(f"{of} is {low:.4g} or less", f"{ko}이(가) {low:.4g} 이하일 때"),
        )


def _size(value: Answer) -> float:
    if isinstance(value, str) or not value.size:
        return 0.0
    return float(value) if not value.ndim else float(np.max(np.abs(value)))


_PLAIN: tuple[Kind, ...] = (_flags, _dimensions, _rows, _entries, _columns, _square, _zeros, _ones)
"""Told of any number of inputs: an input is zero everywhere where it takes no part."""

_NUMBERS: tuple[Kind, ...] = (_signs, _largest)
