"""Where answers go astray: what sets the questions answered wrongly apart from the others.

Looks at the inputs' shapes, signs and sizes, at which entries of an answer are wrong, and at what
came back in place of numbers. Knows no assignment. Must never say what is not so in every question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from autograder.base.language import Text
from autograder.judge.diagnosis.comparison import Answer, Array, Comparison, near, scale

_FEW_INPUTS = 3
"""With more, one of their signs and sizes sets questions apart by chance."""
_LEAST = 3
"""Questions that have to be answered rightly, and wrongly, before they are set apart."""


class Feature(NamedTuple):
    """What can be said of a question's inputs."""

    id: str
    has: Callable[[Comparison], bool]
    says: Text
    """"where x has two dimensions"."""
    opposite: Text


Kind = Callable[[str, Sequence[Comparison]], Iterator[Feature]]


class Group(NamedTuple):
    """Some wrong questions that have something in common."""

    wrong: list[Comparison]
    where: Feature | None
    """What all of them have and no right question has; None where nothing is known."""


def groups(right: Sequence[Comparison], wrong: Sequence[Comparison]) -> list[Group]:
    """Return the wrong questions in one or two groups; in one without a feature at the worst."""
    if len(wrong) < _LEAST:
        return [Group(list(wrong), None)]
    every = [*right, *wrong]
    kinds = None if len(wrong[0].inputs) <= _FEW_INPUTS else _SHAPES
    own = [f for f in _features(every, kinds) if not any(map(f.has, right))] if right else []
    shapes = {f.id for f in _features(every, _SHAPES)} | {f.id for f in _words(every)}
    for first in own if len(right) >= _LEAST else ():
        rest = [each for each in wrong if not first.has(each)]
        found = [each for each in wrong if first.has(each)]
        if not rest:
            return [Group(found, first)]
        for second in own:
            is_plain = {first.id, second.id} <= shapes
            if is_plain and min(len(found), len(rest)) >= _LEAST and all(map(second.has, rest)):
                return [Group(found, first), Group(rest, second)]
    words = [each for each in wrong if isinstance(each.actual, str)]
    if not _LEAST <= len(words) <= len(wrong) - _LEAST:
        return [Group(list(wrong), None)]
    others = [each for each in wrong if not isinstance(each.actual, str)]
    return [Group(each, _own(own, each)) for each in (words, others)]


def _own(features: Sequence[Feature], group: Sequence[Comparison]) -> Feature | None:
    return next((feature for feature in features if all(map(feature.has, group))), None)


def needed(right: Sequence[Comparison], wrong: Sequence[Comparison]) -> Feature | None:
    """Return a feature that all wrong questions have, and most others have not."""
    if len(right) < _LEAST or len(wrong) < _LEAST:
        return None
    for feature in _features([*right, *wrong], _SHAPES):
        without = sum(not feature.has(each) for each in right)
        if all(map(feature.has, wrong)) and without >= max(_LEAST, len(right) / 2):
            return feature
    return None


def difference(nearest: Comparison, wrong: Comparison) -> Text | None:
    """Return what a wrong question has and a right one has not; None where nothing is known."""
    for feature in _features([nearest, wrong]):
        if feature.has(wrong) and not feature.has(nearest):
            return feature.says
    return None


def _features(
    comparisons: Sequence[Comparison], kinds: Sequence[Kind] | None = None
) -> Iterator[Feature]:
    """Yield what can be said of some questions, the plainest first, each with its opposite."""
    names = [name for name in comparisons[0].inputs if _is_array(comparisons, name)]
    if kinds is not _SHAPES:
        yield from _words(comparisons)
    for kind in kinds or _KINDS:
        for name in names:
            yield from kind(name, comparisons)


def _words(comparisons: Sequence[Comparison]) -> Iterator[Feature]:
    """Yield what an input is that is no number: a function that reads the array itself."""
    found = {
        (name, value)
        for each in comparisons
        for name, value in each.inputs.items()
        if isinstance(value, str)
    }
    for name, value in sorted(found):
        yield Feature(
            f"{name}_is_{value.replace(' ', '_')}",
            lambda c, name=name, value=value: (
                c.inputs.get(name) == value  # type: ignore[misc]
                if isinstance(c.inputs.get(name), str)
                else False
            ),
            Text(f"{name} is {value}", f"{name}: {_KOREAN.get(value, value)}일 때"),
            Text(f"{name} is not {value}", f"{name}: {_KOREAN.get(value, value)}이(가) 아닐 때"),
        )


