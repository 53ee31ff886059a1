"""One self-check: a notebook, a student's side per question, and what became of the checks."""

from __future__ import annotations

import functools
import traceback
from pathlib import Path

from autograder.base.language import Language, Text, both, language_of
from autograder.base.text import safe
from autograder.checks.assertions import CheckInfo
from autograder.checks.loading import ExecutionError, Prepared, Program, prepare
from autograder.checks.student import Student
from autograder.checks.verdict import Verdict, verdict_of
from autograder.protocol.outcomes import Stop
from autograder.selfcheck.choice import (
    Choice,
    asked_language,
    language_of_locale,
)
from autograder.selfcheck.inprocess import InProcess, known_or_own
from autograder.selfcheck.settings import SEED, Question, settings_of
from autograder.selfcheck.terminal import Outcome, report
from autograder.submissions.notebook import Unreadable, contents

INTERNAL = Text(
    "a fault of the checks, not of your code; please show this to your instructor",
    "여러분의 코드가 아니라 검사 프로그램의 문제입니다. 아래 내용을 담당 교수님께 알려 주세요",
)


def outcome_of(info: CheckInfo, found: BaseException | None, student: Student | None) -> Outcome:
    """Return the outcome of a check that ended with ``found``."""
    verdict = verdict_of(found, lambda: "" if student is None else student.example())
    if verdict is None:
        trace = "".join(traceback.format_exception(found))
        verdict = Verdict("internal_error", INTERNAL + both(f"\n{trace}"))
    return Outcome(info, verdict)


class Run:
    """One notebook, a student's side per question, and what became of the checks."""

    def __init__(self, folder: Path, choice: Choice, language: Language | None) -> None:
        self.settings = settings_of(folder)
        self.outcomes: list[Outcome] = []
        self.problems: list[str] = []
        self.question: Question | None = None
        self.student: Student | None = None
        self.found: BaseException | None = None
        self.is_interrupted = False
        self._choice = choice
        self._cells: list[str] = []
        self._prepared: dict[str, Prepared | Stop] = {}
        self._seconds: dict[str, float] = {}
        self._errors: dict[tuple[int, int, str], ExecutionError] = {}
        self.language: Language = language or asked_language() or language_of_locale()
        self._read(language)

    def _read(self, language: Language | None) -> None:
        path = self._choice.path
        if path is None:
            no_notebook = Text("there is no notebook here", "이 폴더에 노트북이 없습니다")
            self.problems.append(no_notebook.to(self.language))
            return
        try:
            data = path.read_bytes()
            found = contents(data, path.suffix)
            self._cells = found.cells
            self.language = language or asked_language() or language_of(found.text)
        except OSError as error:
            self.problems.append(f"{path}: {error.strerror}")
        except Unreadable as error:
            self.problems.append(f"{path.name}: {error.message.to(self.language)}")

    def new_student(self, question: Question) -> Student:
        """Return the notebook as a check of ``question`` sees it; raise Stop if it cannot be."""
        prepared = self._prepared.get(question.name)
        if isinstance(prepared, Stop):
            raise prepared
        if prepared is None or (isinstance(prepared.runner, InProcess) and prepared.runner.is_lost):
            prepared = self._prepare(question)
        self.student = Student(
            prepared.runner, self.language, prepared.explain, variables=question.variables
        )
        return self.student

    def _prepare(self, question: Question) -> Prepared:
        targets, own = question.targets, self.settings.own_modules
        program = Program(
            self._cells, targets, own_modules=own, seed=SEED, helpers=question.helpers
        )
        given = known_or_own(question.given)
        spent = functools.partial(self._spend, question.name)
        try:
            prepared = prepare(
                lambda: InProcess(
                    given, self.settings.limits, spent=spent, own_folders=self._own_folders()
                ),
                program,
            )
        except Stop as stop:
            self._prepared[question.name] = stop
            raise
        self._prepared[question.name] = prepared
        for error in prepared.errors:
            self._errors[(error.place.cell, error.place.line, error.error)] = error
        return prepared

    def _own_folders(self) -> list[str]:
        path = self._choice.path
        return [] if path is None else [str(path.resolve().parent)]

    def _spend(self, question: str, seconds: float) -> float:
        self._seconds[question] = self._seconds.get(question, 0.0) + seconds
        return self._seconds[question]

    def table(self) -> str:
        """Return what the student reads."""
        words = Text("Stopped before all checks had run.", "검사가 중간에 멈추었습니다.")
        problems = [*self.problems, *([words.to(self.language)] if self.is_interrupted else [])]
        if not self.outcomes:
            nothing = Text("No check was run.", "실행된 검사가 없습니다.").to(self.language)
            return "\n".join(problems or [nothing])
        order = {question.name: place for place, question in enumerate(self.settings.questions)}
        outcomes = sorted(self.outcomes, key=lambda o: order.get(o.info.question, len(order)))
        heading = self._choice.path.name if self._choice.path is not None else ""
        if self._choice.note is not None:
            heading += "\n" + self._choice.note.to(self.language)
        execution = [self._errors[key] for key in sorted(self._errors)]
        text = report(outcomes, self.language, heading=safe(heading), execution=execution)
        return "\n".join([text, *problems])

    def close(self) -> None:
        """End the students' sides."""
        for prepared in self._prepared.values():
            if isinstance(prepared, Prepared):
                prepared.runner.close()
