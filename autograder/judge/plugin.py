"""The judge: collects the checks once with pytest, then runs them against one worker after another.

Holds the reference, the checks and the scores, in a process of its own. Must never execute,
import or unpickle anything of a submission's.
"""

from __future__ import annotations

import importlib
import inspect
import os
import sys
import traceback
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis.errors import HypothesisException

from autograder.assignment.assignment import Assignment, Question
from autograder.assignment.loader import loaded, not_collected
from autograder.base.errors import GradkitError
from autograder.checks.examples import judge_profile
from autograder.checks.student import Student
from autograder.checks.verdict import NOT_DETERMINISTIC, OTHER_KIND, Verdict
from autograder.judge.charts import Chart
from autograder.judge.diagnosis.hint import Hint
from autograder.judge.diagnosis.inquiry import Source as Asked
from autograder.judge.diagnosis.panels import ensure_tried, panels
from autograder.judge.diagnosis.tiers import Diagnosis
from autograder.judge.gallery import Exhibit, Gallery
from autograder.judge.judgement import Judgement, Task
from autograder.judge.replay import batches, store
from autograder.judge.replay.answer_kinds import Recorder, differ
from autograder.judge.replay.examples import Example, Rehearsed, Understudy, drawn, with_examples
from autograder.judge.rubric import Check, question_of, rubric_of, wrong_parts
from autograder.judge.trial import Bench
from autograder.protocol.outcomes import CheckFailure, Stop, StudentException
from autograder.sandbox.conversation import InternalFault
from autograder.sandbox.launch import Sandbox
from autograder.submissions.reading import Source

# They write, or look after each test, and at the end through all of memory, for what no check does.
_PLUGINS_LEFT_OUT = (
    "cacheprovider",
    "faulthandler",
    "logging",
    "terminal",
    "threadexception",
    "unraisableexception",
    "warnings",
)

# After one of these there may be no worker, or one that would be waited for again.
_LOST = ("timeout", "crashed", "missing", "internal_error")
# A panel is a few dozen calls, which right work and honest faults answer in a tenth of a second.
_HINT_SECONDS = 5.0


def judge_all(
    assignment: Assignment,
    level: str,
    ready: Callable[[list[Check]], None],
    tasks: Iterable[Task],
) -> None:
    """Collect the checks, announce them, then judge each task and hand it its judgement.

    Raises GradkitError where the checks themselves are not in order.
    """
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.dont_write_bytecode = True
    checks = assignment.folder / "checks"
    sys.path[:0] = [str(checks), str(checks / "hidden"), str(assignment.folder)]
    _lay_over_each_other(assignment.support)
    judge_profile()
    plugin = _Plugin(assignment, level, ready, tasks)
    arguments = [word for name in _PLUGINS_LEFT_OUT for word in ("-p", f"no:{name}")]
    arguments += ["--capture=no", "--import-mode=importlib", "-c", os.devnull]
    # A conftest.py in any folder above could be anybody's, in /tmp above all.
    arguments += ["--noconftest", "--rootdir", str(assignment.folder)]
    arguments += ["--override-ini=python_files=test_*.py"]
    places = [str(checks / v) for v in ("public", "hidden") if (checks / v).is_dir()]
    pytest.main([*arguments, *places], plugins=[plugin])
    if plugin.error is not None:
        raise GradkitError(plugin.error)


def _lay_over_each_other(support: Sequence[Path]) -> None:
    """Have the modules of several folders found in one package, in the last one first."""
    if len(support) > 1:
        package = importlib.import_module(support[-1].name)
        package.__path__ = [str(folder) for folder in reversed(support)]


