"""Where a work evaluates a function that it is handed, beside where a right one does.

Must never say anything that is so in a right work, too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from autograder.base.language import Text
from autograder.judge.diagnosis.comparison import Array
from autograder.judge.diagnosis.replies import (
    OF_NOTHING,
    OF_SEVERAL,
    Misused,
    Raised,
    Reply,
)
from autograder.protocol.values import Unknown

_LEAST = 3
_ROUNDING = 1e-12
Points = Sequence[Any]


class Seen(NamedTuple):
    """What some replies do with a function that they are handed."""

    id: str
    says: Text
    cause: Text
    times: int
    """In how many of the replies that were looked at it was seen."""


def habit(wrong: Sequence[Reply]) -> Seen | None:
    """Return what all these replies do with a function that they are handed, and no right one.

    What raised an exception has not come to its end: of that, only what it hands over is told,
    where it has handed over anything by then.
    """
    answered = [each for each in wrong if not isinstance(each.actual, Raised)]
    began = [each for each in wrong if not isinstance(each.actual, Raised) or _has_begun(each)]
    found = _common(answered, _HABITS)
    if found is not None and 2 * found.times < len(wrong):
        found = None  # most have another fault, which comes first
    return found or _common(began, _HANDED_OVER) or _misuse(wrong)


def _has_begun(reply: Reply) -> bool:
    return any(actual for _, actual in reply.points.values())


def _common(wrong: Sequence[Reply], habits: Sequence[Habit]) -> Seen | None:
    for name in wrong[0].points if wrong else ():
        asked = [(each.points[name], _home(each)) for each in wrong if name in each.points]
        every = [(right, actual, home) for (right, actual), home in asked if home is not None]
        known = [
            each for each in every if each[2].size > 1
        ]  # a single entry is all, first and last
        if not all(right for right, _, _ in known):
            continue  # a right work doesn't evaluate it itself
        for id_, is_so, en, ko, cause in habits:
            seen = [is_so(actual, home) for _, actual, home in known]
            of_right = [is_so(right, home) for right, _, home in known]
            if len(seen) >= _LEAST and all(seen) and not any(of_right):
                count = sum(is_so(actual, home) for _, actual, home in every)
                return Seen(f"{name}_{id_}", Text(en, ko).filled(name), cause, count)
    return None


def _misuse(wrong: Sequence[Reply]) -> Seen | None:
    """Return how a function is called that it can't be called, where there is but one such way."""
    found = Counter(each.actual.how for each in wrong if isinstance(each.actual, Misused))
    how, count = found.most_common(1)[0] if len(found) == 1 else ("", 0)
    return Seen(f"f_{how}", *_MISUSED[how], count) if count >= _LEAST else None


def _home(reply: Reply) -> Array | None:
    """Return the first array that came with the function: the point that is in question."""
    arrays = [v for v in reply.inputs.values() if isinstance(v, np.ndarray) and v.size]
    return next((v for v in arrays if v.size > 1), arrays[0] if arrays else None)


def _moves(points: Points, home: Array) -> list[Array]:
    """Return how far each point is from home, where it has its shape.

    What moves off the real numbers is neither there nor beside it, however short the way.
    """
    if any(map(np.iscomplexobj, points)):
        return []
    return [p - home for p in points if isinstance(p, np.ndarray) and p.shape == home.shape]


def _moved(move: Array) -> int:
    return int(np.count_nonzero(np.abs(move) > _ROUNDING))


def _is_never_called(points: Points, _home: Array) -> bool:
    return not points


def _is_a_number(point: Any) -> bool:
    is_one = isinstance(point, (int, float, np.number))
    return is_one or (isinstance(point, np.ndarray) and point.ndim == 0)


def _is_of_a_number(points: Points, _home: Array) -> bool:
    return bool(points) and all(map(_is_a_number, points))


def _is_of_a_number_too(points: Points, _home: Array) -> bool:
    return any(map(_is_a_number, points))


def _is_of_a_list(points: Points, _home: Array) -> bool:
    return bool(points) and all(
        isinstance(p, list) or (isinstance(p, Unknown) and p.kind == "list") for p in points
    )


def _is_at_home(points: Points, home: Array) -> bool:
    moves = _moves(points, home)
    return len(moves) == len(points) > 0 and not any(map(_moved, moves))


def _moves_everything(points: Points, home: Array) -> bool:
    moves = [move for move in _moves(points, home) if _moved(move)]
    return bool(moves) and all(_moved(move) == home.size for move in moves)


def _moves_several(points: Points, home: Array) -> bool:
    return any(_moved(move) > 1 for move in _moves(points, home))


def _is_one_sided(points: Points, home: Array) -> bool:
    moves = [move for move in _moves(points, home) if _moved(move)]
    return len(moves) == len(_moves(points, home)) - sum(
        not _moved(m) for m in _moves(points, home)
    ) and _same_side(moves)


def _same_side(moves: Sequence[Array]) -> bool:
    return bool(moves) and (
        all(np.all(m >= -_ROUNDING) for m in moves) or all(np.all(m <= _ROUNDING) for m in moves)
    )


def _is_at_home_too(points: Points, home: Array) -> bool:
    return any(not _moved(move) for move in _moves(points, home))


def _leaves_some_out(points: Points, home: Array) -> bool:
    moves = _moves(points, home)
    if len(moves) != len(points) or not any(map(_moved, moves)):
        return False
    touched = np.any([np.abs(move) > _ROUNDING for move in moves], axis=0)
    return not bool(np.all(touched))


def _is_of_complex_numbers(points: Points, _home: Array) -> bool:
    return any(map(np.iscomplexobj, points))


