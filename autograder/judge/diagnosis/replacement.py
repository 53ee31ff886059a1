"""Replacement: whether what a right call changes in place is left alone, and replaced by another.

Whoever holds the array, such as a layer its weights, then goes on with the old one. Must never be
told where a right call changes nothing in place.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import chain

import numpy as np

from autograder.base.language import Text
from autograder.base.particles import resolved
from autograder.judge.diagnosis.hint import RELATION, Hint
from autograder.judge.diagnosis.replies import Replies, Reply


def replacing(replies: Replies) -> Hint | None:
    """Return the hint for a work that puts new arrays into a dict that it is passed."""
    is_whole: dict[str, list[bool]] = defaultdict(list)
    names: dict[str, str] = {}
    for reply in chain.from_iterable(replies):
        if changed := _changed(reply):
            is_whole[reply.target].append(changed <= reply.replaced)
            names[reply.target] = min(changed).partition(".")[0]
    targets = [target for target, found in is_whole.items() if any(found)]
    if len(targets) != 1 or not all(is_whole[targets[0]]):
        return None
    target = targets[0]
    name, what = target.rpartition(".")[2], names[target]
    title = Text(
        f"{name} replaces the arrays in {what}",
        f"{name}이(가) {what}의 배열을 바꾸지 않고 새 배열을 넣음",
    )
    text = Text(
        f"After {name}, {what} holds new arrays, and those that were there before are as they "
        f"were. The arrays themselves should change: whoever else holds one of them, such as a "
        f"layer its weights, goes on with the old numbers otherwise. Look at whether your "
        f"assignment makes a new array or changes the one that is there.",
        f"{name} 호출 뒤 {what}에는 새 배열이 들어 있고, 원래 배열은 그대로입니다. 배열 자체의 "
        f"값이 바뀌어야 합니다. 그러지 않으면 가중치를 들고 있는 층처럼 같은 배열을 쓰는 곳은 예전 "
        f"값을 계속 씁니다. 대입할 때 새 배열을 만드는지, 있던 배열을 바꾸는지 살펴보세요.",
    )
    return Hint(f"{target}/{what}:replaced", RELATION, resolved(title), resolved(text))


def _changed(reply: Reply) -> frozenset[str]:
    """Return which arrays of a dict a right call has changed in place."""
    found = set()
    for name, (right, _) in reply.arrays_after.items():
        owner, _, key = name.partition(".")
        if key and not np.array_equal(reply.inputs[owner][key], right):
            found.add(name)
    return frozenset(found)
