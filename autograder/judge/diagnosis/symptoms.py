"""What can be said of a wrong part without a catalogue: a relation, or where it goes astray.

The second and third tier of the diagnosis. Must never say what is not so for every question asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np

from autograder.base.language import Text
from autograder.base.particles import resolved
from autograder.judge.diagnosis import evaluations, patterns, quotes, spread, whereabouts
from autograder.judge.diagnosis.agreement import is_wrong
from autograder.judge.diagnosis.answers import Case, Slot, answer, cases
from autograder.judge.diagnosis.comparison import (
    TOLERANCE,
    Answer,
    Comparison,
    close,
    largest,
    scale,
)
from autograder.judge.diagnosis.edits import Edit
from autograder.judge.diagnosis.features import Feature
from autograder.judge.diagnosis.hint import EXAMPLE, RELATION, WHERE, Hint
from autograder.judge.diagnosis.relations import RIGHT, Relation, simplest
from autograder.judge.diagnosis.replies import Raised, Replies
from autograder.judge.diagnosis.variations import Variation

# What differs by less than an accepted step would make it is looked at where nothing else differs.
_FINE = 1e-6
# A thousandth of that, by the finer tolerance, is a few thousand ulps.
_CANCELLED = 1e-3
_LEAST_FOR_A_PATTERN = 2
_LEAST_LEFT = 3
_MOST_ENTRIES = 4
"""Of a dict with many wrong entries so many are looked at: what holds of none of them is rare."""
_CAUSE = 0.5
"""The share of a nearer method's wrong answers that another has to have wrong to be their cause."""
_PLAIN = 2.0
"""A relation of so few bits needs no other explanation."""
FindChange = Callable[[Slot, Sequence[Case], float], Edit | Variation | None]
"""Finds what is to be changed so that a right work answers like that in all cases."""


class Observed(NamedTuple):
    """The cases of one slot, and which of them are right."""

    slot: Slot
    all: list[Case]
    right: list[Case]
    wrong: list[Case]
    tolerance: float


def symptom(part: str, replies: Replies, place: str | None, find_change: FindChange) -> Hint | None:
    """Return what can be said of the replies to each example; None where nothing can be.

    ``place`` is where in the answers the part is, as `Slot` has it; None where nobody has said so.
    """
    found = cases(replies)
    steady = {slot: _steady(slot, each, found) for slot, each in found.items()}
    example = None
    for seen in _worth_a_look(_in_order(part, steady, place), steady):
        said = _of_slot(seen, find_change, _siblings(seen.slot, steady, seen.tolerance))
        said = said and _with_its_method(part, seen.slot, steady, said)
        if said is not None and not said.id.endswith(EXAMPLE):
            return said
        example = example or said
    if (said := _of_entries(_in_order(part, steady, place), steady)) is not None:
        return said
    random = {
        slot: [case for case in found[slot] if case.reply.is_random]
        for slot in _in_order(part, found, place)
    }
    for slot, drawn in random.items():
        if (said := _of_random(slot, drawn) or _tied(slot, random)) is not None:
            return said
    return example


def _with_its_method(part: str, slot: Slot, slots: Mapping[Slot, Any], said: Hint) -> Hint:
    """Return a hint that begins with the method it is about, where that is not the part's own."""
    own, method = part.rpartition(".")[2], slot.target.rpartition(".")[2]
    asked = {each.target.rpartition(".")[2] for each in slots if "." in each.target}
    if own == method or not {own, method} <= asked:
        return said
    about = Text(
        f"This is about {method}, not yet about {own}. ",
        f"{own}보다 먼저 {method}에 대한 힌트입니다. ",
    )
    return replace(said, text=resolved(about) + said.text)