def _is_of_another_shape(points: Points, home: Array) -> bool:
    """Return whether a function is handed an array that is neither like home nor one of its rows.

    Who takes the slopes row by row, for a function of rows, does nothing wrong by itself.
    """
    shapes = {np.shape(p) for p in points if isinstance(p, np.ndarray) and p.ndim}
    return bool(shapes) and not shapes & {home.shape, home.shape[-1:]}


_MISUSED = {
    OF_SEVERAL: (
        Text("f is called with several values", "f에 값을 여러 개 넘겨 호출합니다"),
        Text(
            "It takes a single one: the whole array, of which one entry has moved.",
            "f는 값을 하나만 받습니다. 원소 하나가 움직인 배열 전체를 넘기세요.",
        ),
    ),
    OF_NOTHING: (
        Text("f is called without a value", "f에 아무것도 넘기지 않고 호출합니다"),
        Text(
            "It takes one: the whole array, of which one entry has moved.",
            "f는 값을 하나 받습니다. 원소 하나가 움직인 배열 전체를 넘기세요.",
        ),
    ),
}
Habit = tuple[str, Callable[[Points, Array], bool], str, str, Text]
_BRACKETS = Text(
    "Look at what stands in the brackets when it is called.",
    "호출할 때 괄호 안에 무엇이 들어가는지 살펴보세요.",
)
_HANDED_OVER: tuple[Habit, ...] = (
    (
        "called_with_a_number",
        _is_of_a_number,
        "{} is handed a single number, never the whole array",
        "{}에 배열 전체가 아니라 숫자 하나만 넘깁니다",
        _BRACKETS,
    ),
    (
        "called_with_a_number_too",
        _is_of_a_number_too,
        "{} is handed a single number in one of its calls",
        "{}을(를) 호출하는 곳 가운데 숫자 하나를 넘기는 곳이 있습니다",
        _BRACKETS,
    ),
    (
        "called_with_a_list",
        _is_of_a_list,
        "{} is handed a list, never an array",
        "{}에 배열이 아니라 리스트를 넘깁니다",
        _BRACKETS,
    ),
    (
        "of_complex_numbers",
        _is_of_complex_numbers,
        "{} is handed complex numbers",
        "{}에 복소수를 넘깁니다",
        Text(
            "It is a function of real numbers: move an entry by a small real step, up and down.",
            "실수에서 정의된 함수이니, 원소를 작은 실수만큼 위아래로 움직이세요.",
        ),
    ),
    (
        "of_another_shape",
        _is_of_another_shape,
        "{} is handed an array of another shape than the one that was passed",
        "{}에 넘겨받은 배열과 모양이 다른 배열을 넘깁니다",
        Text(
            "It needs all entries, each in its place: change one entry and hand over the whole "
            "array.",
            "모든 원소가 제자리에 있어야 합니다. 원소 하나만 바꾸고 배열 전체를 넘기세요.",
        ),
    ),
)
_HABITS: tuple[Habit, ...] = (
    (
        "never_called",
        _is_never_called,
        "{} is never called",
        "{}을(를) 한 번도 호출하지 않습니다",
        Text("", ""),
    ),
    (
        "called_at_one_point",
        _is_at_home,
        "{} is only ever evaluated at the very point that was passed; no entry has moved",
        "{}을(를) 넘겨받은 점에서만 계산하고, 원소를 움직인 점에서는 계산하지 않습니다",
        Text(
            "A change that is made to a copy or after the call doesn't reach it, nor does a step "
            "so small that it is lost in rounding.",
            "복사본을 바꾸거나 호출한 뒤에 바꾸면 반영되지 않습니다. 너무 작아서 반올림으로 "
            "사라지는 간격도 마찬가지입니다.",
        ),
    ),
    (
        "moves_everything",
        _moves_everything,
        "{} is evaluated with all entries moved at once",
        "모든 원소를 한꺼번에 움직인 점에서 {}을(를) 계산합니다",
        Text(
            "One entry at a time has to move, so that its effect is seen by itself.",
            "한 번에 원소 하나만 움직여야 그 영향을 따로 볼 수 있습니다.",
        ),
    ),
    (
        "leaves_some_out",
        _leaves_some_out,
        "some entries are never moved when {} is evaluated",
        "{}을(를) 계산할 때 한 번도 움직이지 않는 원소가 있습니다",
        Text(
            "Look at how the code gets from one entry to the next, up to the last.",
            "코드가 한 원소에서 다음 원소로, 마지막까지 어떻게 넘어가는지 살펴보세요.",
        ),
    ),
    (
        "moves_several",
        _moves_several,
        "{} is evaluated at points where more than one entry has moved",
        "원소가 둘 이상 움직인 점에서 {}을(를) 계산합니다",
        Text(
            "Either several are moved together, or one was not put back before the next.",
            "여러 개를 함께 움직였거나, 다음 원소로 넘어가기 전에 되돌려 놓지 않았습니다.",
        ),
    ),
    (
        "one_sided",
        _is_one_sided,
        "{} is evaluated on one side of the point only, never on the other",
        "점의 한쪽에서만 {}을(를) 계산하고 반대쪽에서는 계산하지 않습니다",
        Text(
            "What is done on the other side is missing, or does not reach it.",
            "반대쪽에서 할 계산이 빠졌거나 반영되지 않았습니다.",
        ),
    ),
    (
        "at_the_point_too",
        _is_at_home_too,
        "{} is also evaluated at the very point that was passed",
        "넘겨받은 점 자체에서도 {}을(를) 계산합니다",
        Text(
            "A right solution never needs the value there.",
            "올바른 풀이에는 그 점에서의 값이 필요 없습니다.",
        ),
    ),
)
