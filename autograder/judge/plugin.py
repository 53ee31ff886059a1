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
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
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
from autograder.judge.replay.differences import Stencil
from autograder.judge.replay.examples import Example, Rehearsed, Understudy, drawn, with_examples
from autograder.judge.rubric import Check, question_of, rubric_of, wrong_parts
from autograder.judge.trial import Trial
from autograder.protocol.outcomes import CheckFailure, Stop, StudentException
from autograder.sandbox.conversation import InternalFault
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.libraries import keep_in_memory
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
        keep_in_memory()
        self._diagnosis: Diagnosis | None = None
        self._trials: dict[str, Trial] = {}
        """The submission that is being judged, by question."""
        self._reference: ModuleType | None = None
        self._rehearsed: dict[str, Rehearsed | None] = {}
        self._accepted = batches.Accepted()
        self._gallery = Gallery(assignment.folder, self._reference_solution)

    @pytest.fixture(name="student")
    def _student(self, request: pytest.FixtureRequest) -> Student:
        """The submission that is being judged."""
        return self._trials[request.node.gradkit_question.name].student()

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
        """Judge a submission: all that it may show of itself before anything that is hidden.

        Whoever has seen a hidden check's input could show it, in the message of a public one or
        in a picture, to whoever it has told what it saw.
        """
        stencil = Stencil(self.assignment.receipt_key)
        self._trials = {
            question.name: Trial(self.assignment, self._sandbox, task.source, question, stencil)
            for question in self.assignment.questions
        }
        try:
            seen = self._verdicts("public")
            exhibits = [each for name in self._trials for each in self._shown(name, seen)]
            found = seen | self._verdicts("hidden")
        finally:
            for trial in self._trials.values():
                trial.close()
        verdicts = {check.id: found[check.id] for check, _ in self._checks}
        errors = [error for trial in self._trials.values() for error in trial.errors]
        return Judgement(verdicts, errors, exhibits, self._hints(task.source, verdicts))

    def _verdicts(self, visibility: str) -> dict[str, Verdict]:
        """Run the checks of one kind; a question's clock stands still while another is asked."""
        chosen = [pair for pair in self._checks if pair[0].visibility == visibility]
        following = [*(item for _, item in chosen[1:]), None]
        verdicts = {}
        for (check, item), next_item in zip(chosen, following, strict=False):
            verdicts[check.id] = self._verdict(check, item, next_item)
            if next_item is None or question_of(next_item) is not question_of(item):
                self._trials[check.info.question].pause()
        return verdicts

    def _verdict(
        self, check: Check, item: pytest.Function, next_item: pytest.Function | None
    ) -> Verdict:
        self._found: BaseException | None = None
        item.ihook.pytest_runtest_protocol(item=item, nextitem=next_item)
        return self._trials[check.info.question].verdict(self._found)

    def _shown(self, question: str, seen: Mapping[str, Verdict]) -> list[Exhibit | Chart]:
        """Show a question's exhibits; a submission whose worker was lost is not asked."""
        trial = self._trials[question]
        own = [check.id for check, _ in self._checks if check.info.question == question]
        is_lost = any(seen[name].outcome in _LOST for name in own if name in seen)
        exhibits = self._gallery.show(question, None if is_lost else trial.student)
        trial.pause()
        return exhibits

    def _hints(self, source: Source, verdicts: dict[str, Verdict]) -> dict[str, Hint]:
        """Return what is behind each part that failed, asked in a worker of its own."""
        assert self._diagnosis is not None
        hints = {}
        for question in self.assignment.questions:
            judged = [check for check, _ in self._checks if check.id in verdicts]
            for part in wrong_parts(question, judged, verdicts):
                stencil = Stencil(self.assignment.receipt_key)
                trial = Trial(
                    self.assignment, self._sandbox, source, question, stencil, seconds=_HINT_SECONDS
                )
                try:
                    found = self._diagnosis.of(part, partial(_afresh, trial))
                except Stop:
                    break  # one that takes its time is not waited for again
                except (Exception, InternalFault) as fault:
                    found = None  # no hint is better than no result; ours to know why
                    _tell(part, fault)
                finally:
                    trial.close()
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
        if check is None or not self.assignment.gives_classes(question):
            return False
        names = inspect.signature(item.obj).parameters
        fixtures = {name: item.funcargs[name] for name in names if name != "student"}
        try:
            beside = self._trials[question.name].beside()
            return self._first_failing(check, fixtures, beside) is None
        except Stop:
            return False

    def _first_failing(
        self, check: Rehearsed, fixtures: dict[str, Any], trial: Trial
    ) -> Example | None:
        return batches.failing(
            check,
            fixtures,
            trial.runner,
            lambda transport, shown: trial.student(transport, keeps_calls=shown),
            self._accepted,
            trial.habits,
        )

    def _called(self, pyfuncitem: pytest.Function) -> bool | None:
        """Replay the drawn examples; have Hypothesis search and shrink only where one fails."""
        check = self._rehearsed[pyfuncitem.nodeid]
        if check is None:
            return None
        if check.fault is not None:
            raise InternalFault(f"the check fails on the reference: {check.fault}")
        trial = self._trials[question_of(pyfuncitem).name]
        names = inspect.signature(pyfuncitem.obj).parameters
        fixtures = {name: pyfuncitem.funcargs[name] for name in names if name != "student"}
        failing = self._first_failing(check, fixtures, trial)
        if failing is None:
            return True
        try:
            fixtures["student"] = trial.student()
            if check.is_property:
                pyfuncitem.obj(**fixtures)
            check.show(failing, fixtures)  # Hypothesis, drawing anew, has found nothing
        except (AssertionError, StudentException, HypothesisException):
            raise
        except Exception as mistake:
            if _is_of_another_kind(check, failing, fixtures, trial):
                raise CheckFailure(OTHER_KIND) from mistake
            raise
        raise CheckFailure(NOT_DETERMINISTIC)

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


def _afresh(trial: Trial) -> Student:
    """Return a submission in a worker that has been asked nothing yet."""
    trial.close()
    return trial.student()


def _tell(part: str, fault: BaseException) -> None:
    """Say on one line of the terminal that a part gets no hint through a fault of ours."""
    frames = traceback.extract_tb(fault.__traceback__)
    where = f"{frames[-1].filename}: line {frames[-1].lineno}: " if frames else ""
    what = " ".join(f"{type(fault).__name__}: {fault}".split())
    print(f"gradkit: no hint for {part}: {where}{what}; please report it", file=sys.stderr)


def _is_of_another_kind(
    check: Rehearsed, failing: Example, fixtures: dict[str, Any], trial: Trial
) -> bool:
    """Return whether a check that raises does so over an answer that the reference's is not."""
    recorder = Recorder(trial.runner())
    with suppress(Exception):
        check.show(failing, {**fixtures, "student": trial.student(recorder)})
    return differ(recorder.replies, failing.replies)


class _Carried(Exception):
    """What a fixture raised that is no Exception."""

    def __init__(self, verdict: BaseException) -> None:
        super().__init__(str(verdict))
        self.verdict = verdict
