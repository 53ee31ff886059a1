"""History: whether an answer is wrong through what was asked before it, or of another object.

What was answered wrongly is asked once more with less before it. Must never be told where a right
work, too, answers otherwise then.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from autograder.base.language import Text
from autograder.base.particles import resolved
from autograder.judge.diagnosis.answers import Slot, cases
from autograder.judge.diagnosis.comparison import close, scale
from autograder.judge.diagnosis.hint import RELATION, WHERE, Hint
from autograder.judge.diagnosis.prompting import LeftOut
from autograder.judge.diagnosis.replies import Replies, Reply

Ask = Callable[[int, LeftOut], Sequence[Reply]]
"""Asks a work that was asked nothing before an example by its number, with something left out."""
_LEAST_FIRST, _LEAST_LATER = 6, 3
"""Examples with a right first call, and with a wrong later one, before that is told."""


class _Wrong(NamedTuple):
    """A wrong reply, and where it stands."""

    reply: Reply
    slot: Slot
    """The first place in it that is wrong."""
    example: int
    place: int
    replies: Sequence[Reply]
    """All to its example."""

    @property
    def kind(self) -> str:
        """The class of the object that was asked, or the function."""
        return self.reply.target.partition(".")[0]

    @property
    def call(self) -> Reply:
        """The call that gave it; of what was read off an object, the last one of that."""
        calls = [e for e in self.replies[: self.place] if e.owner == self.reply.owner]
        calls = [each for each in calls if not each.is_read and "." in each.target]
        return calls[-1] if self.reply.is_read and calls else self.reply

    @property
    def others(self) -> list[str]:
        """The other methods of the object that were called before, in the order of their names."""
        mine = self.call
        of = (e.target for e in self.replies[: self.place] if _is_of_another_method(mine, e))
        return sorted({target.rpartition(".")[2] for target in of})

    @property
    def has_others(self) -> bool:
        """Whether there is another object of the class in the example."""
        made = (each for each in self.replies if each.target == self.kind and each.owner)
        return bool(self.reply.owner) and any(each.owner != self.reply.owner for each in made)


_MOST_WRONG = 4
"""So many wrong answers are asked for again with less before them."""


class _Less(NamedTuple):
    """A way to ask with less before, and what it tells where the answer is right then."""

    id: str
    has_more: Callable[[_Wrong], bool]
    """Whether there is something to be left out."""
    is_left_out: Callable[[_Wrong, Reply], bool]
    title: Text
    says: Text


def _is_of_another_object(wrong: _Wrong, reply: Reply) -> bool:
    return reply.target == wrong.kind and reply.owner != wrong.reply.owner


def _is_of_another_method(mine: Reply, reply: Reply) -> bool:
    is_call = not reply.is_read and "." in reply.target
    return is_call and reply.owner == mine.owner and reply.target != mine.target


def _is_an_earlier_call(wrong: _Wrong, reply: Reply) -> bool:
    mine = wrong.call
    return (reply.target, reply.owner) == (mine.target, mine.owner) and reply.turn < mine.turn


_LESS = (
    _Less(
        "other_objects",
        lambda wrong: wrong.has_others,
        _is_of_another_object,
        Text("wrong beside another {1}", "다른 {1} 객체가 함께 있으면 틀림"),
        Text(
            "With a single {1}, {0} is right; where another {1} is used beside it, it is wrong. "
            "The two share something that each should have to itself: look for what is stored in "
            "the class and not in self, for global variables, and for a list or a dict as a "
            "default value.",
            "{1} 객체가 하나뿐이면 {0}이(가) 맞는데, 다른 {1} 객체를 함께 쓰면 틀립니다. 따로 "
            "가져야 할 것을 두 객체가 함께 쓰고 있습니다. self가 아니라 클래스에 저장한 것, 전역 "
            "변수, 기본값으로 쓴 리스트나 딕셔너리가 있는지 살펴보세요.",
        ),
    ),
    _Less(
        "other_methods",
        lambda wrong: bool(wrong.others),
        lambda wrong, reply: _is_of_another_method(wrong.call, reply),
        Text("wrong after {3}", "{3}을(를) 호출한 뒤에는 틀림"),
        Text(
            "After a call of {3}, {0} is wrong; asked the same without it, it is right. Look at "
            "what {3} changes or leaves behind that {2} uses.",
            "{3}을(를) 호출한 뒤에는 {0}이(가) 틀리고, 호출하지 않고 똑같이 물으면 맞습니다. "
            "{3}이(가) 무엇을 바꾸거나 남기고, {2}이(가) 그것을 어떻게 쓰는지 살펴보세요.",
        ),
    ),
    _Less(
        "earlier_calls",
        lambda wrong: wrong.call.turn > 1,
        _is_an_earlier_call,
        Text("wrong after earlier calls", "앞선 호출이 있으면 틀림"),
        Text(
            "After earlier calls of {2}, {0} is wrong; asked the same without them, it is right. "
            "An earlier call leaves something behind that this one uses: a result that is "
            "remembered, a sum that does not begin anew, an array that has been changed.",
            "{2}을(를) 앞서 호출한 적이 있으면 {0}이(가) 틀리고, 앞선 호출 없이 똑같이 물으면 "
            "맞습니다. 앞선 호출이 남긴 것을 다시 쓰고 있습니다. 저장해 둔 결과, 새로 시작하지 "
            "않는 합계, 바뀌어 버린 배열이 있는지 살펴보세요.",
        ),
    ),
    _Less(
        "whole_examples",
        lambda wrong: wrong.example > 0,
        lambda _wrong, _reply: False,
        Text("wrong after other calls", "다른 호출을 한 뒤에는 틀림"),
        Text(
            "Asked first of all, {0} is right in a case in which it is wrong after other calls. "
            "Something outlives a call: look for global variables, for what is stored in the "
            "class, and for default values that are made only once.",
            "맨 처음에 물으면 {0}이(가) 맞는데, 다른 호출을 한 뒤에 똑같이 물으면 틀립니다. 호출이"
            " 끝나도 남는 것이 있습니다. 전역 변수, 클래스에 저장한 것, 한 번만 만들어지는 기본값이"
            " 있는지 살펴보세요.",
        ),
    ),
)


def depending(replies: Replies, work: Ask, right: Ask) -> Hint | None:
    """Return the hint for a work whose wrong answers are right with less before them.

    One alone may be so by chance, as where random numbers are drawn.
    """
    wrong = list(islice(_wrong(replies), _MOST_WRONG))
    for less in _LESS:
        if not wrong or not less.has_more(wrong[0]):
            continue
        if all(
            _is_right(ask(each.example, partial(less.is_left_out, each)), each)
            for each in wrong
            for ask in (right, work)
        ):
            return _told(less, wrong[0])
    return None


def _wrong(replies: Replies) -> Iterator[_Wrong]:
    """Yield the first wrong answer of each example, all in the place of the very first."""
    first: Slot | None = None
    for example, of_example in enumerate(replies):
        for place, reply in enumerate(of_example):
            slot = _off(reply)
            if slot is not None and first in (None, slot):
                first = slot
                yield _Wrong(reply, slot, example, place, of_example)
                break


def _told(less: _Less, wrong: _Wrong) -> Hint:
    what, method = wrong.slot.says, wrong.call.target.rpartition(".")[2]
    words = wrong.kind, method, ", ".join(wrong.others)
    title = Text(
        f"{what.en}: {less.title.en.format(what.en, *words)}",
        f"{what.ko}: {less.title.ko.format(what.ko, *words)}",
    )
    text = Text(less.says.en.format(what.en, *words), less.says.ko.format(what.ko, *words))
    return Hint(f"{wrong.slot.target}:{less.id}", RELATION, resolved(title), resolved(text))


def _off(reply: Reply) -> Slot | None:
    """Return the first place at which a reply is wrong."""
    if reply.is_random:
        return None
    found = cases([[reply]])
    size = scale([case.comparison for each in found.values() for case in each])
    for slot, [case] in found.items():
        if not close(case.comparison.actual, case.comparison.right, size):
            return slot
    return None


def _is_right(replies: Sequence[Reply], wrong: _Wrong) -> bool:
    """Return whether what was wrong is right in the replies with less before it."""
    if wrong.place >= len(replies) or replies[wrong.place].target != wrong.reply.target:
        return False
    return _off(replies[wrong.place]) is None


def overwriting(part: str, replies: Replies) -> Hint | None:
    """Return the hint for a work whose call changes what an earlier one has returned."""
    asked = list(chain.from_iterable(replies))
    names = {reply.target.rpartition(".")[2] for reply in asked}
    own = names & {part.rpartition(".")[2]} or names  # a part may be called otherwise
    for reply in asked:
        name = reply.target.rpartition(".")[2]
        if name not in own or name not in reply.overwrote:
            continue
        title = Text(
            f"what {name} returned is overwritten by its next call",
            f"{name}이(가) 반환한 배열을 다음 호출이 덮어씀",
        )
        text = Text(
            f"{name} hands out the same array each time: the next call changes the numbers in the "
            f"one that was returned before, and whoever has kept it finds others there. Make a "
            f"new array in each call, or return a copy.",
            f"{name}이(가) 매번 같은 배열을 반환합니다. 다음에 호출하면 앞서 반환한 배열의 값까지 "
            f"바뀌어, 그 결과를 보관해 둔 쪽에서는 값이 달라집니다. 호출할 때마다 새 배열을 "
            f"만들거나 복사본을 반환하세요.",
        )
        return Hint(f"{reply.target}:overwritten", RELATION, resolved(title), resolved(text))
    return None


def later(replies: Replies) -> Hint | None:
    """Return the hint for a work whose first calls are right, all of them, and later ones not."""
    firsts: Counter[str] = Counter()
    wrong: dict[str, list[Slot]] = defaultdict(list)
    for of_example in replies:
        asked = [each for each in of_example if "." in each.target and not each.is_random]
        slots = [(each, _off(each)) for each in asked]
        if any(slot is not None and each.turn == 1 for each, slot in slots):
            return None
        for target in {each.target for each in asked}:
            firsts[target] += 1
            off = [slot for each, slot in slots if each.target == target and slot is not None]
            wrong[target] += off[:1]
    target = max(wrong, key=lambda each: len(wrong[each]), default="")
    if firsts[target] < _LEAST_FIRST or len(wrong[target]) < _LEAST_LATER:
        return None
    name, what, count = target.rpartition(".")[2], wrong[target][0].says, len(wrong[target])
    title = Text(
        f"{name}: only the first call is right", f"{name}: 첫 번째 호출만 맞고 그다음부터 틀림"
    )
    text = Text(
        f"In all {firsts[target]} cases tried the first call of {name} is right; in {count} of "
        f"them {what.en} is wrong from a later one on. Look at what an object keeps from one call "
        f"to the next, and at how the next call uses it.",
        f"시험한 {firsts[target]}가지 경우 모두 {name}의 첫 번째 호출은 맞습니다. 그 가운데 {count}"
        f"가지에서 나중 호출부터 {what.ko}이(가) 틀립니다. 한 호출에서 다음 호출로 무엇을 남기는지,"
        f" 다음 호출이 그것을 어떻게 쓰는지 살펴보세요.",
    )
    return Hint(f"{target}:later", WHERE, resolved(title), resolved(text))