class _Plugin:
    """Turns pytest's collection into checks and its run loop into a loop over submissions."""

    def __init__(
        self,
        assignment: Assignment,
        level: str,
        ready: Callable[[list[Check]], None],
        tasks: Iterable[Task],
    ) -> None:
        self.assignment = assignment
        self.error: str | None = None
        self._checks: list[tuple[Check, pytest.Function]] = []
        self._ready = ready
        self._tasks = tasks
        self._sandbox = Sandbox(level, assignment.support, assignment.limits)
        self._diagnosis: Diagnosis | None = None
        self._bench: Bench | None = None
        self._reference: ModuleType | None = None
        self._rehearsed: dict[str, Rehearsed | None] = {}
        self._without_given: dict[str, Question] = {}
        self._accepted = batches.Accepted()
        self._gallery = Gallery(assignment.folder, self._reference_solution)

    @pytest.fixture(name="student")
    def _student(self, request: pytest.FixtureRequest) -> Student:
        """The submission that is being judged."""
        assert self._bench is not None
        return self._bench.student(request.node.gradkit_question)

    @pytest.fixture(name="reference")
    def _reference_module(self) -> ModuleType:
        """The reference solution, as a module."""
        return self._reference_solution()

    def _reference_solution(self) -> ModuleType:
        if self._reference is None:
            self._reference = loaded(self.assignment.reference, "reference")
        return self._reference

    def pytest_configure(self, config: pytest.Config) -> None:
        """Make the questions' names known as markers."""
        for question in self.assignment.questions:
            config.addinivalue_line("markers", f"{question.name}: checks of {question.name}")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember a check file that cannot be imported."""
        if report.failed and self.error is None:
            self.error = not_collected(report.nodeid, str(report.longrepr))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Read the rubric off the collected checks."""
        try:
            self._checks = rubric_of(session.items, self.assignment)
        except GradkitError as error:
            self.error = self.error or str(error)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judge one submission after the other."""
        if self.error is None:
            try:
                self._rehearse()
            except GradkitError as error:
                self.error = str(error)
                return True
            self._ready([check for check, _ in self._checks])
            try:
                for task in self._tasks:
                    task.deliver(self._judge(task))
            finally:
                self._sandbox.close()
        return True

    def _rehearse(self) -> None:
        """Have the examples of every check, and what the reference answers to each."""
        self._reference_solution()  # a slip in it is told before anything else is
        known = store.recalled(self.assignment)
        if known is not None and set(known) == {item.nodeid for _, item in self._checks}:
            for _, item in self._checks:
                examples = known[item.nodeid]
                check = None if examples is None else with_examples(item.obj, examples)
                self._rehearsed[item.nodeid] = check
        else:
            self._draw()
            if not any(check and check.fault for check in self._rehearsed.values()):
                store.keep(self.assignment, self._rehearsed)
        self._diagnosis = self._prepared_diagnosis()
        for question in self.assignment.questions:
            if self._gallery.has(question.name):
                understudy = self._understudy(question)
                reference = Student(understudy, "en", variables=question.variables)
                self._gallery.rehearse(question.name, reference)

    def _prepared_diagnosis(self) -> Diagnosis:
        """Return the diagnosis; raise GradkitError for a slip in the author's panels."""
        found = panels(self.assignment, {check.info.part for check, _ in self._checks})
        questions = {question.name: question for question in self.assignment.questions}

        def reference(part: str) -> Student:
            question = questions[part.partition(".")[0]]
            tells = bool(question.given)
            return Student(self._understudy(question), "en", tells_gradients=tells)

        ensure_tried(found, reference)
        asked = []
        for check, item in self._checks:
            names = set(inspect.signature(item.obj).parameters)
            fixtures = {"reference": self._reference_solution()} if "reference" in names else {}
            is_public = check.visibility == "public"
            asked.append(Asked(check.id, check.info.part, item.obj, fixtures, is_public))
        return Diagnosis(self.assignment, self._sandbox, found, asked)

    def _draw(self) -> None:
        """Draw the examples of every check and run it on the reference, question by question."""
        understudy: Understudy | None = None
        last: Question | None = None
        for _, item in self._checks:
            question = question_of(item)
            if question is not last:
                last, understudy = question, self._understudy(question)
            assert understudy is not None
            names = list(inspect.signature(item.obj).parameters)
            self._rehearsed[item.nodeid] = check = drawn(item.obj, names)
            if check is None or not set(names) <= {"student", "reference"}:
                self._rehearsed[item.nodeid] = None
                continue
            fixtures = {"reference": self._reference_solution()} if "reference" in names else {}
            student = partial(
                Student, tells_gradients=bool(question.given), variables=question.variables
            )
            understudy.rehearse(check, fixtures, student)

    def _understudy(self, question: Question) -> Understudy:
        source = self.assignment.reference.read_text(encoding="utf-8")
        program = self.assignment.program(question, [source])
        # In this process a module's name is never the reference's own.
        return Understudy(replace(program, own_modules={}), self.assignment.receipt_key)

    def _judge(self, task: Task) -> Judgement:
        self._bench = Bench(self.assignment, self._sandbox, task.source)
        verdicts: dict[str, Verdict] = {}
        exhibits: list[Exhibit | Chart] = []
        names = task.questions
        checks = [c for c in self._checks if names is None or c[0].info.question in names]
        following = dict(zip(checks, [*(item for _, item in checks[1:]), None], strict=False))
        try:
            for question in self.assignment.questions:
                own = [c for c in checks if c[0].info.question == question.name]
                public = [c for c in own if c[0].visibility == "public"]
                seen = {c[0].id: self._verdict(c[1], following[c]) for c in public}
                if own:
                    exhibits += self._shown(question, seen.values())
                hidden = own[len(public) :]  # the rubric's order
                verdicts |= seen | {c[0].id: self._verdict(c[1], following[c]) for c in hidden}
        finally:
            self._bench.close()
        hints = self._hints(task.source, verdicts)
        return Judgement(verdicts, self._bench.execution(), exhibits, hints)

    def _verdict(self, item: pytest.Function, next_item: pytest.Function | None) -> Verdict:
        assert self._bench is not None
        self._found: BaseException | None = None
        item.ihook.pytest_runtest_protocol(item=item, nextitem=next_item)
        return self._bench.verdict(self._found)

    def _shown(self, question: Question, seen: Iterable[Verdict]) -> list[Exhibit | Chart]:
        """Show a question's exhibits; a submission whose worker was lost is not asked.

        Before the hidden checks: whoever has seen those could draw what it saw.
        """
        bench = self._bench
        if bench is None or any(verdict.outcome in _LOST for verdict in seen):
            return self._gallery.show(question.name, None)
        return self._gallery.show(question.name, lambda: bench.student(question))

    def _hints(self, source: Source, verdicts: dict[str, Verdict]) -> dict[str, Hint]:
        """Return what is behind each part that failed, asked in a worker of its own."""
        assert self._diagnosis is not None
        hints = {}
        for question in self.assignment.questions:
            judged = [check for check, _ in self._checks if check.id in verdicts]
            for part in wrong_parts(question, judged, verdicts):
                bench = Bench(self.assignment, self._sandbox, source, seconds=_HINT_SECONDS)
                try:
                    found = self._diagnosis.of(part, partial(_afresh, bench, question))
                except Stop:
                    break  # one that takes its time is not waited for again
                except (Exception, InternalFault) as fault:
                    found = None  # no hint is better than no result; ours to know why
                    _tell(part, fault)
                finally:
                    bench.close()
                if found is not None:
                    hints[part] = found
        return hints

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool | None:
        """Run a check; where classes stand in, it may also pass with the student's own.

        Theirs may have more than the contract asks for, and the rest of their work may use it.
        """
        try:
            return self._called(pyfuncitem)
        except (AssertionError, StudentException):
            if self._passes_with_own_classes(pyfuncitem):
                return True
            raise

    def _passes_with_own_classes(self, item: pytest.Function) -> bool:
        check, question = self._rehearsed[item.nodeid], question_of(item)
        if check is None or self._bench is None or not self.assignment.gives_classes(question):
            return False
        own = self._without_given.setdefault(question.name, replace(question, given=()))
        names = inspect.signature(item.obj).parameters
        fixtures = {name: item.funcargs[name] for name in names if name != "student"}
        try:
            return self._first_failing(check, fixtures, self._bench.beside(), own) is None
        except Stop:
            return False

    def _first_failing(
        self, check: Rehearsed, fixtures: dict[str, Any], bench: Bench, question: Question
    ) -> Example | None:
        return batches.failing(
            check,
            fixtures,
            lambda: bench.runner(question),
            lambda transport, shown: bench.student(question, transport, keeps_calls=shown),
            self._accepted,
            bench.habits,
        )

    def _called(self, pyfuncitem: pytest.Function) -> bool | None:
        """Replay the drawn examples; have Hypothesis search and shrink only where one fails."""
        check, bench = self._rehearsed[pyfuncitem.nodeid], self._bench
        if check is None or bench is None:
            return None
        if check.fault is not None:
            raise InternalFault(f"the check fails on the reference: {check.fault}")
        question = question_of(pyfuncitem)
        names = inspect.signature(pyfuncitem.obj).parameters
        fixtures = {name: pyfuncitem.funcargs[name] for name in names if name != "student"}
        failing = self._first_failing(check, fixtures, bench, question)
        if failing is None:
            return True
        try:
            fixtures["student"] = bench.student(question)
            if check.is_property:
                pyfuncitem.obj(**fixtures)
            check.show(failing, fixtures)  # Hypothesis, drawing anew, has found nothing
        except (AssertionError, StudentException, HypothesisException):
            raise
        except Exception as mistake:
            if self._is_of_another_kind(check, failing, fixtures, question):
                raise CheckFailure(OTHER_KIND) from mistake
            raise
        raise CheckFailure(NOT_DETERMINISTIC)

    def _is_of_another_kind(
        self, check: Rehearsed, failing: Example, fixtures: dict[str, Any], question: Question
    ) -> bool:
        """Return whether a check that raises does so over an answer that the reference's is not."""
        bench = self._bench
        assert bench is not None
        recorder = Recorder(bench.runner(question))
        with suppress(Exception):
            check.show(failing, {**fixtures, "student": bench.student(question, recorder)})
        return differ(recorder.replies, failing.kinds)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[Any], request: Any
    ) -> Generator[None, object, object]:
        """Carry a verdict out of a fixture: only an Exception leaves pytest's books in order."""
        try:
            return (yield)
        except (Stop, InternalFault) as verdict:
            carried = _Carried(verdict)
            fixturedef.cached_result = (None, fixturedef.cache_key(request), (carried, None))
            raise carried from None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """Keep the exception itself; pytest's report would hold its text only."""
        if call.excinfo is not None and self._found is None:
            found = call.excinfo.value
            self._found = found.verdict if isinstance(found, _Carried) else found


def _afresh(bench: Bench, question: Question) -> Student:
    """Return a submission in a worker that has been asked nothing yet."""
    bench.close()
    return bench.student(question)


def _tell(part: str, fault: BaseException) -> None:
    """Say on one line of the terminal that a part gets no hint through a fault of ours."""
    frames = traceback.extract_tb(fault.__traceback__)
    where = f"{frames[-1].filename}: line {frames[-1].lineno}: " if frames else ""
    what = " ".join(f"{type(fault).__name__}: {fault}".split())
    print(f"gradkit: no hint for {part}: {where}{what}; please report it", file=sys.stderr)


class _Carried(Exception):
    """What a fixture raised that is no Exception."""

    def __init__(self, verdict: BaseException) -> None:
        super().__init__(str(verdict))
        self.verdict = verdict