_KOREAN = {
    "a function that reads the array itself": "배열을 직접 읽는 함수",
    "a function of its argument": "넘겨받은 값을 쓰는 함수",
}


def _is_array(comparisons: Sequence[Comparison], name: str) -> bool:
    return all(not isinstance(each.inputs.get(name, ""), str) for each in comparisons)


def _on(name: str, test: Callable[[Array], bool]) -> Callable[[Comparison], bool]:
    def has(comparison: Comparison) -> bool:
        value = comparison.inputs[name]
        return not isinstance(value, str) and test(value)

    return has


def _either(
    name: str, kind: str, test: Callable[[Array], bool], yes: Text, no: Text
) -> Iterator[Feature]:
    has = _on(name, test)
    yield Feature(f"{name}_{kind}", has, yes, no)
    yield Feature(f"{name}_not_{kind}", lambda comparison: not has(comparison), no, yes)


def _dimensions(name: str, _: Sequence[Comparison]) -> Iterator[Feature]:
    yield from _either(
        name,
        "more_dimensions",
        lambda v: v.ndim > 1,
        Text(f"{name} is a matrix", f"{name}이(가) 행렬일 때"),
        Text(f"{name} is a vector or a number", f"{name}이(가) 벡터나 숫자일 때"),
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
    yield from _either(
        name,
        "not_square",
        lambda v: v.ndim == 2 and v.shape[0] != v.shape[1],
        Text(f"{name} has not as many rows as columns", f"{name}의 행 수와 열 수가 다를 때"),
        Text(f"{name} has as many rows as columns", f"{name}의 행 수와 열 수가 같을 때"),
    )


def _zeros(name: str, _: Sequence[Comparison]) -> Iterator[Feature]:
    yield from _either(
        name,
        "not_all_zero",
        lambda v: bool(np.any(v)),
        Text(f"{name} is not zero everywhere", f"{name}에 0이 아닌 값이 있을 때"),
        Text(f"{name} is zero everywhere", f"{name}이(가) 모두 0일 때"),
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
    sizes = sorted({_size(each.inputs[name]) for each in comparisons})
    scalar = all(np.ndim(each.inputs[name]) == 0 for each in comparisons)
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


_SHAPES: tuple[Kind, ...] = (_dimensions, _rows, _entries, _columns, _square)
_KINDS: tuple[Kind, ...] = (*_SHAPES, _zeros, _signs, _largest)


@dataclass(frozen=True)
class Pattern:
    """What all wrong answers have in common."""

    id: str
    says: Text
    cause: Text = Text("", "")


_NOTHING = Text(
    "A function without a return gives None.", "return이 없는 함수는 None을 반환합니다."
)


_WORDS_IN_KOREAN = {
    "None": "None",
    "a list of unlike things": "종류나 길이가 다른 값이 섞인 리스트",
    "a tuple of unlike things": "종류나 길이가 다른 값이 섞인 튜플",
    "a text": "문자열",
    "a dict": "딕셔너리",
    "an object": "다른 객체",
    "a value of another type": "다른 종류의 값",
}


def pattern(wrong: Sequence[Comparison]) -> Pattern | None:
    """Return what all wrong answers have in common; None where nothing of the kind is known."""
    found = _in_words(wrong)
    if found is None and not any(
        isinstance(c.actual, str) or isinstance(c.right, str) for c in wrong
    ):
        found = _of_shapes(wrong) or _of_numbers(wrong) or _of_places(wrong) or _of_sizes(wrong)
    return found


def _in_words(wrong: Sequence[Comparison]) -> Pattern | None:
    words = {each.actual if isinstance(each.actual, str) else "" for each in wrong}
    if len(words) != 1 or words == {""}:
        return None
    word = words.pop()
    if word.startswith("raised "):
        kind = word.removeprefix("raised ")
        if kind == "missing":
            return Pattern("is_missing", Text("not there at all", "아예 없음"))
        of = "예외" if kind == "an exception" else f"{kind} 예외"
        says = Text(f"not there: {kind} is raised", f"없음({of} 발생)")
        return Pattern(f"raises_{kind}", says)
    cause = _NOTHING if word == "None" else Text("", "")
    says = Text(word, _WORDS_IN_KOREAN.get(word, word))
    return Pattern(f"is_{word.replace(' ', '_')}", says, cause)


def _of_shapes(wrong: Sequence[Comparison]) -> Pattern | None:
    """Return how the dimensions differ, where they do in all."""
    shapes = [(np.shape(each.right), np.shape(each.actual)) for each in wrong]
    if any(right == actual for right, actual in shapes):
        return None
    for id_, rule, en, ko in (
        ("one_number", lambda r, a: a == (), "a single number", "숫자 하나"),
        (
            "transposed_shape",
            lambda r, a: a == r[::-1],
            "of a shape with rows and columns swapped",
            "행과 열이 바뀐 모양",
        ),
        (
            "more_dimensions",
            lambda r, a: len(a) > len(r),
            "an array with more dimensions than asked for",
            "차원이 더 많은 배열",
        ),
        (
            "fewer_dimensions",
            lambda r, a: len(a) < len(r),
            "an array with fewer dimensions than asked for",
            "차원이 더 적은 배열",
        ),
        (
            "one_more",
            lambda r, a: a[1:] == r[1:] and a[0] == r[0] + 1,
            "one too long: it has a row or an entry more than asked for",
            "행이나 원소가 하나 더 많은 배열",
        ),
        (
            "one_less",
            lambda r, a: a[1:] == r[1:] and a[0] == r[0] - 1,
            "one too short: it has a row or an entry less than asked for",
            "행이나 원소가 하나 모자란 배열",
        ),
        ("too_long", lambda r, a: np.prod(a) > np.prod(r), "too large an array", "너무 큰 배열"),
        ("too_short", lambda r, a: np.prod(a) < np.prod(r), "too small an array", "너무 작은 배열"),
    ):
        if all(rule(right, actual) for right, actual in shapes):
            return Pattern(id_, Text(en, ko))
    return Pattern("other_shape", Text("of another shape than asked for", "모양이 다른 배열"))


def _of_numbers(wrong: Sequence[Comparison]) -> Pattern | None:
    actual = [np.asarray(each.actual) for each in wrong]
    if all(np.isnan(each).any() for each in actual):
        return Pattern("nan", Text("not a number (nan)", "숫자가 아님(nan)"))
    if all(np.isinf(each).any() for each in actual):
        return Pattern("infinite", Text("infinite", "무한대"))
    first = actual[0]
    same = all(each.shape == first.shape and np.array_equal(each, first) for each in actual)
    rights = {np.asarray(each.right).tobytes() for each in wrong}
    if same and len(rights) >= _LEAST and len(wrong) >= _LEAST:
        return Pattern(
            "always_the_same",
            Text("the same for every input", "입력이 달라도 늘 같은 값"),
            Text(
                "The answer doesn't depend on what is passed: look for a fixed number, or for a "
                "variable that is never used.",
                "넘겨받은 값에 따라 답이 달라지지 않습니다. 고정된 숫자나 쓰이지 않는 변수가 있는지"
                " 살펴보세요.",
            ),
        )
    return None


def _of_places(wrong: Sequence[Comparison]) -> Pattern | None:
    """Return which entries are wrong, where it is always the same ones and others are right."""
    size = scale(wrong)
    masks = []
    for each in wrong:
        right, actual = np.asarray(each.right), np.asarray(each.actual)
        if right.shape != actual.shape:
            return None
        masks.append(near(right, actual, size))
    telling = [mask for mask in masks if mask.size > 1]
    if len(telling) < _LEAST:
        return None
    for id_, rule, en, ko in _PLACES:
        chosen = [(mask, place) for mask in telling for place in (rule(mask),) if place is not None]
        usable = [(mask, place) for mask, place in chosen if place.any() and not place.all()]
        fits = (mask[place].all() and not mask[~place].any() for mask, place in usable)
        if len(usable) >= _LEAST and all(fits):
            return Pattern(id_, Text(en, ko))
    return None


def _at(mask: Array, place: Any) -> Array | None:
    chosen = np.zeros(mask.shape, dtype=bool)
    try:
        chosen[place] = True
    except IndexError:
        return None
    return chosen


def _flat_at(mask: Array, place: Any) -> Array | None:
    chosen = _at(mask.ravel(), place)
    return None if chosen is None else chosen.reshape(mask.shape)


_PLACES: tuple[tuple[str, Callable[[Array], Array | None], str, str], ...] = (
    ("first_right", lambda m: _flat_at(m, 0), "right in its first entry only", "첫 원소만 맞는 값"),
    (
        "first_wrong",
        lambda m: _flat_at(m, slice(1, None)),
        "wrong in its first entry only",
        "첫 원소만 틀린 값",
    ),
    (
        "last_right",
        lambda m: _flat_at(m, -1),
        "right in its last entry only",
        "마지막 원소만 맞는 값",
    ),
    (
        "last_wrong",
        lambda m: _flat_at(m, slice(None, -1)),
        "wrong in its last entry only",
        "마지막 원소만 틀린 값",
    ),
    (
        "first_row_right",
        lambda m: _at(m, 0) if m.ndim > 1 else None,
        "right in its first row only",
        "첫 행만 맞는 값",
    ),
    (
        "first_row_wrong",
        lambda m: _at(m, slice(1, None)) if m.ndim > 1 else None,
        "wrong in its first row only",
        "첫 행만 틀린 값",
    ),
    (
        "last_row_right",
        lambda m: _at(m, -1) if m.ndim > 1 else None,
        "right in its last row only",
        "마지막 행만 맞는 값",
    ),
    (
        "last_row_wrong",
        lambda m: _at(m, slice(None, -1)) if m.ndim > 1 else None,
        "wrong in its last row only",
        "마지막 행만 틀린 값",
    ),
    (
        "first_column_right",
        lambda m: _at(m, (Ellipsis, 0)) if m.ndim > 1 else None,
        "right in its first column only",
        "첫 열만 맞는 값",
    ),
    (
        "first_column_wrong",
        lambda m: _at(m, (Ellipsis, slice(1, None))) if m.ndim > 1 else None,
        "wrong in its first column only",
        "첫 열만 틀린 값",
    ),
    (
        "diagonal_right",
        lambda m: np.eye(*m.shape, dtype=bool) if m.ndim == 2 else None,
        "right on its diagonal only",
        "대각선만 맞는 값",
    ),
)


def _of_sizes(wrong: Sequence[Comparison]) -> Pattern | None:
    """Return whether all wrong answers are too large, too small, or of the other sign."""
    pairs = [(np.asarray(c.right), np.asarray(c.actual)) for c in wrong]
    if len(pairs) < _LEAST or any(r.shape != a.shape or not r.size for r, a in pairs):
        return None
    for id_, rule, en, ko in (
        (
            "other_sign",
            lambda r, a: np.all((np.sign(r) == -np.sign(a)) | (r == 0)) and np.any(r),
            "of the opposite sign, and of another size",
            "부호가 반대이고 크기도 다른 값",
        ),
        (
            "never_negative",
            lambda r, a: np.any(r < 0) and np.all(a >= 0),
            "never negative",
            "음수가 되지 않는 값",
        ),
        (
            "larger",
            lambda r, a: np.all(a >= r) and np.any(a > r),
            "never less than the right answer, and not by a fixed factor or number",
            "올바른 값보다 작은 적이 없고, 차이나 배수가 일정하지 않은 값",
        ),
        (
            "smaller",
            lambda r, a: np.all(a <= r) and np.any(a < r),
            "never more than the right answer, and not by a fixed factor or number",
            "올바른 값보다 큰 적이 없고, 차이나 배수가 일정하지 않은 값",
        ),
        (
            "too_large",
            lambda r, a: np.all(np.abs(a) >= np.abs(r) - 1e-12),
            "too large in size, and not by a fixed factor",
            "크기(절댓값)가 너무 큰 값",
        ),
        (
            "too_small",
            lambda r, a: np.all(np.abs(a) <= np.abs(r) + 1e-12),
            "too small in size, and not by a fixed factor",
            "크기(절댓값)가 너무 작은 값",
        ),
    ):
        if all(rule(right, actual) for right, actual in pairs):  # type: ignore[no-untyped-call]
            return Pattern(id_, Text(en, ko))
    return None