def _worth_a_look(slots: Sequence[Slot], steady: Mapping[Slot, list[Case]]) -> Iterator[Observed]:
    """Yield what is seen of the slots that are wrong by each tolerance, a few of a dict's entries.

    By the finer one nothing holds that does not by the other, where the same cases are wrong; and
    what only it tells apart, as an accepted epsilon is, is no cause of what is plainly wrong. Nor
    is a method that is right in most of what a nearer one has wrong.
    """
    before: Counter[Slot] = Counter()
    for tolerance in (TOLERANCE, _FINE):
        entries: Counter[tuple[str, str]] = Counter()
        shares: dict[str, float] = {}
        for slot in slots:
            seen = _observed(slot, steady[slot], tolerance)
            share = len(seen.wrong) / max(1, len(seen.all))
            is_cause = all(
                share >= _CAUSE * nearer for name, nearer in shares.items() if name != slot.target
            )
            shares[slot.target] = max(share, shares.get(slot.target, 0.0))
            dict_ = (slot.target, "" if slot.place.isidentifier() else slot.place.partition(".")[0])
            if is_cause and len(seen.wrong) > before[slot] and entries[dict_] < _MOST_ENTRIES:
                entries[dict_] += 1
                yield seen
            before[slot] = len(seen.wrong)
        slots = [slot for slot in slots if before[slot]] or slots


def _steady(slot: Slot, own: Sequence[Case], found: Mapping[Slot, list[Case]]) -> list[Case]:
    """Return the cases without random ones, and without those that follow from a wrong answer.

    A second value that is returned is judged beside the first; one that is missing is so anyway.
    """
    chosen = [case for case in own if not case.reply.is_random]
    if slot.place in ("", "[0]") or not slot.place.startswith("["):
        return chosen
    firsts = found.get(Slot(slot.target, "[0]"), [])
    size = scale([case.comparison for case in firsts])
    spoilt = {
        id(case.reply)
        for case in firsts
        if not close(case.comparison.actual, case.comparison.right, size)
    }
    return [c for c in chosen if id(c.reply) not in spoilt or _is_missing(c.comparison.actual)]


def _is_missing(actual: Answer) -> bool:
    return isinstance(actual, str) and actual == answer(Raised("missing"))


def _in_order(part: str, slots: Mapping[Slot, Any], place: str | None) -> list[Slot]:
    """Return the slots that a part may be about, the nearest first."""
    question, _, last = part.rpartition(".")
    names = [last, question.partition(".")[0], part]

    def distance(slot: Slot) -> tuple[int, bool]:
        name = slot.target.rpartition(".")[2]
        near = names.index(name) if name in names else len(names)
        return (near, bool(slot.argument))

    found = sorted(slots, key=distance)
    if place is not None:
        found = [slot for slot in found if slot.place == place]
    return found


def _observed(slot: Slot, found: list[Case], tolerance: float) -> Observed:
    size = scale([case.comparison for case in found])
    if size < _CANCELLED:  # else it is larger than any rounding
        size = max(size, _noise(found))
    right: list[Case] = []
    wrong: list[Case] = []
    for case in found:
        is_right = close(case.comparison.actual, case.comparison.right, size, tolerance)
        (right if is_right else wrong).append(case)
    return Observed(slot, found, right, wrong, tolerance)


def _noise(found: Sequence[Case]) -> float:
    """Return the scale at which answers are told from 0: they are worked out of the inputs.

    Where numbers of that size cancel out, what is left is rounding, and no two works' is the same.
    """
    inputs = (value for case in found for value in case.comparison.inputs.values())
    return _CANCELLED * min(1.0, max(map(largest, inputs), default=0.0))


def _comparisons(found: Sequence[Case]) -> list[Comparison]:
    return [case.comparison for case in found]


def _of_slot(seen: Observed, find_change: FindChange, siblings: Text) -> Hint | None:
    found = _relation(seen, find_change) or _habit(seen) or _left_behind(seen)
    if found is None and seen.tolerance > _FINE:  # right works differ by more than that, too
        found = _whereabouts(seen)
    if found is None or not siblings.en:
        return found
    return replace(found, text=found.text + Text(" ", " ") + siblings)


