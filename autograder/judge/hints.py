"""What is behind the parts of a submission that failed: the diagnosis, asked in workers of its own.

Must never cost a verdict, nor keep a class waiting for a submission that takes its time.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Mapping

from autograder.assignment.assignment import Assignment, Question
from autograder.base.deadline import Deadline, Queueing
from autograder.base.memory import cleaned
from autograder.base.text import one_line
from autograder.checks.student import Student
from autograder.checks.verdict import Verdict
from autograder.judge.diagnosis.hint import Hint
from autograder.judge.diagnosis.inquiry import Source as Asked
from autograder.judge.diagnosis.listening import Listener
from autograder.judge.diagnosis.panels import Panels, ensure_tried, panels
from autograder.judge.diagnosis.tiers import Diagnosis
from autograder.judge.rehearsal import Checks, Rehearsal
from autograder.judge.rubric import wrong_parts
from autograder.judge.trial import Trial
from autograder.protocol.outcomes import Stop
from autograder.sandbox.conversation import InternalFault
from autograder.sandbox.launch import Sandbox
from autograder.submissions.reading import Source

# A panel is a few dozen calls, which right work and honest faults answer in a tenth of a second.
_SECONDS = 10.0
# What is worked out for the first time takes half a minute for a work that is wrong everywhere; on
# a machine with more to do twice as long at most, for a grading waits two minutes for its judge.
_MOST_SECONDS = 60.0
_MOST_STRETCHED = 2.0


class Hints:
    """The diagnosis of an assignment, for one submission after the other."""

    def __init__(
        self, assignment: Assignment, sandbox: Sandbox, rehearsal: Rehearsal, checks: Checks
    ) -> None:
        """Try the author's panels on the reference, where no run before this one has.

        Raises GradkitError for a slip in them.
        """
        self._assignment = assignment
        self._sandbox = sandbox
        self._checks = [check for check, _ in checks]
        found = panels(assignment, {check.info.part for check in self._checks})
        if not rehearsal.is_known:
            _ensure_tried(found, assignment, rehearsal)
        asked = [
            Asked(
                check.id,
                check.info.part,
                item.obj,
                rehearsal.fixtures(item),
                check.visibility == "public",
            )
            for check, item in checks
        ]
        self._diagnosis = Diagnosis(assignment, sandbox, found, asked)

    def of(self, source: Source, verdicts: Mapping[str, Verdict]) -> dict[str, Hint]:
        """Return the hints by part; none for a part of which nothing sure can be said."""
        hints: dict[str, Hint] = {}
        end = Deadline(_MOST_SECONDS, Queueing(os.getpid(), most=_MOST_STRETCHED))
        for question in self._assignment.questions:
            for part in wrong_parts(question, self._checks, verdicts):
                if end.is_over:
                    return hints
                try:
                    with cleaned():
                        found = self._of_part(part, source, question)
                except Stop:
                    break  # one that takes its time is not waited for again
                if found is not None:
                    hints[part] = found
        return hints

    def keep(self) -> None:
        """Keep what the next run need not work out again."""
        self._diagnosis.keep()

    def _of_part(self, part: str, source: Source, question: Question) -> Hint | None:
        listener = Listener(self._assignment.receipt_key)
        trial = Trial(self._assignment, self._sandbox, source, question, listener, seconds=_SECONDS)
        try:
            return self._diagnosis.of(part, _Subject(trial))
        except Stop:
            raise
        except (Exception, InternalFault) as fault:  # no hint is better than no result
            _tell(part, fault)
            return None
        finally:
            trial.close()


def _ensure_tried(found: Panels, assignment: Assignment, rehearsal: Rehearsal) -> None:
    questions = {question.name: question for question in assignment.questions}

    def reference(part: str) -> Student:
        question = questions[part.partition(".")[0]]
        return Student(rehearsal.understudy(question), "en", tells_gradients=bool(question.given))

    ensure_tried(found, reference)


_MOST_ELEMENTS = 2**17
"""In the answers to an example: those to all examples are looked at together."""


class _Subject:
    """A submission behind a trial, as the diagnosis asks it."""

    def __init__(self, trial: Trial) -> None:
        self._trial = trial

    def afresh(self) -> Student:
        self._trial.close()
        return self._trial.student(most_elements=_MOST_ELEMENTS)

    def rest(self) -> None:
        self._trial.pause()


def _tell(part: str, fault: BaseException) -> None:
    """Say on one line of the terminal that a part gets no hint through a fault of ours."""
    frames = traceback.extract_tb(fault.__traceback__)
    where = f"{frames[-1].filename}: line {frames[-1].lineno}: " if frames else ""
    what = one_line(f"{type(fault).__name__}: {fault}")
    print(f"gradkit: no hint for {part}: {where}{what}; please report it", file=sys.stderr)
