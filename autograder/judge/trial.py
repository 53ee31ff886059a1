"""One submission's answers to one question: its worker, its time, the verdicts on what it answers.

Knows what the checks of a question share, and nothing of any check. Must never let the worker
outlive it, nor call a fault of ours the student's.
"""

from __future__ import annotations

import traceback
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from autograder.assignment.assignment import Assignment, Question
from autograder.base.language import Language, Text, language_of
from autograder.base.rooms import HOUSE
from autograder.checks.care import Care
from autograder.checks.loading import ExecutionError, Prepared, prepare
from autograder.checks.student import Student
from autograder.checks.transport import Transport
from autograder.checks.verdict import Verdict, verdict_of
from autograder.judge.replay.differences import Stencil
from autograder.judge.replay.habits import Habit
from autograder.protocol.outcomes import CheckFailure, Stop
from autograder.protocol.values import MAX_ELEMENTS
from autograder.sandbox.conversation import Budget, InternalFault, WorkerRunner
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.process import SandboxError
from autograder.submissions.reading import Source


class Trial:
    """A submission at one question for some ``seconds``; ``stencil`` knows its habits."""

    def __init__(
        self,
        assignment: Assignment,
        sandbox: Sandbox,
        source: Source,
        question: Question,
        stencil: Stencil,
        *,
        seconds: float = float("inf"),
        language: Language | None = None,
    ) -> None:
        limits = assignment.limits
        self._assignment = assignment
        self._sandbox = sandbox
        self._source = source
        self._question = question
        self._language = language or language_of(source.text, assignment.languages)
        self._prepared: Prepared | None = None
        self._stopped: Stop | None = None
        self._student: Student | None = None
        self._seconds = min(seconds, limits.question)
        self._budget = Budget(self._seconds, limits.messages)
        self._stencil = stencil
        self.errors: list[ExecutionError] = []
        """What failed while the submission's statements were run."""
        self._beside: Trial | None = None

    def beside(self) -> Trial:
        """Return the same with nothing given in the place of the student's; closed with this."""
        if self._beside is None:
            question = replace(self._question, given=())
            places = self._assignment, self._sandbox, self._source, question
            self._beside = Trial(
                *places,
                Stencil(self._assignment.receipt_key),
                seconds=self._seconds,
                language=self._language,
            )
        return self._beside

    def student(
        self,
        transport: Transport | None = None,
        *,
        keeps_calls: bool = True,
        care: Care | None = None,
        most_elements: int = 2 * MAX_ELEMENTS,
    ) -> Student:
        """Return the submission as a check sees it, its worker alive.

        ``transport`` is a way to that worker in place of its own; the rest is as in `Student`.
        """
        runner = self.runner()
        assert self._prepared is not None
        self._student = Student(
            transport or runner,
            self._language,
            self._prepared.explain,
            tells_gradients=bool(self._question.given),
            most_evaluations=self._assignment.limits.evaluations,
            is_place=self._is_place,
            keeps_calls=keeps_calls,
            foresight=self._stencil,
            variables=self._question.variables,
            care=care,
            most_elements=most_elements,
        )
        return self._student

    def begin_check(self) -> None:
        """Begin a check: what another one called is no example of this one's."""
        self._student = None

    @property
    def habits(self) -> Collection[Habit]:
        """How the submission has taken differences so far."""
        return self._stencil.habits

    def _is_place(self, cell: int, line: int) -> bool:
        cells = self._source.cells
        return 0 < cell <= len(cells) and 0 < line <= 1 + cells[cell - 1].count("\n")

    def pause(self) -> None:
        """Have the clock and the worker stand still until it is asked again."""
        self._budget.pause()
        if self._prepared is not None:
            self._runner().rest()
        if self._beside is not None:
            self._beside.pause()

    def runner(self) -> WorkerRunner:
        """Return the way to a living worker that has the question's definitions."""
        if self._stopped is not None:
            raise self._stopped
        if self._prepared is None or self._runner().is_lost:
            self._prepare()
        return self._runner()

    def _runner(self) -> WorkerRunner:
        assert self._prepared is not None and isinstance(self._prepared.runner, WorkerRunner)
        return self._prepared.runner

    def _prepare(self) -> None:
        program = self._assignment.program(self._question, self._source.cells)
        program = replace(program, files=self._source.files)

        def launch() -> WorkerRunner:
            worker = self._sandbox.start(dict(program.given), dict(program.files))
            return WorkerRunner(worker, self._assignment.limits, self._budget)

        try:
            self._prepared = prepare(launch, program)
        except Stop as stop:
            self._prepared, self._stopped = None, stop
            raise
        self.errors += self._prepared.errors

    def verdict(self, found: BaseException | None) -> Verdict:
        """Return the verdict for what a check raised."""
        if isinstance(found, AssertionError) and not self._is_of_a_check(found):
            return _internal(found)
        return verdict_of(found, self._example) or _internal(found)

    def _is_of_a_check(self, found: AssertionError) -> bool:
        """Return whether an assertion is a check's own, and none of the engine or of pytest."""
        checks, engine = str((self._assignment.folder / "checks").resolve()), str(HOUSE)
        files = [frame.filename for frame in traceback.extract_tb(found.__traceback__)]
        places = [file for file in files if file.startswith((checks, engine))]
        raised_by_helper = isinstance(found, CheckFailure)
        return raised_by_helper or (bool(places) and places[-1].startswith(checks))

    def _example(self, *compared: Any) -> str:
        return "" if self._student is None else self._student.example(*compared)

    def close(self) -> None:
        """End the worker."""
        if self._beside is not None:
            self._beside.close()
        if self._prepared is not None:
            self._prepared.runner.close()
            self._prepared = None


def _internal(found: BaseException | None) -> Verdict:
    if isinstance(found, (KeyboardInterrupt, SystemExit)):
        raise found
    is_ours = (SandboxError, InternalFault)
    what = str(found) if isinstance(found, is_ours) else f"{type(found).__name__}: {found}"
    message = Text(f"a fault of the grader: {what}", f"채점기의 문제입니다: {what}")
    return Verdict("internal_error", message, message)