def _of_entries(slots: Sequence[Slot], steady: Mapping[Slot, list[Case]]) -> Hint | None:
    """Return which entries of a dict are wrong, where others are right and no more is known."""
    for slot in slots:
        wrong, right = _entries(slot, steady, TOLERANCE)
        if wrong and right:
            name = slot.target.rpartition(".")[2]
            title = Text(
                f"wrong in what {name} returns: {wrong}; right: {right}",
                f"{name}의 반환값 가운데 틀린 것: {wrong}, 맞는 것: {right}",
            )
            id_ = f"{slot.target}:wrong_are_{wrong.replace(', ', '_')}"
            so = Text(
                f"Only a part of what {name} returns is wrong.",
                f"{name}의 반환값은 일부만 틀립니다.",
            )
            return _made(id_, WHERE, title, [so, _entries_told(wrong, right)])
    return None


def _entries(slot: Slot, steady: Mapping[Slot, list[Case]], tolerance: float) -> tuple[str, str]:
    """Return the names of a dict's entries that are wrong, and of those that are right."""
    names: dict[bool, list[str]] = {True: [], False: []}
    for other, found in steady.items() if slot.place.isidentifier() else ():
        if other.target == slot.target and other.place.isidentifier():
            names[not _observed(other, found, tolerance).wrong].append(other.place)
    return ", ".join(names[False]), ", ".join(names[True])


def _siblings(slot: Slot, steady: Mapping[Slot, list[Case]], tolerance: float) -> Text:
    """Return which of the entries of a dict that is returned are right, and which are not."""
    wrong, right = _entries(slot, steady, tolerance)
    return _entries_told(wrong, right) if wrong else Text("", "")


def _entries_told(wrong: str, right: str) -> Text:
    if not right:
        return Text(f"Wrong are {wrong}: all of them.", f"틀린 것: {wrong}(전부).")
    return Text(f"Wrong: {wrong}. Right: {right}.", f"틀린 것: {wrong}. 맞는 것: {right}.")


def _relation(seen: Observed, find_change: FindChange) -> Hint | None:
    """Return what all answers are, in terms of right ones."""
    relation = simplest(_comparisons(seen.all), seen.tolerance, fits=_is_public(seen.all))
    if (relation is None or relation.cost > _PLAIN) and not _is_to_stay(seen):
        change = find_change(seen.slot, seen.all, seen.tolerance)
        if change is not None and (relation is None or change.cost <= relation.cost):
            return _related(seen, change.id, change.says, change.cause)
    if relation is None:
        return None
    if relation.is_inverse:
        return None if _is_to_stay(seen) else _inverse(seen, relation)
    return _related(seen, relation.id, relation.says, relation.cause)


def _is_public(found: Sequence[Case]) -> bool:
    """Return whether a public check asks so too: its answers were there before any other's."""
    return any(case.reply.is_shown for case in found)


def _related(seen: Observed, id_: str, says: Text, cause: Text) -> Hint:
    what, count = seen.slot.says, len(seen.all)
    habit = evaluations.habit([case.reply for case in seen.wrong])
    if _is_to_stay(seen):
        cause = _LEFT_ALONE
    if habit is not None:  # what was done, where a cause says what does that as a rule
        so = Text(f"In the wrong ones, {habit.says.en}. ", f"틀린 경우에 {habit.says.ko}. ")
        if habit.times < len(seen.wrong):
            so = Text(
                f"In {habit.times} of them, {habit.says.en}. ",
                f"그 가운데 {habit.times}가지에서 {habit.says.ko}. ",
            )
        cause = so + habit.cause
    said = Text(
        f"In all {count} cases tried, {what.en} is {says.en}.",
        f"시험한 {count}가지 경우 모두 {what.ko}은(는) {says.ko}입니다.",
    )
    title = Text(f"{what.en}: {says.en}", f"{what.ko}: {says.ko}")
    return _made(
        f"{_id(seen.slot)}:{id_}", RELATION, title, [said, quotes.example(seen.wrong), cause]
    )


