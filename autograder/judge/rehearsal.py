"""The checks run on the reference first: every example drawn, and what the reference answers to it.

Must never see a submission: what is known here was known before the first one came.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from types import ModuleType
from typing import Any

import hypothesis
import pytest

from autograder.assignment.assignment import Assignment, Question
from autograder.assignment.loader import loaded
from autograder.checks.care import Care, of_parts
from autograder.checks.examples import public_seed
from autograder.checks.student import Student
from autograder.judge.collection import hidden_seed, question_of
from autograder.judge.replay import store
from autograder.judge.replay.examples import Example, Rehearsed, Understudy, drawn, with_examples
from autograder.judge.rubric import Check

Checks = Sequence[tuple[Check, pytest.Function]]

_UNSEEN = 3
"""Drawn beside what students have: the least telling ones, which only a list by heart fails."""


class Rehearsal:
    """The reference solution, and the examples of each check with its answers."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._reference: ModuleType | None = None
        self._rehearsed: dict[str, Rehearsed | None] = {}
        self._cares: dict[str, Care] = {}
        self.is_known = False
        """Whether a run before this one has tried all of the assignment, and kept its examples."""

    def reference(self) -> ModuleType:
        """Return the reference solution; raise GradkitError for a slip in it."""
        if self._reference is None:
            self._reference = loaded(self._assignment.reference, "reference")
        return self._reference

    def of(self, item: pytest.Function) -> Rehearsed | None:
        """Return a check's examples; None for one that draws in its body."""
        return self._rehearsed[item.nodeid]

    def care(self, item: pytest.Function) -> Care:
        """Return what calls have to leave alone in a check."""
        return self._cares[item.nodeid]

    def fixtures(self, item: pytest.Function) -> dict[str, Any]:
        """Return what a check asks for beside the student and what Hypothesis draws."""
        return {"reference": self.reference()} if "reference" in item.fixturenames else {}

    def prepare(self, checks: Checks) -> None:
        """Have the examples of every check: those that were kept, or else drawn now."""
        self.reference()  # a slip in it is told before anything else is
        self.look_after(checks)
        known = store.recalled(self._assignment)
        self.is_known = known is not None and set(known) == {i.nodeid for _, i in checks}
        if known is None or not self.is_known:
            self.draw(checks)
            return
        for _, item in checks:
            examples = known[item.nodeid]
            check = None if examples is None else with_examples(item.obj, examples)
            self._rehearsed[item.nodeid] = check

    def keep(self) -> None:
        """Keep what was drawn for the next run, unless a check fails on the reference."""
        if not any(check and check.fault for check in self._rehearsed.values()):
            store.keep(self._assignment, self._rehearsed)

    def look_after(self, checks: Checks) -> None:
        """Note what calls have to leave alone in each check."""
        parts = [check.info.part for check, _ in checks]
        self._cares = {
            item.nodeid: of_parts(check.info.part, parts, question_of(item).may_change)
            for check, item in checks
        }

    def draw(self, checks: Checks) -> None:
        """Draw the examples of every check and run it on the reference, question by question."""
        understudy: Understudy | None = None
        last: Question | None = None
        for check, item in checks:
            question = question_of(item)
            if question is not last:
                last, understudy = question, self.understudy(question)
            assert understudy is not None
            self._rehearsed[item.nodeid] = self._drawn(check, item, question, understudy)

    def _drawn(
        self, check: Check, item: pytest.Function, question: Question, understudy: Understudy
    ) -> Rehearsed | None:
        names = list(inspect.signature(item.obj).parameters)
        is_public = check.visibility == "public"
        found = drawn(item.obj, names, [] if is_public else self._seeds(check))
        if found is None or not set(names) <= {"student", "reference"}:
            return None
        if is_public and found.is_property:
            found.examples += self._unseen(check, item, names)
        student: Callable[..., Student] = partial(
            Student,
            tells_gradients=bool(question.given),
            variables=question.variables,
            care=self.care(item),
        )
        understudy.rehearse(found, self.fixtures(item), student)
        return found

    def _unseen(self, check: Check, item: pytest.Function, names: list[str]) -> list[Example]:
        """Draw some examples of a public check that students have not seen.

        Whoever has the answers to all that the self-check asks by heart fails here.
        """
        others = drawn(item.obj, names, self._seeds(check)[:1])
        hypothesis.seed(public_seed(check.id))(item.obj)
        return [] if others is None else others.examples[-_UNSEEN:]

    def _seeds(self, check: Check) -> list[int]:
        """Return what examples to choose among are drawn with: twice as many as are asked for.

        Hypothesis varies what it has drawn already: one seed's are alike.
        """
        return [hidden_seed(self._assignment, check.id + more) for more in ("", ":again")]

    def understudy(self, question: Question) -> Understudy:
        """Return the reference in the place of a submission, with one question's definitions."""
        source = self._assignment.reference.read_text(encoding="utf-8")
        program = self._assignment.program(question, [source])
        # In this process a module's name is never the reference's own.
        return Understudy(replace(program, own_modules={}), self._assignment.receipt_key)
