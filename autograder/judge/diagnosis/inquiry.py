"""The inquiry into a wrong part: its checks' questions on inputs drawn for showing, and what of it.

Must never change a verdict, and never ask a work more than a grading does.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache, partial
from itertools import chain
from statistics import median
from typing import Any

import numpy as np

from autograder.assignment.assignment import Assignment, Question
from autograder.base.language import Text
from autograder.base.particles import resolved
from autograder.checks.function import Function
from autograder.checks.student import Student
from autograder.judge.diagnosis.agreement import (
    Beside,
    Companion,
    Pair,
    answers_of,
    asked_beside,
    companions,
    entries_told,
    handed_on,
    is_wrong,
    told,
)
from autograder.judge.diagnosis.answers import Case, Slot, answer, cases
from autograder.judge.diagnosis.comparison import Answer, close, scale
from autograder.judge.diagnosis.defaults import by_default
from autograder.judge.diagnosis.edits import Edit, edits
from autograder.judge.diagnosis.hint import EXAMPLE, WHERE, Hint
from autograder.judge.diagnosis.history import depending, later, overwriting
from autograder.judge.diagnosis.keys import lacking
from autograder.judge.diagnosis.notes import Notes, Table
from autograder.judge.diagnosis.prompting import LeftOut
from autograder.judge.diagnosis.relations import telling
from autograder.judge.diagnosis.repetition import asked_again, changing, fixed, unsteady
from autograder.judge.diagnosis.replacement import replacing
from autograder.judge.diagnosis.replies import Replies, Reply
from autograder.judge.diagnosis.showing import (
    Noted,
    Shown,
    defaults,
    parameters,
    prepared,
    redrawn,
    usual,
)
from autograder.judge.diagnosis.subject import Subject
from autograder.judge.diagnosis.symptoms import symptom
from autograder.judge.diagnosis.variations import Variation, variations
from autograder.judge.replay.examples import Understudy

Change = Edit | Variation
_EXAMPLES = 20
"""Examples of a part, spread over its checks: a few that show nothing leave enough that do."""
_LEAST_OF_A_CHECK = 5
_LEAST_WRONG = 3
_USUAL_TIMES = 2
_REPEATED = 2
_EXACT = 1e-5
"""Where no step is chosen, what was done is no further from its change than an epsilon makes it."""
_AS_LIKELY = 0.5
"""Bits by which another explanation may be longer that is told as well."""
_ELSEWHERE = 0.75
"""Bits to say that a slip is in another method than the one that answers wrongly."""
_MOST_WORKS = 4
"""Variations that are kept to be asked again: one after the other is asked all examples."""
_EXAMPLES_BESIDE = 6
"""Examples in which a method's companion is asked as well."""


@dataclass(frozen=True)
class Source:
    """A check as examples are drawn from it."""

    name: str
    part: str
    test: Any
    fixtures: Mapping[str, Any]
    """All that it takes but the student."""
    is_public: bool


