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

import pytest

from autograder.assignment.assignment import Assignment, Question
from autograder.assignment.loader import loaded
from autograder.checks.care import Care
from autograder.checks.student import Student
from autograder.judge.collection import question_of
from autograder.judge.replay import store
from autograder.judge.replay.examples import Rehearsed, Understudy, drawn, with_examples
from autograder.judge.rubric import Check, care_of

Checks = Sequence[tuple[Check, pytest.Function]]


class Rehearsal:
    """The reference solution, and the examples of each check with its answers."""

    def __init__(self, assignment: Assignment) -> None:
        self._assignment = assignment
        self._reference: ModuleType | None = None
        self._rehearsed: dict[str, Rehearsed | None] = {}
        self._cares: dict[str, Care] = {}

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
        names = inspect.signature(item.obj).parameters
        return {"reference": self.reference()} if "reference" in names else {}

    def prepare(self, checks: Checks) -> None:
        """Have the examples of every check: those that were kept, or else drawn and kept now."""
        self.reference()  # a slip in it is told before anything else is
        every = [check for check, _ in checks]
        self._cares = {
            item.nodeid: care_of(check, question_of(item), every) for check, item in checks
        }
        known = store.recalled(self._assignment)
        if known is not None and set(known) == {item.nodeid for _, item in checks}:
            for _, item in checks:
                examples = known[item.nodeid]
                check = None if examples is None else with_examples(item.obj, examples)
                self._rehearsed[item.nodeid] = check
            return
        self.draw(checks)
        if not any(check and check.fault for check in self._rehearsed.values()):
            store.keep(self._assignment, self._rehearsed)

    def draw(self, checks: Checks) -> None:
        """Draw the examples of every check and run it on the reference, question by question."""
        understudy: Understudy | None = None
        last: Question | None = None
        for _, item in checks:
            question = question_of(item)
            if question is not last:
                last, understudy = question, self.understudy(question)
            assert understudy is not None
            self._rehearsed[item.nodeid] = self._drawn(item, question, understudy)

    def _drawn(
        self, item: pytest.Function, question: Question, understudy: Understudy
    ) -> Rehearsed | None:
        names = list(inspect.signature(item.obj).parameters)
        is_public = item.path.parent.name == "public"
        check = drawn(item.obj, names, all_of_them=is_public)
        if check is None or not set(names) <= {"student", "reference"}:
            return None
        student: Callable[..., Student] = partial(
            Student,
            tells_gradients=bool(question.given),
            variables=question.variables,
            care=self.care(item),
        )
        understudy.rehearse(check, self.fixtures(item), student)
        return check

    def understudy(self, question: Question) -> Understudy:
        """Return the reference in the place of a submission, with one question's definitions."""
        source = self._assignment.reference.read_text(encoding="utf-8")
        program = self._assignment.program(question, [source])
        # In this process a module's name is never the reference's own.
        return Understudy(replace(program, own_modules={}), self._assignment.receipt_key)