_LEFT_ALONE = Text(
    "A right solution leaves it as it was before the call.",
    "올바른 풀이는 이 값을 호출하기 전과 똑같이 둡니다.",
)


def _is_to_stay(seen: Observed) -> bool:
    """Return whether this is an argument that should be after the call as it was before."""
    name = seen.slot.argument
    known = [(each.comparison.inputs.get(name, ""), each.comparison.right) for each in seen.all]
    return bool(name) and all(close(before, right, 1.0, 0.0) for before, right in known)


def _left_behind(seen: Observed) -> Hint | None:
    """Return that an argument was changed that a right work leaves as it was, however it was.

    Beside wrong answers it may be none of the fault: some arguments may be changed. And what stops
    with an exception has not come to where it would put it back.
    """
    is_alone = not any(
        isinstance(case.reply.actual, Raised) or is_wrong(case.reply) for case in seen.wrong
    )
    is_telling = len(seen.wrong) >= _LEAST_LEFT and seen.tolerance > _FINE and is_alone
    if not (is_telling and _is_to_stay(seen)):
        return None
    count, of, name = len(seen.wrong), len(seen.all), seen.slot.argument
    method = seen.slot.target.rpartition(".")[2]
    title = Text(
        f"{name} is no longer the same after the call of {method}",
        f"{method}을(를) 호출하고 나면 {name}이(가) 달라져 있음",
    )
    said = Text(
        f"In {count} of {of} cases tried, {title.en}.",
        f"시험한 {of}가지 경우 가운데 {count}가지에서, "
        f"{method}을(를) 호출하고 나면 {name}이(가) 달라져 있습니다.",
    )
    example = quotes.example(seen.wrong)
    return _made(f"{_id(seen.slot)}:changed", RELATION, title, [said, example, _LEFT_ALONE])


def _inverse(seen: Observed, relation: Relation) -> Hint:
    what, says, count = seen.slot.says, relation.says, len(seen.all)
    said = Text(
        f"In all {count} cases tried, {says.en} is the right answer. "
        f"So one step is still missing from {what.en}.",
        f"시험한 {count}가지 경우 모두 {says.ko}이(가) 올바른 값입니다. "
        f"{what.ko}에 마지막 한 단계가 빠져 있습니다.",
    )
    title = Text(f"{what.en}: {says.en} is right", f"{what.ko}: {says.ko}이(가) 올바른 값")
    return _made(
        f"{_id(seen.slot)}:{relation.id}", RELATION, title, [said, quotes.example(seen.wrong)]
    )


def _habit(seen: Observed) -> Hint | None:
    given = [case.comparison.actual for case in seen.wrong]
    are_numbers = any(not isinstance(each, str) and np.isfinite(each).all() for each in given)
    if not are_numbers and not all(isinstance(case.reply.actual, Raised) for case in seen.wrong):
        return None  # what came back is no number, however it was worked out
    habit = evaluations.habit([case.reply for case in seen.wrong])
    if habit is None:
        return None
    said = _in_some(habit.times, len(seen.wrong), habit.says)
    return _made(f"{_id(seen.slot)}:{habit.id}", RELATION, habit.says, [said, habit.cause])


def _in_some(count: int, of: int, says: Text) -> Text:
    """Return that something is so in some of the wrong cases, or in all."""
    if count == of:
        return Text(
            f"In all {count} wrong cases, {says.en}.", f"틀린 {count}가지 경우 모두 {says.ko}."
        )
    return Text(
        f"In {count} of the {of} wrong cases, {says.en}.",
        f"틀린 {of}가지 경우 가운데 {count}가지에서 {says.ko}.",
    )


