"""Where answers go astray: what sets the questions answered wrongly apart from the others.

Must never say what is not so in every question.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb
from typing import NamedTuple

from autograder.judge.diagnosis.comparison import Comparison
from autograder.judge.diagnosis.features import Feature, features

_FEW_INPUTS = 3
"""With more, one of their signs and sizes sets questions apart by chance."""

_LEAST = 3
"""Questions that have to be answered rightly, and wrongly, before they are set apart."""
_LEAST_RIGHT = 6
"""The simplest questions are alike, full of zeros, and right for many a work: a few say nothing."""
_SHARE = 0.3
"""What is needed, so many of the right questions have not: else it says little."""
_SURE = 100
"""Questions set apart by chance would have a feature of their own less than once in so often."""


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
    known = list(features(every, only_shapes=len(wrong[0].inputs) > _FEW_INPUTS))
    own = [f for f in known if not any(map(f.has, right))] if right else []
    if len(_apart(right)) < _LEAST_RIGHT or comb(len(every), len(wrong)) < _SURE * len(known):
        own = []
    for first in own:
        rest = [each for each in wrong if not first.has(each)]
        found = [each for each in wrong if first.has(each)]
        if not rest:
            return [Group(found, first)]
        for second in own:
            is_plain = first.is_plain and second.is_plain
            if is_plain and min(len(found), len(rest)) >= _LEAST and all(map(second.has, rest)):
                return [Group(found, first), Group(rest, second)]
    in_words = [each for each in wrong if isinstance(each.actual, str)]
    if not _LEAST <= len(in_words) <= len(wrong) - _LEAST:
        return [Group(list(wrong), None)]
    others = [each for each in wrong if not isinstance(each.actual, str)]
    return [Group(each, _own(own, each)) for each in (in_words, others)]


def _own(features: Sequence[Feature], group: Sequence[Comparison]) -> Feature | None:
    return next((feature for feature in features if all(map(feature.has, group))), None)


def _apart(asked: Sequence[Comparison]) -> Sequence[Comparison]:
    """Return one of each example."""
    return list({each.example: each for each in asked}.values())


def needed(right: Sequence[Comparison], wrong: Sequence[Comparison]) -> Feature | None:
    """Return the feature that all wrong questions have and most right ones have not, if any.

    Of several the one that the largest share of the right ones lacks, and the plainest of those.
    """
    every = [*right, *wrong]
    known = list(features(every, only_shapes=True)) if right and wrong else []
    known = [each for each in known if 0 < sum(map(each.has, every)) < len(every)]
    spoilt = {each.example for each in wrong}
    found: list[tuple[float, Feature]] = []
    for feature in known if len(spoilt) >= _LEAST else ():
        if not all(map(feature.has, wrong)):
            continue
        # What is asked in one example has much in common: it counts once with the feature, and
        # once without. Best are examples in which nothing is wrong.
        others = {(each.example, feature.has(each)) for each in right}
        clean = {pair for pair in others if pair[0] not in spoilt}
        others = clean if len(clean) >= _LEAST_RIGHT else others
        without = sum(not has for _, has in others)
        if len(others) < _LEAST_RIGHT or without < max(_LEAST, _SHARE * len(others)):
            continue
        by_chance = (1 - without / (len(others) + 1)) ** len(spoilt) * len(known)
        if by_chance * _SURE < 1:
            found.append((without / len(others), feature))
    return max(found, key=lambda each: each[0], default=(0.0, None))[1]