class Inquiry:
    """The questions of each part, drawn and answered rightly when the first work needs them."""

    def __init__(self, assignment: Assignment, sources: Sequence[Source], notes: Notes) -> None:
        self._assignment = assignment
        self._notes = notes
        self._sources = sources
        self._asked: dict[str, Asked] = {}
        self._source = assignment.reference.read_text(encoding="utf-8")
        self._parameters = parameters(self._source)
        self._defaults = defaults(self._source)
        self._usual = usual(self._source)
        self._companions = companions(self._source)

    def of(self, part: str, subject: Subject, place: str | None = None) -> Hint | None:
        """Return what can be said of a part of a work.

        Public checks come first: what is quoted was answered before anything else was asked.
        ``place`` is where in an answer the part is. Raises Stop where the work does not answer.
        """
        asked = self._of_part(part)
        student = subject.afresh()
        replies = [shown.asked(student, self._parameters) for shown in asked.shown]
        subject.rest()
        for reply in chain.from_iterable(replies):
            reply.usual = self._left_out(reply) if not reply.is_read else {}
        ask = partial(self._passing, asked, student)
        sure = lacking(part, replies) or by_default(replies, place, self._left_out, ask)
        sure = sure or self._by_entry(part, asked, student, replies)
        if sure is not None:
            return sure
        found = symptom(part, replies, place, asked.change)
        told = found if found is not None and found.tier < WHERE else None
        if found is None:
            told = replacing(replies) or overwriting(part, replies)
        told = told or self._changing(asked, student, replies) or self._fixed(asked, student)
        told = told or self._with_agreement(part, found, asked, student)
        # A relation may hold of what an earlier question has left behind.
        return self._depending(asked, subject, replies) or told or later(replies)

    def _left_out(self, reply: Reply) -> dict[str, Any]:
        """Return what a right work takes for the inputs that a question has left out."""
        names = dict.fromkeys((reply.kind or reply.target.partition(".")[0], reply.target))
        known = [(n, v) for name in names for n, v in self._usual.get(name, {}).items()]
        return {name: value for name, value in known if name not in reply.inputs}

    def _passing(
        self, asked: Asked, student: Student, passed: Mapping[str, Any]
    ) -> list[list[Reply]]:
        """Ask a work all examples once more, with something passed that they leave out."""
        return [each.asked(student, self._parameters, passed=passed) for each in asked.shown]

    def _depending(self, asked: Asked, subject: Subject, replies: Replies) -> Hint | None:
        """Return the hint for a work that is right where less was asked before."""

        def work(example: int, left_out: LeftOut) -> Sequence[Reply]:
            again = subject.afresh()
            found = asked.shown[example].asked(again, self._parameters, left_out=left_out)
            subject.rest()
            return found

        def right(example: int, left_out: LeftOut) -> Sequence[Reply]:
            shown = asked.shown[example]
            return shown.asked(asked.reference, self._parameters, left_out=left_out)

        return depending(replies, work, right)

    def _changing(self, asked: Asked, student: Student, replies: Replies) -> Hint | None:
        """Return the hint for a work that answers an example that it has wrong in two ways.

        Not of what should be random anywhere: there it is no news.
        """
        random = {reply.target for reply in chain.from_iterable(replies) if reply.is_random}
        known = zip(asked.shown, replies, strict=True)
        wrong = [
            (shown, first)
            for shown, first in known
            if any(is_wrong(reply) for reply in first)
            and random.isdisjoint(reply.target for reply in first)
        ]
        for shown, first in wrong[:_REPEATED]:
            if (found := changing(first, shown.asked(student, self._parameters))) is not None:
                return found
        return self._asked_again(asked, student, wrong[0][0], unsteady) if wrong else None

    def _fixed(self, asked: Asked, student: Student) -> Hint | None:
        """Return the hint for a work that draws random numbers only once."""
        random = next((each for each in asked.shown if each.script.is_random), None)
        return None if random is None else self._asked_again(asked, student, random, fixed)

    def _asked_again(
        self, asked: Asked, student: Student, shown: Shown, told_by: Callable[..., Hint | None]
    ) -> Hint | None:
        """Ask a work and a right one all of an example twice in a row; return what that tells."""
        return told_by(
            shown.asked(student, self._parameters, beside=asked_again),
            shown.asked(asked.reference, self._parameters, beside=asked_again),
        )

    def _with_agreement(
        self, part: str, found: Hint | None, asked: Asked, student: Student
    ) -> Hint | None:
        """Return a hint with what is known of the methods that the wrong one builds upon."""
        method = part.rpartition(".")[2]
        companion = self._companions.get(part)
        if companion is None:
            return found
        agreed = told(method, companion, list(self._pairs(part, companion, asked, student)))
        if agreed is None:
            return found
        id_, title, said = agreed
        text = resolved(said)
        if found is not None and not found.id.endswith(EXAMPLE):
            return replace(found, text=found.text + Text(" ", " ") + text)
        example = Text("", "") if found is None else Text(" ", " ") + found.text
        return Hint(f"{part}:{id_}", WHERE, resolved(title), text + example)

    def _by_entry(self, part: str, asked: Asked, student: Student, replies: Replies) -> Hint | None:
        """Return which entries of a dict of slopes do not go with a loss that is wrong itself."""
        companion = self._companions.get(part)
        of_part = (reply for reply in chain.from_iterable(replies) if reply.target == part)
        if companion is None or not any(type(reply.right) is dict for reply in of_part):
            return None
        return entries_told(part, companion, self._pairs(part, companion, asked, student))

    def _pairs(
        self, part: str, companion: Companion, asked: Asked, student: Student
    ) -> Iterator[Pair]:
        """Yield the wrong answers of a method beside those of its companion."""
        owner = part.partition(".")[0]

        def beside(signature: str, other: Any, words: Any, right: Any) -> Beside | None:
            return asked_beside(companion, other, words, right) if signature == part else None

        for shown in asked.shown[:_EXAMPLES_BESIDE]:
            replies = shown.asked(student, self._parameters, beside=beside)
            if not any(map(is_wrong, replies)):
                continue
            rightly = shown.asked(asked.reference, self._parameters, beside=beside)
            follow: list[Any] = [None] * len(replies)
            if (answers := answers_of(replies, companion)) is not None:
                source = handed_on(self._source, owner, companion, answers)
                question = next(q for q in self._assignment.questions if q.name == owner)
                hybrid = self._reference(question, 0, source)
                follow = [answer(r.actual) for r in shown.asked(hybrid, self._parameters)]
            known = zip(replies, rightly, follow, strict=False)
            for reply, other, followed in known:
                if reply.beside and other.beside and is_wrong(reply):
                    yield Pair(reply, reply.beside, other.beside, followed)

    def _of_part(self, part: str) -> Asked:
        if part not in self._asked:
            question = next(
                q for q in self._assignment.questions if q.name == part.partition(".")[0]
            )
            shown = list(self._shown(part, question))
            varied = cache(partial(self._variations, question.name, shown))
            self._asked[part] = Asked(
                shown,
                partial(self._reference, question),
                self._parameters,
                self._defaults,
                partial(self._notes.of, f"variations of {part}", partial(_outlined, varied)),
                varied,
                self._notes.table(f"changed answers of {part}"),
            )
        return self._asked[part]

    def _variations(self, name: str, shown: Sequence[Shown]) -> list[Variation]:
        """Return the variations of the reference in what these examples ask for."""
        asked = {name for each in shown for name in each.asked_for}
        return list(variations(self._source, name, asked))

    def _shown(self, part: str, question: Question) -> Iterator[Shown]:
        """Yield the examples of a part's checks, with the right answers."""
        sources = [source for source in self._sources if source.part == part]
        count = max(_LEAST_OF_A_CHECK, _EXAMPLES // max(1, len(sources)))
        references = cache(partial(self._reference, question))
        for source in sources:
            make = partial(self._of_source, source, count, references, question.variables)
            for noted in self._notes.of(f"questions of {source.name}", make):
                yield noted.shown(source.test, source.fixtures, source.is_public)

    def _of_source(
        self,
        source: Source,
        count: int,
        reference: Callable[[int], Student],
        variables: Collection[str],
    ) -> list[Noted]:
        seed = f"{self._assignment.seed}:showing{self._assignment.showing}:{source.name}"
        names = [*source.fixtures, "student"]
        check = redrawn(source.test, names, seed, count)
        if check is None or not (check.is_property or source.is_public):
            return []  # what a hidden check always asks is not asked again
        return list(prepared(check, source.fixtures, reference, self._parameters, variables))

    def _reference(self, question: Question, seed: int = 0, source: str = "") -> Student:
        program = self._assignment.program(question, [source or self._source])
        program = replace(program, own_modules={}, seed=program.seed ^ seed)
        understudy = Understudy(program, self._assignment.receipt_key)
        return Student(
            understudy,
            "en",
            tells_gradients=bool(question.given),
            variables=question.variables,
        )


class Asked:
    """The questions of a part, and what a right work answers to edited ones, as far as known."""

    def __init__(
        self,
        shown: list[Shown],
        reference: Callable[..., Student],
        names: Mapping[str, list[str]],
        values: Mapping[str, Any],
        outlined: Callable[[], list[Variation]],
        varied: Callable[[], list[Variation]],
        changed: Table[tuple[str, int], dict[Slot, tuple[Answer, ...]]],
    ) -> None:
        """Ask nothing yet; ``reference(source=…)`` is a right work, or one of another source.

        ``outlined`` are the variations without their sources, which only new answers need;
        ``changed`` are the answers after each change, by its id and the example's place.
        """
        self.shown = shown
        # The same ones first for every work, so that most answers are known.
        self._order = {place: rank for rank, place in enumerate(self._by_size())}
        self._work = lru_cache(_MOST_WORKS)(reference)
        self._names = names
        self._values = values
        self._outlined = cache(outlined)
        self._varied = varied
        self._changed = changed

    @property
    def reference(self) -> Student:
        """A right work."""
        return self._work()

    def _by_size(self) -> list[int]:
        """Return the examples' places, those that tell most first.

        But for those far longer than most: each of hundreds of changes answers the first.
        """
        lengths = [len(each.script) for each in self.shown]
        most = _USUAL_TIMES * median(lengths) if lengths else 0
        rank = [(length > most, -s.size) for length, s in zip(lengths, self.shown, strict=True)]
        return sorted(range(len(rank)), key=rank.__getitem__)

    def change(self, slot: Slot, asked: Sequence[Case], tolerance: float) -> Change | None:
        """Return the change with which a right work answers like that in all cases, or None."""
        size = scale([case.comparison for case in asked])
        alike = partial(close, size=size, tolerance=tolerance)
        wrong = [c for c in asked if not alike(c.comparison.actual, c.comparison.right)]
        # That both raise is no answer in common.
        wrong = [c for c in wrong if not isinstance(c.comparison.actual, str)]
        if len(wrong) < _LEAST_WRONG:
            return None
        evidence = telling([case.comparison for case in wrong])
        method = slot.target.rpartition(".")[2]
        first = max(wrong, key=lambda case: (-self._order[case.example], -case.turn))
        repeats = any(case.turn for case in asked)
        inputs = _inputs(asked)
        # With another array passed, the one that is looked at stays as it is, whatever is done.
        inputs.pop(slot.argument.partition(".")[0], None)
        known: list[Change] = [*edits(inputs, self._names, self._values, repeats=repeats)]
        known += self._outlined()
        ordered = [first, *(case for case in asked if case is not first)]
        if not _has_a_step(asked):
            alike = partial(close, size=size, tolerance=min(tolerance, _EXACT))
        found: list[Change] = []
        for edit in sorted(known, key=partial(_cost, method)):
            if edit.cost > evidence:
                continue
            if found and _cost(method, edit) > _cost(method, found[0]) + _AS_LIKELY:
                break
            if all(alike(c.comparison.actual, self._answer(slot, edit, c)) for c in ordered):
                found.append(edit)
        return _told_with(method, found) if found else None

    def _answer(self, slot: Slot, change: Change, case: Case) -> Answer:
        """Return what a right work answers to an edited question, or a varied one to the same."""
        key = (change.id, case.example)
        found = self._changed.of(key, partial(self._answers, change, case.example)).get(slot, ())
        return found[case.turn] if case.turn < len(found) else "not there"

    def _source_of(self, id_: str) -> str:
        return next(each.source for each in self._varied() if each.id == id_)

    def _answers(self, change: Change, example: int) -> dict[Slot, tuple[Answer, ...]]:
        work, edit = self.reference, change if isinstance(change, Edit) else None
        if isinstance(change, Variation):
            work = self._work(source=self._source_of(change.id))
        with np.errstate(all="ignore"):
            replies = self.shown[example].asked(work, self._names, edit)
        found = cases([replies])
        same = self._changed.same  # a change changes little of what is asked
        return {
            same(slot): same(tuple(case.comparison.actual for case in of))
            for slot, of in found.items()
        }


def _outlined(varied: Callable[[], list[Variation]]) -> list[Variation]:
    """Return variations without their sources."""
    return [replace(each, source="") for each in varied()]


def _is_elsewhere(method: str, change: Change) -> bool:
    return isinstance(change, Variation) and change.method not in ("", method)


def _cost(method: str, change: Change) -> float:
    """Return the cost of a change for answers of a method: a slip is likelier there than below."""
    return change.cost + _ELSEWHERE * _is_elsewhere(method, change)


def _told_with(method: str, found: Sequence[Change]) -> Change:
    """Return the likeliest of some changes that come to the same, told with another one if any.

    Not with one in another method, where the first is in the one that answers wrongly. What does it
    as a rule is not said beside another: nobody knows which of them it was.
    """
    first = next(e for e in reversed(found) if e.says.en in found[0].says.en)
    others = [each for each in found if first.says.en not in each.says.en]
    if not _is_elsewhere(method, first):
        others = [each for each in others if not _is_elsewhere(method, each)]
    if not others:
        return first
    other = next((each for each in others if type(each) is not type(first)), others[0])
    says = first.says + Text(f", and also {other.says.en}", f"이자 {other.says.ko}")
    return replace(first, says=says, cause=Text("", ""))


def _has_a_step(asked: Sequence[Case]) -> bool:
    """Return whether a function is handed over, of which a work may take differences of its own."""
    return any(isinstance(value, Function) for value in asked[0].reply.inputs.values())


def _inputs(asked: Sequence[Case]) -> dict[str, Any]:
    """Return an example of each input that most cases have."""
    found: dict[str, Any] = {}
    for case in asked:
        found |= case.reply.inputs
    count = {name: sum(name in case.reply.inputs for case in asked) for name in found}
    return {name: v for name, v in found.items() if 2 * count[name] > len(asked)}
