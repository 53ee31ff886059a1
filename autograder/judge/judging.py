"""One check on one submission: replayed where what was rehearsed decides, live where it does not.

The one door to the fast path: without it every example is asked live, with the same verdict. Must
never pass what a live run of the check would not pass.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis.errors import HypothesisException

from autograder.assignment.assignment import Assignment
from autograder.base.memory import left_behind
from autograder.checks.care import Care, Changed
from autograder.checks.verdict import NOT_DETERMINISTIC, OTHER_KIND
from autograder.judge.collection import question_of, visibility_of
from autograder.judge.rehearsal import Rehearsal
from autograder.judge.replay import batches
from autograder.judge.replay.answer_kinds import Recorder, differ
from autograder.judge.replay.examples import Example, Rehearsed
from autograder.judge.trial import Trial
from autograder.protocol.outcomes import CheckFailure, Stop, StudentException
from autograder.sandbox.conversation import InternalFault


class Judging:
    """Runs checks; remembers across submissions which replies a check has passed over."""

    def __init__(self, assignment: Assignment, rehearsal: Rehearsal, *, replays: bool) -> None:
        """With ``replays`` off, nothing is sent ahead and no reply is known before it is judged."""
        self._assignment = assignment
        self._rehearsal = rehearsal
        self._replays = replays
        self._accepted = batches.Accepted()

    def call(self, item: pytest.Function, trial: Trial) -> bool:
        """Run a check; False where pytest has to run it, since it draws in its body.

        Where classes stand in, it may also pass with the student's own: theirs may have more than
        the contract asks for, and the rest of their work may use it. Raises what the check raises.
        """
        check = self._rehearsal.of(item)
        if check is None:
            return False
        if check.fault is not None:
            why = f"the check fails on the reference: {check.fault}"
            if isinstance(check.fault, Changed):
                why += "; if it may be changed, say so with may_change in assignment.toml"
            raise InternalFault(why)
        fixtures = self._rehearsal.fixtures(item)
        try:
            with left_behind():
                self._ensure_passed(check, fixtures, item, trial)
        except (AssertionError, StudentException):
            if not self._passes_with_own_classes(check, fixtures, item, trial):
                raise
        return True

    def _ensure_passed(
        self, check: Rehearsed, fixtures: dict[str, Any], item: pytest.Function, trial: Trial
    ) -> None:
        """Show all examples; have Hypothesis search and shrink one that fails and may be shown."""
        care = self._rehearsal.care(item)
        failing = self._first_failing(check, fixtures, trial, care)
        if failing is None:
            return
        student = trial.student(care=care, most_elements=check.most_elements)
        fixtures = {**fixtures, "student": student}
        try:
            if check.is_property and self._may_show(item):
                _searched(item.obj, fixtures)
            check.show(failing, fixtures)
        except (AssertionError, StudentException, HypothesisException):
            raise
        except Exception as mistake:
            if _is_of_another_kind(check, failing, fixtures, trial):
                raise CheckFailure(OTHER_KIND) from mistake
            raise
        raise CheckFailure(NOT_DETERMINISTIC)

    def _may_show(self, item: pytest.Function) -> bool:
        """Return whether anybody sees the example: hundreds are asked to find the smallest one."""
        return visibility_of(item) == "public" or self._assignment.feedback == "all"

    def _first_failing(
        self, check: Rehearsed, fixtures: dict[str, Any], trial: Trial, care: Care
    ) -> Example | None:
        return batches.failing(
            check,
            fixtures,
            trial.runner,
            lambda transport, shown: trial.student(
                transport, keeps_calls=shown, care=care, most_elements=check.most_elements
            ),
            self._accepted,
            trial.habits,
            replays=self._replays,
        )

    def _passes_with_own_classes(
        self, check: Rehearsed, fixtures: dict[str, Any], item: pytest.Function, trial: Trial
    ) -> bool:
        if not self._assignment.gives_classes(question_of(item)):
            return False
        try:
            care = self._rehearsal.care(item)
            return self._first_failing(check, fixtures, trial.beside(), care) is None
        except Stop:
            return False


def _searched(test: Any, fixtures: dict[str, Any]) -> None:
    """Have Hypothesis search and shrink; it keeps what was raised, and not what was answered."""
    handle = test.hypothesis
    inner = handle.inner_test

    def example(**keywords: Any) -> None:
        with left_behind():
            inner(**keywords)

    handle.inner_test = example
    try:
        test(**fixtures)
    finally:
        handle.inner_test = inner


def _is_of_another_kind(
    check: Rehearsed, failing: Example, fixtures: dict[str, Any], trial: Trial
) -> bool:
    """Return whether a check that raises does so over an answer that the reference's is not."""
    recorder = Recorder(trial.runner())
    with suppress(Exception):
        student = trial.student(recorder, most_elements=check.most_elements)
        check.show(failing, {**fixtures, "student": student})
    return differ(recorder.replies, failing.replies)
