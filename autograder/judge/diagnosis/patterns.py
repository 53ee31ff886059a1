"""Patterns: what all of some wrong answers have in common, where no relation explains them.

Looks at what came back in place of numbers, at shapes, and at which entries are wrong. Must never
say what is not so in every one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from autograder.base.language import Text
from autograder.judge.diagnosis.answers import ordinal
from autograder.judge.diagnosis.comparison import TOLERANCE, Array, Comparison, near, scale
from autograder.judge.diagnosis.replies import NO_OBJECT

_LEAST = 3
# Places that are right and wrong by chance fit one of a dozen rules less than once in a hundred.
_SURE_BITS = 10.0
Shape = tuple[int, ...]


@dataclass(frozen=True)
class Pattern:
    """What all wrong answers have in common."""

    id: str
    says: Text
    cause: Text = Text("", "")
    sentence: Text | None = None
    """All of it where no "it is" says it: of {0}, the answer, and {1}, what was called."""


_NOTHING = Text(
    "A function without a return gives None.", "return이 없는 함수는 None을 반환합니다."
)

_NO_DICT = " in place of a dict"
_KINDS_IN_KOREAN = {
    "a list": "리스트를",
    "a tuple": "튜플을",
    "an array": "배열을",
    "a number": "숫자를",
    "True or False": "True나 False를",
}
_WORDS_IN_KOREAN = {
    "None": "None",
    "a list of unlike things": "종류나 길이가 다른 값이 섞인 리스트",
    "a tuple of unlike things": "종류나 길이가 다른 값이 섞인 튜플",
    "a list of dicts": "딕셔너리가 든 리스트",
    "a list of texts": "문자열이 든 리스트",
    "a list of None": "None이 든 리스트",
    "a tuple of dicts": "딕셔너리가 든 튜플",
    "a tuple of texts": "문자열이 든 튜플",
    "a tuple of None": "None이 든 튜플",
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
        for kind in (_of_passes, _of_shapes, _of_numbers, _of_places, _of_sizes):
            if (found := kind(wrong)) is not None:
                break
    return found


_MOST_KINDS = 3
"""Of exceptions that are told beside each other."""
_VERY_CLOSE = 1e-6
_ENDED = Text(
    "A loop that ends before its last pass, or a result that is kept from an earlier one, does "
    "that: look for break, return and if.",
    "반복문이 마지막 반복 전에 끝나거나 앞선 반복의 결과를 반환하면 이렇게 됩니다. break나 return, "
    "if를 쓰는 곳을 살펴보세요.",
)


def _of_passes(wrong: Sequence[Comparison]) -> Pattern | None:
    """Return whether all are what a right answer is after fewer passes of its loop."""
    if all(map(_is_beginning, wrong)) and any(np.size(each.actual) for each in wrong):
        says = Text(
            "right as far as it goes, and ends too early", "앞부분은 맞지만 도중에 끝난 배열"
        )
        return Pattern("ends_early", says, _ENDED)
    for name in wrong[0].others if len(wrong) >= _LEAST else ():
        if name.startswith("[") and all(_is_row(each, name) for each in wrong):
            which = ordinal(name)
            says = Text(
                f"one of the rows of the {which.en} value that it should return",
                f"올바른 {which.ko} 반환값의 여러 행 가운데 하나",
            )
            return Pattern(f"a_row_in_{name}", says, _ENDED)
    return None


def _is_beginning(each: Comparison) -> bool:
    right, actual = np.asarray(each.right), np.asarray(each.actual)
    if not actual.size:
        return len(np.atleast_1d(right)) == 1  # of one row without the last nothing is left
    if actual.ndim != right.ndim or actual.size >= right.size:
        return False
    is_short = actual.shape[1:] == right.shape[1:]
    return is_short and bool(near(right[: len(actual)], actual, 1.0, _VERY_CLOSE).all())


def _is_row(each: Comparison, name: str) -> bool:
    actual, rows = np.asarray(each.actual), each.others.get(name)
    if rows is None or isinstance(rows, str) or rows.shape[1:] != actual.shape or not rows.ndim:
        return False
    return any(bool(near(row, actual, 1.0, _VERY_CLOSE).all()) for row in rows)


def _in_words(wrong: Sequence[Comparison]) -> Pattern | None:
    words = {each.actual if isinstance(each.actual, str) else "" for each in wrong}
    if 1 < len(words) <= _MOST_KINDS and all(map(_is_of_an_exception, words)):
        return _of_exceptions(sorted(word.removeprefix("raised ") for word in words))
    if len(words) != 1 or words == {""}:
        return None
    word = words.pop()
    if word.startswith("raised "):
        kind = word.removeprefix("raised ")
        if kind == "missing":
            says = Text("{0} is missing", "{0}이(가) 없습니다")
            return Pattern("is_missing", Text("missing", "없음"), sentence=says)
        of = "예외" if kind == "an exception" else f"{kind} 예외"
        says = Text(
            f"{{1}} stops with {kind}, so that there is no result",
            f"{{1}}을(를) 호출하면 {of}가 나서 결과가 없습니다",
        )
        if kind == NO_OBJECT:
            says = Text(
                "{1} can't be asked: the object itself could not be made",
                "객체를 만들지 못해 {1}을(를) 호출할 수 없습니다",
            )
        title = Text(f"missing ({kind})", f"없음({of})")
        return Pattern(f"raises_{kind.replace(' ', '_')}", title, sentence=says)
    if word.endswith(_NO_DICT):
        kind = word.removesuffix(_NO_DICT)
        ko = _KINDS_IN_KOREAN.get(kind, kind)
        says = Text(
            f"{{1}} returns {kind} in place of a dict",
            f"{{1}}이(가) 딕셔너리가 아니라 {ko} 반환합니다",
        )
        return Pattern(f"is_{word.replace(' ', '_')}", Text(word, "딕셔너리가 아님"), sentence=says)
    cause = _NOTHING if word == "None" else Text("", "")
    says = Text(word, _WORDS_IN_KOREAN.get(word, word))
    return Pattern(f"is_{word.replace(' ', '_')}", says, cause)


def _is_of_an_exception(word: str) -> bool:
    kind = word.removeprefix("raised ")
    return word.startswith("raised ") and kind.isidentifier() and kind != "missing"


def _of_exceptions(kinds: Sequence[str]) -> Pattern:
    """Return what is said where a call stops with one exception or another."""
    says = Text(
        f"{{1}} stops with {' or '.join(kinds)}, so that there is no result",
        f"{{1}}을(를) 호출하면 예외({', '.join(kinds)})가 나서 결과가 없습니다",
    )
    title = Text(f"missing ({' or '.join(kinds)})", f"없음({', '.join(kinds)} 예외)")
    return Pattern(f"raises_{'_'.join(kinds)}", title, sentence=says)


def _of_shapes(wrong: Sequence[Comparison]) -> Pattern | None:
    """Return how the dimensions differ, where they do in all."""
    shapes = [(np.shape(each.right), np.shape(each.actual)) for each in wrong]
    if any(right == actual for right, actual in shapes):
        return None
    for id_, rule, en, ko in _SHAPES:
        if all(rule(right, actual) for right, actual in shapes):
            return Pattern(id_, Text(en, ko))
    return Pattern("other_shape", Text("of another shape than asked for", "모양이 다른 배열"))


_SHAPES: tuple[tuple[str, Callable[[Shape, Shape], Any], str, str], ...] = (
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
)


def _of_numbers(wrong: Sequence[Comparison]) -> Pattern | None:
    actual = [np.asarray(each.actual) for each in wrong]
    if all(np.isnan(each).any() for each in actual):
        return Pattern("nan", Text("not a number (nan)", "숫자가 아님(nan)"))
    if all(np.isinf(each).any() for each in actual):
        return Pattern("infinite", Text("infinite", "무한대"))
    wanted = [np.asarray(each.right) for each in wrong]
    if len(wrong) >= _LEAST and all(map(_rows_alike, actual)) and not any(map(_rows_alike, wanted)):
        return Pattern(
            "rows_alike",
            Text("the same in every row", "모든 행이 똑같은 값"),
            Text(
                "Nothing changes from one row to the next, or one and the same array is stored "
                "again and again and changed afterwards.",
                "행이 바뀌어도 값이 바뀌지 않거나, 같은 배열을 거듭 저장한 뒤에 바꾸면 이렇게 "
                "됩니다.",
            ),
        )
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


def _rows_alike(array: Array) -> bool:
    return array.ndim > 1 and len(array) > 1 and bool(np.all(array == array[0]))


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
        chosen = [(mask, rule(mask)) for mask in telling]
        known = [(mask, place) for mask, place in chosen if place is not None]
        usable = [(mask, place) for mask, place in known if place.any() and not place.all()]
        fits = (mask[place].all() and not mask[~place].any() for mask, place in usable)
        is_telling = len(usable) >= _LEAST and _bits([mask for mask, _ in usable]) >= _SURE_BITS
        if len(known) == len(chosen) and is_telling and all(fits):
            return Pattern(id_, Text(en, ko))
    return _of_beginnings(telling)


def _bits(masks: Sequence[Array]) -> float:
    """Return how many bits say which entries are right, where some are and some are not."""
    return float(sum(np.log2(max(1.0, 2.0 ** min(mask.size, 64) - 2)) for mask in masks))


def _of_beginnings(masks: Sequence[Array]) -> Pattern | None:
    """Return how many rows, or entries, are right at the beginning, where all say the same."""
    rows = [np.asarray(mask.reshape(len(mask), -1).all(axis=1)) for mask in masks]
    counts = {len(row) if row.all() else int(np.argmin(row)) for row in rows}
    count = counts.pop()
    if counts or not count or any(row[count:].any() for row in rows) or _bits(rows) < _SURE_BITS:
        return None
    number = {1: "entry (or row)"}.get(count, f"{count} entries (or rows)")
    return Pattern(
        f"first_{count}_right",
        Text(
            f"right in its first {number} and wrong from there on",
            f"앞의 {count}개(행렬이면 행)까지만 맞고 그다음부터 모두 틀린 값",
        ),
    )


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
    if all(_adds_up(right) for right, _ in pairs) and not any(_adds_up(a) for _, a in pairs):
        says = Text(
            "not adding up to 1 in each row, as right answers do",
            "올바른 값과 달리 행의 합이 1이 아닌 값",
        )
        return Pattern("rows_not_adding_up", says)
    for size in _SIZES:
        if all(size.holds(right, actual) for right, actual in pairs):
            says = size.says if size.varying is None or _is_fixed(pairs) else size.varying
            return Pattern(size.id, says)
    return None


def _is_fixed(pairs: Sequence[tuple[Array, Array]]) -> bool:
    """Return whether one factor or number may lead to all: too few to be told, or too unlikely."""
    right, actual = (np.concatenate([p[side].ravel() for p in pairs]) for side in (0, 1))
    known = np.isfinite(right) & np.isfinite(actual)
    right, actual = right[known], actual[known]
    with np.errstate(all="ignore"):
        ratios = (actual / right)[(right != 0) | (actual != 0)]
    return _is_one_number(ratios) or _is_one_number(actual - right)


def _is_one_number(values: Array) -> bool:
    if not np.isfinite(values).all():
        return False
    return bool(not values.size or np.ptp(values) <= TOLERANCE * np.abs(values).max())


def _adds_up(array: Array) -> bool:
    """Return whether each row is a share of 1 among two or more."""
    is_row = array.ndim > 0 and array.shape[-1] > 1
    return is_row and bool(np.allclose(array.sum(axis=-1), 1.0) and np.all(array >= 0))


class _Size(NamedTuple):
    """How answers may be beside the right ones, wherever they stand."""

    id: str
    holds: Callable[[Array, Array], Any]
    says: Text
    varying: Text | None = None
    """What is said where no one factor or number leads there."""


_SIZES = (
    _Size(
        "other_sign",
        lambda r, a: np.all((np.sign(r) == -np.sign(a)) | (r == 0)) and np.any(r),
        Text("of the opposite sign, and of another size", "부호가 반대이고 크기도 다른 값"),
    ),
    _Size(
        "negative",
        lambda r, a: np.all(r >= 0) and np.any(a < 0),
        Text(
            "negative in some place, where a right answer never is",
            "올바른 값과 달리 음수가 들어 있는 값",
        ),
    ),
    _Size(
        "never_negative",
        lambda r, a: np.any(r < 0) and np.all(a >= 0),
        Text("never negative", "음수가 되지 않는 값"),
    ),
    _Size(
        "larger",
        lambda r, a: np.all(a >= r) and np.any(a > r),
        Text("never less than the right answer", "올바른 값보다 작은 적이 없는 값"),
        Text(
            "never less than the right answer, and not by a fixed factor or number",
            "올바른 값보다 작은 적이 없고, 차이나 배수가 일정하지 않은 값",
        ),
    ),
    _Size(
        "smaller",
        lambda r, a: np.all(a <= r) and np.any(a < r),
        Text("never more than the right answer", "올바른 값보다 큰 적이 없는 값"),
        Text(
            "never more than the right answer, and not by a fixed factor or number",
            "올바른 값보다 큰 적이 없고, 차이나 배수가 일정하지 않은 값",
        ),
    ),
    _Size(
        "too_large",
        lambda r, a: np.all(np.abs(a) >= np.abs(r) - 1e-12),
        Text("too large in size", "크기(절댓값)가 너무 큰 값"),
        Text("too large in size, and not by a fixed factor", "크기(절댓값)가 너무 큰 값"),
    ),
    _Size(
        "too_small",
        lambda r, a: np.all(np.abs(a) <= np.abs(r) + 1e-12),
        Text("too small in size", "크기(절댓값)가 너무 작은 값"),
        Text("too small in size, and not by a fixed factor", "크기(절댓값)가 너무 작은 값"),
    ),
)
