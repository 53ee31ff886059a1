"""The checks, the panels and the pictures, tried on the reference: a few examples of each.

Runs in a process of its own, since it imports an author's modules; what is wrong comes back as
JSON. `gradkit build` tries all examples through the real `otter run`. Must never see a submission.
"""

from __future__ import annotations

import inspect
import json
import re
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from autograder.assignment.assignment import Assignment, Question, load
from autograder.assignment.loader import not_collected
from autograder.authoring.validation.problem import Problem
from autograder.base.errors import GradkitError
from autograder.base.text import one_line
from autograder.checks.care import Care, Changed, of_parts
from autograder.checks.info import CheckInfo
from autograder.checks.student import Student
from autograder.protocol.outcomes import CheckFailure, Missing, Stop, StudentException

_SECONDS = 60.0
# Enough to see that a check runs and that the reference passes; some checks ask for hundreds.
_EXAMPLES = 3
_WHERE = re.compile(r"^(?P<path>.*?\.py)(?:: line (?P<line>\d+)|::\S+)?: (?P<what>.*)$", re.DOTALL)


def of_tryout(folder: Path, reference: Path) -> Iterator[Problem]:
    """Yield what goes wrong when the checks meet the reference."""
    whole = {path.resolve(): path for path in (folder, reference.parent)}
    places = str(folder.resolve()), str(reference.resolve())
    command = [sys.executable, "-m", __name__, *places]
    try:
        done = subprocess.run(
            command, capture_output=True, encoding="utf-8", timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        what = f"the checks take longer than {_SECONDS:g} seconds on the reference: does it end?"
        yield Problem(reference, 0, what)
        return
    lines = [line for line in done.stdout.splitlines() if line.startswith(_MARK)]
    if not lines:
        last = (done.stderr.strip().splitlines() or ["no word"])[-1]
        yield Problem(folder, 0, f"the checks could not be tried: {one_line(last)}")
        return
    for said, line, what in json.loads(lines[-1].removeprefix(_MARK)):
        path = Path(said)
        for place, shown in whole.items():
            path = shown / path.relative_to(place) if path.is_relative_to(place) else path
        yield Problem(path, line, what)


_MARK = "gradkit-tryout "


class _Tryout:
    """Has pytest collect the checks, and runs each on the reference."""

    def __init__(self, assignment: Assignment) -> None:
        from autograder.judge.rehearsal import Rehearsal

        self.found: list[Problem] = []
        self._assignment = assignment
        self._rehearsal = Rehearsal(assignment)

    @pytest.fixture(name="student")
    def _student(self) -> None:
        """Known to pytest by name; each check is called here."""

    @pytest.fixture(name="reference")
    def _reference(self) -> None:
        """Known to pytest by name; each check is called here."""

    def pytest_configure(self, config: pytest.Config) -> None:
        """Make the questions' names known as markers."""
        for question in self._assignment.questions:
            config.addinivalue_line("markers", f"{question.name}: checks of {question.name}")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep each check file that cannot be imported."""
        if report.failed:
            self._tell(not_collected(report.nodeid, str(report.longrepr)))

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try everything."""
        try:
            self._rehearsal.reference()
        except GradkitError as error:
            self._tell(str(error))
            return True
        questions = {question.name: question for question in self._assignment.questions}
        known: list[tuple[pytest.Function, CheckInfo]] = []
        for item in session.items:
            info = getattr(getattr(item, "obj", None), "gradkit_check", None)
            if isinstance(info, CheckInfo) and isinstance(item, pytest.Function):
                known += [(item, info)] if info.question in questions else []
        parts = {info.part for _, info in known}
        for item, info in known:
            question = questions[info.question]
            self._try_check(item, question, of_parts(info.part, parts, question.may_change))
        self._try_panels(parts)
        self._try_pictures()
        return True

    def _try_check(self, item: pytest.Function, question: Question, care: Care) -> None:
        from autograder.judge.replay.examples import drawn

        names = list(inspect.signature(item.obj).parameters)
        fixtures = self._rehearsal.fixtures(item)
        student: Callable[..., Student] = partial(
            Student,
            tells_gradients=bool(question.given),
            variables=question.variables,
            care=care,
        )
        try:
            understudy = self._rehearsal.understudy(question)
            check = drawn(item.obj, names) if set(names) <= {"student", "reference"} else None
            if check is None:
                item.obj(**fixtures, student=student(understudy, "en"))
                return
            for example in check.examples[:_EXAMPLES]:
                check.show(example, {**fixtures, "student": student(understudy, "en")})
        except (Exception, Stop) as fault:
            self._tell_fault(item, fault)

    def _tell_fault(self, item: pytest.Function, fault: BaseException) -> None:
        path, line = _place(fault, self._assignment.folder) or (item.path, 0)
        if isinstance(fault, CheckFailure | AssertionError | Missing | StudentException | Stop):
            # A slip is where it was raised; a check that fails, in the test and not in its helpers.
            path, line = _place(fault, item.path) or (path, line)
            words = f"{item.name}: the reference does not pass: {one_line(_said(fault))}"
            if isinstance(fault, Changed):
                words += "; if it may be changed, say so with may_change in assignment.toml"
        else:
            words = f"{item.name}: {type(fault).__name__}: {one_line(str(fault))}"
        self.found.append(Problem(path, line, words))

    def _try_panels(self, parts: set[str]) -> None:
        from autograder.judge.diagnosis.panels import Panels, ensure_tried, panels

        questions = {question.name: question for question in self._assignment.questions}

        def reference(part: str) -> Student:
            question = questions[part.partition(".")[0]]
            understudy = self._rehearsal.understudy(question)
            return Student(understudy, "en", tells_gradients=bool(question.given))

        try:
            found = panels(self._assignment)
        except GradkitError as error:
            self._tell(str(error))
            return
        for part, probes in found.probes.items():
            for probe in probes if part in parts else ():
                try:
                    ensure_tried(Panels({part: [probe]}, {}, found.path), reference)
                except GradkitError as error:
                    self._tell(str(error))

    def _try_pictures(self) -> None:
        from autograder.judge.gallery import Gallery

        try:
            gallery = Gallery(self._assignment.folder, self._rehearsal.reference)
            for question in self._assignment.questions:
                if gallery.has(question.name):
                    understudy = self._rehearsal.understudy(question)
                    student = Student(understudy, "en", variables=question.variables)
                    gallery.rehearse(question.name, student)
        except GradkitError as error:
            self._tell(
                str(error).replace("exhibits.py:", f"{self._assignment.folder}/exhibits.py:")
            )
        except (Exception, Stop) as slip:
            place = _place(slip, self._assignment.folder)
            path, line = place or (self._assignment.folder / "exhibits.py", 0)
            self.found.append(Problem(path, line, one_line(f"{type(slip).__name__}: {slip}")))

    def _tell(self, words: str) -> None:
        found = _WHERE.match(words)
        if found is None:
            self.found.append(Problem(self._assignment.folder, 0, one_line(words)))
            return
        path = Path(found["path"])
        if not path.is_absolute():  # pytest says it from here, the gallery from the folder
            path = path.resolve() if path.exists() else self._assignment.folder / path
        self.found.append(Problem(path, int(found["line"] or 0), one_line(found["what"])))


def _said(fault: BaseException) -> str:
    message = getattr(fault, "message", None)
    if message is None:
        return f"{type(fault).__name__}: {fault}".rstrip(": ")
    expected, actual = getattr(fault, "expected", ""), getattr(fault, "actual", "")
    more = f" (expected {expected}, got {actual})" if expected or actual else ""
    return f"{message.en}{more}"


def _place(fault: BaseException, within: Path) -> tuple[Path, int] | None:
    """Return the innermost line, in a file or below a folder, at which something was raised."""
    frames = [f for f in traceback.extract_tb(fault.__traceback__) if f.lineno]
    own = [f for f in frames if Path(f.filename).is_relative_to(within)]
    return (Path(own[-1].filename), own[-1].lineno or 0) if own else None


def main(folder: Path, reference: Path) -> list[Problem]:
    """Try an assignment in this process; what it imports stays in it."""
    from autograder.checks.examples import student_profile
    from autograder.judge.plugin import pytest_arguments

    try:
        assignment = load(folder, reference)
    except GradkitError as error:
        return [Problem(folder, 0, str(error))]
    arguments = pytest_arguments(assignment)
    student_profile()
    plugin = _Tryout(assignment)
    pytest.main([*arguments, "--continue-on-collection-errors"], plugins=[plugin])
    return plugin.found


if __name__ == "__main__":
    wrong = main(*map(Path, sys.argv[1:3]))
    print(_MARK + json.dumps([[str(each.path), each.line, each.what] for each in wrong]))