def _of_random(slot: Slot, found: list[Case]) -> Hint | None:
    what = slot.says
    relation = simplest(_comparisons(found), fits=False) if found else None
    if relation is not None and relation.base is not RIGHT:
        said = Text(
            f"{_upper(what.en)} should be random; here it is {relation.says.en}.",
            f"{what.ko}은(는) 무작위여야 하는데, 여기서는 {relation.says.ko}입니다.",
        )
        return _made(f"{_id(slot)}:{relation.id}", RELATION, said, [said])
    pattern = spread.pattern(_comparisons(found)) if found else None
    if pattern is None:
        return None
    if pattern.sentence is not None:
        so = _filled(pattern.sentence, what, "")
        return _made(f"{_id(slot)}:{pattern.id}", WHERE, so, [_capital(so + Text(".", "."))])
    said = Text(
        f"{_upper(what.en)} should be random; here it is {pattern.says.en}.",
        f"{what.ko}은(는) 무작위여야 하는데, 여기서는 {pattern.says.ko}입니다.",
    )
    return _made(f"{_id(slot)}:{pattern.id}", WHERE, said, [said, pattern.cause])


def _tied(slot: Slot, random: Mapping[Slot, Sequence[Case]]) -> Hint | None:
    """Return whether the numbers of random answers are those of others in the same example."""
    for other, theirs in random.items():
        pairs = [
            (mine.comparison, each.comparison)
            for mine in random[slot]
            for each in theirs
            if mine.example == each.example
            and (mine.turn > each.turn if slot == other else mine.turn == each.turn)
        ]
        pairs = [pair for pair in pairs if spread.are_independent(*pair)]
        if not pairs or not all(spread.is_taken_from(*pair) for pair in pairs):
            continue
        what, of = slot.says, other.says
        said = Text(
            f"{_upper(what.en)} should be random by itself; here most of its numbers are in "
            f"{of.en} as well. Draw each array anew, and take none of its numbers from another.",
            f"{what.ko}은(는) 따로 무작위여야 하는데, 여기서는 그 숫자 대부분이 {of.ko}에도 "
            f"들어 있습니다. 배열마다 새로 뽑고, 다른 배열의 숫자를 가져다 쓰지 마세요.",
        )
        title = Text(
            f"{what.en} holds the numbers of {of.en}",
            f"{what.ko}에 {of.ko}의 숫자가 들어 있음",
        )
        if slot == other:
            said = Text(
                f"{_upper(what.en)} should be drawn anew each time; here the numbers are those of "
                f"an earlier one. Look for a fixed seed, for numbers that are drawn once and used "
                f"again, and for numbers that are written out.",
                f"{what.ko}은(는) 매번 새로 뽑아야 하는데, 여기서는 앞서 뽑은 숫자가 다시 나옵니다."
                f" 시드를 고정했는지, 한 번 뽑은 숫자를 다시 쓰는지, 숫자를 코드에 직접 적어 "
                f"두었는지 살펴보세요.",
            )
            title = Text(f"{what.en} is not drawn anew", f"{what.ko}이(가) 새로 뽑히지 않음")
        return _made(f"{_id(slot)}:taken_from_{_id(other)}", RELATION, title, [said])
    return None


def _whereabouts(seen: Observed) -> Hint | None:
    """Return where the wrong answers are and what they are there, in one group or two."""
    right, wrong = _comparisons(seen.right), _comparisons(seen.wrong)
    found = [_of_group(seen, group) for group in whereabouts.groups(right, wrong)]
    if len({each.id.rpartition(":")[2] for each in found if each}) < len(found):
        found = [_of_group(seen, whereabouts.Group(wrong, None))]  # the same is said of both
    told = [each for each in found if each is not None]
    example = quotes.example(seen.wrong, () if told else seen.right)
    if not told and example is None:
        return None
    rest = Text("", "")
    if told and right:
        rest = Text(
            f"In the other {len(right)} cases tried it is right.",
            f"나머지 {len(right)}가지 경우에는 맞습니다.",
        )
    what = seen.slot.says
    title = told[0].title if told else Text(f"{what.en} is wrong", f"{what.ko}이(가) 틀림")
    id_ = ":".join([_id(seen.slot), *(each.id for each in told)]) + ("" if told else EXAMPLE)
    tier = min((each.tier for each in told), default=WHERE)
    return _made(id_, tier, title, [*(each.text for each in told), rest, example])


