"""Repetition: whether the very same question gets the same answer twice, as it should or not.

Must never call a work's answer changing, or fixed, where a right one's is so, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.base.language import Text
from autograder.base.particles import resolved
from autograder.judge.diagnosis.answers import Case, Slot, cases
from autograder.judge.diagnosis.comparison import close
from autograder.judge.diagnosis.hint import RELATION, Hint
from autograder.judge.diagnosis.replies import Reply
from autograder.protocol.outcomes import Missing, StudentException


def asked_again(signature: str, owner: Any, words: Sequence[Any], _right: Any) -> Any:
    """Call a method of an object once more; None where that raises."""
    try:
        return owner.call(signature.rpartition(".")[2], *words)
    except (StudentException, Missing):
        return None


def changing(first: Sequence[Reply], second: Sequence[Reply]) -> Hint | None:
    """Return the hint for a work that answers one example in two ways; None where it doesn't."""
    before, after = cases([first]), cases([second])
    for slot, found in before.items():
        pairs = zip(found, after.get(slot, ()), strict=False)
        if any(_differ(*pair) for pair in pairs):
            return _told(slot)
    return None


def unsteady(replies: Sequence[Reply], rightly: Sequence[Reply]) -> Hint | None:
    """Return the hint for a work that answers the same in two ways where a right one doesn't.

    Beside each reply is the answer to the same, asked once more of the same object: that is what
    a right work may change by it, so that nothing else is compared.
    """
    pairs = [
        (one, replace(one, actual=one.beside))
        for one, other in zip(replies, rightly, strict=False)
        if one.beside is not None
        and changing([other], [replace(other, actual=other.beside)]) is None
    ]
    return changing([one for one, _ in pairs], [again for _, again in pairs])


def _differ(one: Case, other: Case) -> bool:
    if one.reply.is_random or isinstance(one.comparison.actual, str):
        return False
    if isinstance(other.comparison.actual, str):
        return False
    return not close(one.comparison.actual, other.comparison.actual, 1.0)


def fixed(replies: Sequence[Reply], rightly: Sequence[Reply]) -> Hint | None:
    """Return the hint for random numbers that stay the same where a right work draws others.

    Beside each reply is the answer to the same, asked once more of the same object.
    """
    pairs = [
        (one, other)
        for one, other in zip(replies, rightly, strict=False)
        if one.is_random and isinstance(other.beside, np.ndarray)
    ]
    drawn = [one for one, other in pairs if not np.array_equal(other.right, other.beside)]
    if not drawn or not all(_is_same(one.actual, one.beside) for one in drawn):
        return None
    what = Slot(drawn[0].target, "").says
    title = Text(f"{what.en} is not drawn anew", f"{what.ko}이(가) 새로 뽑히지 않음")
    text = Text(
        f"Asked exactly the same twice, {what.en} is the very same, though it should be random "
        f"each time. Look at when the random numbers are drawn: it happens once, and they are "
        f"kept for all later calls.",
        f"똑같은 것을 두 번 물으면 {what.ko}이(가) 완전히 같습니다. 호출할 때마다 무작위로 달라져야"
        f" 합니다. 무작위 수를 언제 뽑는지 살펴보세요. 한 번만 뽑아 계속 쓰고 있습니다.",
    )
    return Hint(f"{drawn[0].target}:fixed", RELATION, resolved(title), resolved(text))


def _is_same(one: Any, other: Any) -> bool:
    is_array = isinstance(one, np.ndarray) and isinstance(other, np.ndarray)
    return is_array and np.array_equal(one, other) and len(np.unique(one)) > 1


def _told(slot: Slot) -> Hint:
    what = slot.says
    title = Text(
        f"{what.en} changes from one time to the next", f"{what.ko}이(가) 할 때마다 달라짐"
    )
    text = Text(
        f"Asked exactly the same twice, {what.en} differs. Random numbers do that, or something "
        f"that a call leaves behind: a value that is kept, an array that it changes.",
        f"똑같은 것을 두 번 물으면 {what.ko}이(가) 달라집니다. 무작위 수를 쓰거나, 호출이 값을 "
        f"남겨 두거나 배열을 바꾸어 놓으면 이렇게 됩니다.",
    )
    name = f"{slot.target}/{slot.place}" if slot.place else slot.target
    return Hint(f"{name}:changes", RELATION, resolved(title), resolved(text))
