"""Relations between right and actual answers: the simplest one that holds for every question.

A small language: a base (the right answer, another one, an input), at most two steps from it, and
the bits that it takes to say so. Knows no assignment. Must never return a relation that fails for
one question, or that right answers would fulfil as well.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np

from autograder.base.language import Text
from autograder.judge.diagnosis.answers import ordinal
from autograder.judge.diagnosis.comparison import (
    TOLERANCE,
    Answer,
    Array,
    Comparison,
    close,
    largest,
    scale,
)
from autograder.judge.diagnosis.vocabulary.quantities import (
    Quantity,
    constant_factor,
    constant_summand,
    input_factor,
    input_summand,
    quantities,
    quantity_factor,
    sharpened,
    sharpness,
    sizes_in_common,
    squares_summands,
)
from autograder.judge.diagnosis.vocabulary.step import SILENT, Step
from autograder.judge.diagnosis.vocabulary.steps import STEPS

# So many questions have to tell a relation from being right; a fitted number takes one for itself.
_LEAST_TELLING = 3
_MOST_COST = 8.0
# Numbers that formulas are made of, with the bits to name one; any other is fitted, and costs more.
_FACTORS = {2.0: 1.5, 0.5: 1.5, 100.0: 3.0, 0.01: 3.0, 1 / math.log(10): 3.0, 1 / math.log(2): 3.0}
_FITTED = 5.0
_UNCHANGED = 1.25
"""What comes back as it was passed is told so, before what number would have left it like that."""
_LEFT = 1e-6
"""By so much, relatively, a number differs at most that was passed, or is round."""
# What may follow another step: two functions in a row are found by chance.
_SECOND = [step for step in STEPS if step.id in ("negated", "complement", "transposed")]
_SAMPLE = 6
_LEFT_OVER = 0.1
"""So much of what is wrong a relation may leave over, in the median: an accepted step, no more."""


@dataclass(frozen=True)
class Base:
    """What a relation starts from."""

    id: str
    cost: float
    says: Text

    @property
    def is_input(self) -> bool:
        """Whether it is what was passed."""
        return self.id.startswith("input:")

    def of(self, comparison: Comparison) -> Array | None:
        """Return its value for a question; None where it has none."""
        kind, _, name = self.id.partition(":")
        value: Answer | None = comparison.right
        if kind == "always":
            is_one = np.ndim(comparison.actual) == 0
            return np.full(() if is_one else np.shape(comparison.right), float(name))
        if kind == "other":
            value = comparison.others.get(name)
        elif kind == "input":
            value = comparison.inputs.get(name)
        return None if value is None or isinstance(value, str) else value


RIGHT = Base("right", 0.0, Text("the right answer", "올바른 값"))


@dataclass(frozen=True)
class Relation:
    """The actual answer, as a base and the steps from there; or the steps from it to the right one.

    With ``is_inverse`` the steps lead from the actual answer to the right one.
    """

    base: Base
    steps: tuple[Step, ...]
    is_inverse: bool = False

    @property
    def id(self) -> str:
        """Return a name that is the same for the same relation."""
        words = [step.id for step in reversed(self.steps)]
        words += [] if self.base is RIGHT else [self.base.id.replace(":", "_")]
        return "-".join([*(["right_is"] if self.is_inverse else []), *words])

    @property
    def cost(self) -> float:
        """Return its length in bits, roughly."""
        return self.base.cost + sum(step.cost for step in self.steps) + 0.5 * self.is_inverse

    @property
    def says(self) -> Text:
        """Return what the actual answer is, or with ``is_inverse`` what the right one is of it."""
        text = Text("the answer given", "반환한 값") if self.is_inverse else self.base.says
        for step in self.steps:
            text = Text(step.says.en.format(text.en), step.says.ko.format(text.ko))
        return text

    @property
    def cause(self) -> Text:
        """Return what does that as a rule, where one step says so."""
        if self.is_inverse:
            return SILENT
        causes = [step.cause for step in self.steps if step.cause != SILENT]
        return causes[0] if len(causes) == 1 else SILENT

    def expected(self, comparison: Comparison) -> Array | None:
        """Return what it makes of a question: an actual answer, or with ``is_inverse`` a right one.

        None where it says nothing about it.
        """
        value: Answer | None = self.base.of(comparison)
        if self.is_inverse:
            value = comparison.actual
        for step in self.steps:
            if value is None or isinstance(value, str):
                return None
            with np.errstate(all="ignore"):
                value = step.of(value, comparison)
        return None if isinstance(value, str) else value

    def holds(self, comparison: Comparison, alike: Callable[[Answer, Answer], bool]) -> bool:
        """Return whether it is so in one question, where answers are the same if ``alike``."""
        expected = self.expected(comparison)
        seen = comparison.right if self.is_inverse else comparison.actual
        return expected is not None and alike(seen, expected) and self._is_its_own(comparison)

    def _is_its_own(self, comparison: Comparison) -> bool:
        """Return whether an answer is no more near what is claimed than that itself may be.

        What has been rounded is a round number, and what was passed is there to the last digit.
        """
        actual = comparison.actual
        if self.is_inverse or isinstance(actual, str):
            return True
        again: Array | None = actual
        if self.base.is_input:
            again = self.expected(comparison)
        elif self.steps and self.steps[-1].leaves_itself:
            again = self.steps[-1].of(actual, comparison)
        return again is not None and close(actual, again, 1.0, _LEFT)


def simplest(
    comparisons: Sequence[Comparison], tolerance: float = TOLERANCE, *, fits: bool = True
) -> Relation | None:
    """Return the shortest relation that holds for every question; None where none does.

    Without ``fits`` no number is told that comes from the answers alone.

    None too where less than three questions are answered wrongly, or where any is answered with
    something that is no number.
    """
    texts = [
        each for each in comparisons if isinstance(each.right, str) or isinstance(each.actual, str)
    ]
    if texts:
        return None
    return _Search(comparisons, tolerance, fits=fits).simplest


class _Search:
    """The way through the language, the shortest first."""

    def __init__(self, comparisons: Sequence[Comparison], tolerance: float, *, fits: bool) -> None:
        self._fits = fits
        self._all = comparisons
        self._tolerance = tolerance
        self._close = partial(close, size=scale(comparisons), tolerance=tolerance)
        self._wrong = [c for c in comparisons if not self._close(c.actual, c.right)]
        self._strayed = frozenset(name for each in comparisons for name in each.strayed)
        """Inputs that the work itself did not have: they are what should have been there."""

    @cached_property
    def simplest(self) -> Relation | None:
        if len(self._wrong) < _LEAST_TELLING:
            return None
        found = [each for each in self._plausible() if each.cost <= _MOST_COST]
        for relation in sorted(found, key=lambda each: each.cost):
            if self._holds(relation):
                return relation
        return None

    def _holds(self, relation: Relation) -> bool:
        """Return whether it holds for all, and is told by answers that are not all the same."""
        if not all(relation.holds(each, self._close) for each in self._all):
            return False
        if np.median([_left_over(relation, each) for each in self._wrong]) > _LEFT_OVER:
            return False  # it is as near as anything that is nearly right
        fitted = sum(step.cost >= _FITTED for step in relation.steps)
        if len(self._wrong) < _LEAST_TELLING + fitted:
            return False
        if relation.is_inverse and _kinds(self._wrong) < _LEAST_TELLING:
            return False  # of nearly anything something makes the one right number
        return telling(self._wrong) >= relation.cost

    def _plausible(self) -> Iterator[Relation]:
        """Yield the relations that hold for the most telling question."""
        sample = max(self._wrong, key=_information)
        for base in self._bases():
            value = base.of(sample)
            if value is None:
                continue
            if base is not RIGHT and self._close(sample.actual, value):
                yield Relation(replace(base, cost=_UNCHANGED) if base.is_input else base, ())
            yield from self._one_step(sample, base, (), value, STEPS)
            if base is RIGHT:
                for step in STEPS:
                    changed = _changed(step, value, sample)
                    if changed is not None and not self._close(changed, value):
                        yield from self._one_step(sample, base, (step,), changed, _SECOND)
        yield from self._inverse(sample)

    def _bases(self) -> Iterator[Base]:
        yield RIGHT
        numbers = {float(n) for c in self._all[:_SAMPLE] for n in np.ravel(np.asarray(c.actual))}
        number = numbers.pop() + 0.0 if len(numbers) == 1 else np.nan  # of -0.0 it makes 0.0
        if np.isfinite(number) and (self._fits or number in (0.0, 1.0)):
            yield Base(
                f"always:{number:.6g}", 1.5, Text(f"always {number:.4g}", f"늘 {number:.4g}")
            )
        for name in self._all[0].others:
            text = Text(f"the right answer for {name}", f"{name}의 올바른 값")
            if name.startswith("["):
                which = ordinal(name)
                text = Text(
                    f"the {which.en} value that it should return", f"올바른 {which.ko} 반환값"
                )
            yield Base(f"other:{name}", 3.0, text)
        for name in self._all[0].inputs:
            text = Text(f"{name} itself", f"{name} 그대로의 값")
            if name in self._strayed:
                text = Text(
                    f"what {name} should be before the call (one call late)",
                    f"호출하기 전에 {name}이(가) 되어 있어야 할 값(한 번씩 늦음)",
                )
            yield Base(f"input:{name}", 3.5, text)

    def _one_step(
        self,
        sample: Comparison,
        base: Base,
        before: tuple[Step, ...],
        value: Array,
        steps: Sequence[Step],
    ) -> Iterator[Relation]:
        for step in (*steps, *self._fitted(sample, value, is_first=not before)):
            changed = _changed(step, value, sample)
            if changed is not None and self._close(sample.actual, changed):
                yield Relation(base, (*before, step))

    def _fitted(self, sample: Comparison, value: Array, *, is_first: bool) -> Iterator[Step]:
        """Yield the factors and summands that may lead from a value to the actual answer.

        An input, entry by entry, is one only of what ``is_first``: what nobody would do leads from
        a changed value anywhere.
        """
        actual = sample.actual
        if isinstance(actual, str) or actual.shape != value.shape or not value.size:
            return
        place = int(np.argmax(np.abs(np.where(np.isfinite(value), value, 0))))
        there, given = float(value.flat[place]), float(actual.flat[place])
        for quantity in self._quantities:
            for power in (1, -1, 2, -2):
                if self._may_lead(there, given, quantity.of(sample), power):
                    yield quantity_factor(quantity, power)
        for name, summand in sample.inputs.items() if is_first else ():
            if name in self._strayed:
                continue
            if not isinstance(summand, str) and summand.shape == value.shape:
                yield from (input_summand(name, sign) for sign in (1, -1))
                if value.ndim:
                    yield from (input_factor(name, sign) for sign in (1, -1))
        if not value.ndim:
            yield from squares_summands(sample, float(actual) - float(value))
        if not self._fits:
            return
        if is_first and (sharper := sharpness(value, actual)) is not None:
            yield sharpened(sharper, _factor(sharper).cost)
        ratio = given / there if there else 0.0
        if ratio and math.isfinite(ratio):  # of a denormal number it is neither
            yield _factor(ratio, self._sizes)
        if np.isfinite(given - there) and abs(given - there) > 1e-9:
            yield _summand(given - there)

    def _may_lead(self, there: float, given: float, number: float | None, power: int) -> bool:
        """Return whether a factor leads to what is given in one place, which costs little to see.

        ``there`` is the largest number, so that twice the tolerance leaves out nothing that fits.
        """
        if not number:
            return False
        made = there * number**power
        return abs(given - made) <= 2 * self._tolerance * (abs(made) + 1e-3)

    @cached_property
    def _sizes(self) -> list[float]:
        return sizes_in_common(self._wrong)

    @cached_property
    def _quantities(self) -> list[Quantity]:
        return quantities(self._all)

    def _inverse(self, sample: Comparison) -> Iterator[Relation]:
        """Yield what makes the right answer of the actual one, and loses something on the way."""
        actual = sample.actual
        if isinstance(actual, str):
            return
        for step in STEPS:
            changed = _changed(step, actual, sample)
            if changed is not None and self._close(sample.right, changed):
                yield Relation(RIGHT, (step,), is_inverse=True)


def _left_over(relation: Relation, wrong: Comparison) -> float:
    """Return how far an answer is from what a relation says, against how wrong it is.

    0 where it is wrong by more than a number, as by its shape.
    """
    expected = relation.expected(wrong)
    seen = wrong.right if relation.is_inverse else wrong.actual
    assert not isinstance(wrong.right, str) and not isinstance(wrong.actual, str)
    if expected is None or isinstance(seen, str) or wrong.right.shape != wrong.actual.shape:
        return 0.0
    with np.errstate(all="ignore"):
        off = largest(wrong.actual - wrong.right)
        return largest(seen - expected) / off if off else 0.0


def _kinds(wrong: Sequence[Comparison]) -> int:
    """Return how many different numbers are right."""
    rights = [each.right.ravel().round(6) for each in wrong if not isinstance(each.right, str)]
    return len(np.unique(np.concatenate(rights))) if rights else 0


def telling(wrong: Sequence[Comparison]) -> int:
    """Return how many different pairs of a right and another number there are.

    What is no number tells nothing: a great many slips end in it.
    """
    pairs = set()
    for each in wrong:
        if isinstance(each.right, str) or isinstance(each.actual, str):
            continue
        rights, actual = each.right.ravel().round(6), each.actual.ravel().round(6)
        if each.right.shape == each.actual.shape:
            known = zip(rights, actual, strict=True)
            pairs |= {pair for pair in known if pair[0] != pair[1] and np.isfinite(pair[1])}
        else:
            pairs |= {(number, tuple(actual)) for number in rights}
    return len(pairs)


def _changed(step: Step, value: Array, comparison: Comparison) -> Array | None:
    with np.errstate(all="ignore"):
        changed = step.of(value, comparison)
    return None if changed is None or not np.isfinite(changed).any() else changed


def _information(comparison: Comparison) -> tuple[int, float]:
    """Return how much a question tells: by its entries that differ from one another."""
    right, actual = comparison.right, comparison.actual
    if isinstance(right, str) or isinstance(actual, str):
        return (0, 0.0)
    return (
        len(np.unique(np.round(right, 6))) + len(np.unique(np.round(actual, 6))),
        largest(actual),
    )


def _factor(number: float, sizes: Collection[float] = ()) -> Step:
    for known, cost in _FACTORS.items():
        if math.isclose(number, known, rel_tol=1e-3) or math.isclose(number, -known, rel_tol=1e-3):
            return constant_factor(math.copysign(known, number), cost + (number < 0), sizes)
    power = round(math.log10(abs(number)))
    if math.isclose(abs(number), 10.0**power, rel_tol=1e-3):
        return constant_factor(math.copysign(10.0**power, number), 3.0, sizes)
    whole = round(number)
    if whole and abs(whole) < 10 and math.isclose(number, whole, rel_tol=1e-3):
        return constant_factor(float(whole), 3.0, sizes)
    return constant_factor(number, _FITTED, sizes)


def _summand(number: float) -> Step:
    whole = round(number)
    if whole and abs(number - whole) < 1e-3:
        return constant_summand(float(whole), 3.0)
    return constant_summand(number, _FITTED)