def _of_group(seen: Observed, group: whereabouts.Group) -> Hint | None:
    """Return what can be said of some of the wrong answers."""
    what, count = seen.slot.says, len(group.wrong)
    where, needed = group.where, None
    if where is None:
        needed = whereabouts.needed(_comparisons(seen.right), group.wrong)
    has_causes = all(each is None or each.has_causes for each in (where, needed))
    where, needed = (each if each and each.is_told else None for each in (where, needed))
    relation = simplest(group.wrong, seen.tolerance, fits=_is_public(seen.wrong))
    pattern = patterns.pattern(group.wrong) if count >= _LEAST_FOR_A_PATTERN else None
    if relation is not None and not relation.is_inverse:
        id_, is_, cause = relation.id, relation.says, relation.cause
    elif pattern is not None:
        id_, is_, cause = pattern.id, pattern.says, pattern.cause
    elif where is not None or needed is not None:
        id_, is_, cause = "wrong", Text("wrong", "틀린 값"), Text("", "")
    else:
        return None
    title = Text(f"{what.en} is {is_.en}", f"{what.ko}: {is_.ko}")
    so = Text(f"{what.en} is {is_.en}", f"{what.ko}은(는) {is_.ko}입니다")
    if relation is None and pattern is not None and pattern.sentence is not None:
        so = title = _filled(pattern.sentence, what, seen.slot.target.rpartition(".")[2])
    if where is not None and where.is_plain:
        title += Text(f" where {where.says.en}", f" ({where.says.ko})")
        said = Text(
            f"Where {where.says.en}, {so.en} ({count} cases).",
            f"{where.says.ko} {so.ko}({count}가지 경우).",
        )
    else:
        said = _in_each(seen, count, so, where, needed, is_wrong=id_ == "wrong")
    if (feature := where or needed) is not None:
        id_ = f"{feature.id}:{id_}"
    tier = WHERE if relation is None else RELATION
    return _made(id_, tier, title, [said, cause if has_causes else None])


def _in_each(
    seen: Observed,
    count: int,
    so: Text,
    where: Feature | None,
    needed: Feature | None,
    *,
    is_wrong: bool,
) -> Text:
    """Return what is so in some of the wrong cases, with what all of these have in common."""
    feature, of = where or needed, len(seen.wrong)
    if feature is None:
        return _in_some(count, of, so)
    alone = Text("", "입니다")
    if where is not None:
        alone = Text(", and in none that is right", "이고, 맞은 경우 가운데에는 그런 때가 없습니다")
    if is_wrong and count == of:
        what = seen.slot.says
        return Text(
            f"{_upper(what.en)} is wrong in {count} cases, and in each of them {feature.says.en}"
            f"{alone.en}.",
            f"{what.ko}이(가) 틀린 {count}가지 경우는 모두 {feature.says.ko}{alone.ko}.",
        )
    return _in_some(count, of, so) + Text(
        f" In each of them {feature.says.en}{alone.en}.", f" 모두 {feature.says.ko}{alone.ko}."
    )


def _filled(sentence: Text, what: Text, name: str) -> Text:
    return Text(sentence.en.format(what.en, name), sentence.ko.format(what.ko, name))


def _id(slot: Slot) -> str:
    return f"{slot.target}{'/' if slot.place else ''}{slot.place}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _capital(text: Text) -> Text:
    return Text(_upper(text.en), text.ko)


def _made(id_: str, tier: int, title: Text, lines: Sequence[Text | None]) -> Hint:
    said = [line for line in lines if line is not None and line.en]
    text = Text(" ".join(line.en for line in said), " ".join(line.ko for line in said))
    return Hint(id_, tier, resolved(title), resolved(text))
