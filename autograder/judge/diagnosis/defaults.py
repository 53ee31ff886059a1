"""Defaults: whether an answer is wrong through the value that a work takes for what is left out.

What was wrong is asked once more with that passed as a right work takes it. Must never be told of
an input whose passing does not make all of it right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from autograder.base.language import Text
from autograder.base.particles import resolved
from autograder.judge.diagnosis import spread
from autograder.judge.diagnosis.answers import Case, Slot, cases
from autograder.judge.diagnosis.comparison import close, scale
from autograder.judge.diagnosis.hint import RELATION, Hint
from autograder.judge.diagnosis.replies import Replies, Reply

Usual = Callable[[Reply], Mapping[str, Any]]
"""What a right work takes for the inputs that a question has left out, by name."""
Ask = Callable[[Mapping[str, Any]], Replies]
"""Asks a work all examples once more, with these passed where they are left out."""


def by_default(replies: Replies, place: str | None, usual: Usual, ask: Ask) -> Hint | None:
    """Return the hint for a work that is right where what is left out is passed, and only there.

    ``place`` is where in the answers the part is, as `Slot` has it; None where nobody has said so.
    """
    found = {slot: of for slot, of in cases(replies).items() if place in (None, slot.place)}
    wrong = {slot: of for slot, of in found.items() if _is_wrong(of)}
    asked = [case.reply for of in wrong.values() for case in of]
    values = {name: value for reply in asked for name, value in usual(reply).items()}
    for names in _ways(sorted(values)):
        parted = [_parted(of, names, usual) for of in wrong.values()]
        if not all(others and not _is_wrong(others) for _, others in parted):
            continue  # it is wrong where they are passed, too, or nobody knows
        passed = {name: values[name] for name in names}
        again = cases(ask(passed))
        if not any(_is_wrong(again.get(slot, ())) for slot in wrong):
            return _told(next(iter(wrong)), passed, max(len(lacking) for lacking, _ in parted))
    return None


def _ways(names: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield what may be passed: each by itself, and then all of it."""
    yield from ([name] for name in names)
    if len(names) > 1:
        yield names


def _parted(
    of: Sequence[Case], names: Sequence[str], usual: Usual
) -> tuple[list[Case], list[Case]]:
    """Return the cases in which any of these is left out, and the others."""
    found: tuple[list[Case], list[Case]] = ([], [])
    for case in of:
        found[usual(case.reply).keys().isdisjoint(names)].append(case)
    return found


def _is_wrong(of: Sequence[Case]) -> bool:
    """Return whether some of the answers in one place are wrong, or random ones of another kind."""
    drawn = [case.comparison for case in of if case.reply.is_random]
    sure = [case.comparison for case in of if not case.reply.is_random]
    size = scale(sure)
    if any(not close(each.actual, each.right, size) for each in sure):
        return True
    return bool(drawn) and spread.pattern(drawn) is not None


def _listed(said: Iterable[str]) -> Text:
    return Text(" and ".join(said), ", ".join(said))


def _told(slot: Slot, passed: Mapping[str, Any], count: int) -> Hint:
    what, names = slot.says, _listed(passed)
    values = _listed([f"{name} = {value}" for name, value in passed.items()])
    are = "is" if len(passed) == 1 else "are"
    title = Text(
        f"{what.en} is wrong by the default of {names.en}",
        f"{names.ko}의 기본값 때문에 {what.ko}이(가) 틀림",
    )
    text = Text(
        f"Where {names.en} {are} not passed, {what.en} is wrong ({count} cases); the same asked "
        f"with {values.en} is right. Look at the default of {names.en}.",
        f"{names.ko}을(를) 넘기지 않으면 {what.ko}이(가) 틀리는데({count}가지 경우), 똑같이 묻되 "
        f"{values.ko}을(를) 넘기면 맞습니다. {names.ko}의 기본값을 살펴보세요.",
    )
    id_ = f"{slot.target}{'/' if slot.place else ''}{slot.place}:default_of_{'_'.join(passed)}"
    return Hint(id_, RELATION, resolved(title), resolved(text))
