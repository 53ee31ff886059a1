"""One self-check: a notebook, and a student's side per question. Must never show anything."""

from __future__ import annotations

import functools
import re
import traceback
from collections.abc import Iterator

from autograder.base.language import Language, Text, both, language_of
from autograder.checks.care import Care
from autograder.checks.info import CheckInfo
from autograder.checks.loading import ExecutionError, Prepared, Program, prepare
from autograder.checks.student import Student
from autograder.checks.verdict import Verdict, verdict_of
from autograder.protocol.outcomes import Stop
from autograder.selfcheck.choice import Choice, asked_language, language_of_locale
from autograder.selfcheck.inprocess import InProcess, known_or_own
from autograder.selfcheck.settings import SEED, Question, Settings
from autograder.selfcheck.terminal import Outcome
from autograder.submissions.notebook import Unreadable, contents

INTERNAL = Text(
    "a fault of the checks, not of your code; please show this to your instructor",
    "여러분의 코드가 아니라 검사 프로그램의 문제입니다. 아래 내용을 담당 교수님께 알려 주세요",
)
_IN_MARKDOWN = Text(
    "its definition is in a text (Markdown) cell: turn that into a code cell",
    "정의가 텍스트(마크다운) 셀에 들어 있습니다. 코드 셀로 바꾸세요",
)


def outcome_of(info: CheckInfo, found: BaseException | None, student: Student | None) -> Outcome:
    """Return the outcome of a check that ended with ``found``."""
    verdict = verdict_of(found, (lambda *_: "") if student is None else student.example)
    if verdict is None:
        trace = "".join(traceback.format_exception(found))
        verdict = Verdict("internal_error", INTERNAL + both(f"\n{trace}"))
    return Outcome(info, verdict)


class Run:
    """One notebook and a student's side per question."""

    def __init__(self, settings: Settings, choice: Choice, language: Language | None) -> None:
        self.settings = settings
        self.choice = choice
        self.problem = ""
        """Why nothing can be checked."""
        self.errors: dict[tuple[int, int, str], ExecutionError] = {}
        self._cells: list[str] = []
        self._prose = ""
        self._prepared: dict[str, Prepared | Stop] = {}
        self._seconds: dict[str, float] = {}
        self._leans_on: set[str] = set()
        self._standing: dict[str, set[str]] = {}
        """The student's own classes, by the question in which grading has right ones."""
        self.language: Language = language or asked_language() or language_of_locale()
        self._read(language)

    def _read(self, language: Language | None) -> None:
        path = self.choice.path
        if path is None:
            no_notebook = Text("there is no notebook here", "이 폴더에 노트북이 없습니다")
            self.problem = no_notebook.to(self.language)
            return
        try:
            found = contents(path.read_bytes(), path.suffix)
            self._cells, self._prose = found.cells, found.prose
            own = language_of(found.text, self.settings.languages)
            self.language = language or asked_language() or own
        except OSError as error:
            self.problem = f"{path}: {error.strerror}"
        except Unreadable as error:
            self.problem = f"{path.name}: {error.message.to(self.language)}"

    def new_student(self, question: Question, care: Care) -> Student:
        """Return the notebook as a check of ``question`` sees it; raise Stop if it cannot be."""
        prepared = self._prepared.get(question.name)
        if isinstance(prepared, Stop):
            raise prepared
        if prepared is None or (isinstance(prepared.runner, InProcess) and prepared.runner.is_lost):
            prepared = self._prepare(question)
        explain = functools.partial(self._explained, prepared)
        return Student(
            prepared.runner, self.language, explain, variables=question.variables, care=care
        )

    def _explained(self, prepared: Prepared, name: str) -> Text | None:
        """Return why a name is missing."""
        if (why := prepared.explain(name)) is not None:
            return why
        is_prose = re.search(rf"^\s*(?:def|class)\s+{re.escape(name)}\b", self._prose, re.M)
        return _IN_MARKDOWN if is_prose else None

    def _prepare(self, question: Question) -> Prepared:
        program = Program(
            self._cells,
            question.targets,
            own_modules=self.settings.own_modules,
            looking=self.settings.looking,
            seed=SEED,
            helpers=question.helpers,
            python=self.settings.python,
        )
        stands = self._standing.setdefault(question.name, set()).add
        given = {name: known_or_own(name, self._leans_on.add, stands) for name in question.given}
        spent = functools.partial(self._spend, question.name)
        own = [] if self.choice.path is None else [str(self.choice.path.resolve().parent)]

        def launch() -> InProcess:
            return InProcess(given, self.settings.limits, spent=spent, own_folders=own)

        try:
            prepared = prepare(launch, program)
        except Stop as stop:
            self._prepared[question.name] = stop
            raise
        self._prepared[question.name] = prepared
        for error in prepared.errors:
            self.errors[(error.place.cell, error.place.line, error.error)] = error
        return prepared

    def _spend(self, question: str, seconds: float) -> float:
        self._seconds[question] = self._seconds.get(question, 0.0) + seconds
        return self._seconds[question]

    def leans_on(self, question: str) -> tuple[str, ...]:
        """Return what was used of the student's where grading has a right one; forget the calls."""
        names = tuple(sorted(self._leans_on | self._standing.get(question, set())))
        self._leans_on.clear()
        return names

    def heading(self) -> Iterator[str]:
        """Yield the lines that stand above the table."""
        if self.choice.path is not None:
            yield self.choice.path.name
        if self.choice.note is not None:
            yield self.choice.note.to(self.language)

    def close(self) -> None:
        """End the students' sides."""
        for prepared in self._prepared.values():
            if isinstance(prepared, Prepared):
                prepared.runner.close()
