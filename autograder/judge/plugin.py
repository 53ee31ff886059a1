"""The judge inside pytest: collects the checks once, then runs them for every submission.

Knows pytest and nothing of judging. Must never let pytest write, capture, or look for files of its
own in folders that could be anybody's.
"""

from __future__ import annotations

import importlib
import os
import sys
import warnings
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import pytest

from autograder.assignment.assignment import Assignment
from autograder.assignment.loader import not_collected
from autograder.base.errors import GradkitError
from autograder.checks.examples import judge_profile
from autograder.checks.student import Student
from autograder.judge.collection import is_plain, rubric_of
from autograder.judge.judge import Judge
from autograder.judge.judgement import Task
from autograder.judge.rehearsal import Checks
from autograder.judge.rubric import Check
from autograder.protocol.outcomes import Stop
from autograder.sandbox.conversation import InternalFault
from autograder.sandbox.launch import Sandbox

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

_LAST = ("last_type", "last_value", "last_traceback", "last_exc")


def judge_all(
    assignment: Assignment,
    sandbox: Sandbox,
    ready: Callable[[list[Check]], None],
    tasks: Iterable[Task],
    *,
    replays: bool = True,
) -> None:
    """Collect the checks, announce them, then judge each task and hand it its judgement.

    The sandbox is closed at the end. Without ``replays`` every example is asked live: slower, with
    the same verdicts. Raises GradkitError where the checks themselves are not in order.
    """
    with closing(sandbox):  # also of an assignment that no judge can be made for
        arguments = pytest_arguments(assignment)
        judge_profile()
        with closing(Judge(assignment, sandbox, replays=replays)) as judge:
            plugin = _Plugin(assignment, judge, ready, tasks)
            pytest.main(arguments, plugins=[plugin])
    if plugin.error is not None:
        raise GradkitError(plugin.error)


def pytest_arguments(assignment: Assignment) -> list[str]:
    """Make an assignment's modules importable here; return how pytest collects its checks."""
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    sys.dont_write_bytecode = True
    checks = assignment.folder / "checks"
    sys.path[:0] = [str(checks), str(checks / "hidden"), str(assignment.folder)]
    _lay_over_each_other(assignment.support)
    arguments = [word for name in _PLUGINS_LEFT_OUT for word in ("-p", f"no:{name}")]
    arguments += ["--capture=no", "--import-mode=importlib", "-c", os.devnull]
    # A conftest.py in any folder above could be anybody's, in /tmp above all.
    arguments += ["--noconftest", "--rootdir", str(assignment.folder)]
    # Else pytest goes down to the checks from the top, and looks at all that lies beside the way.
    arguments += ["--confcutdir", str(assignment.folder)]
    arguments += ["--override-ini=python_files=test_*.py"]
    places = [str(checks / v) for v in ("public", "hidden") if (checks / v).is_dir()]
    return [*arguments, *places]


def _lay_over_each_other(support: Sequence[Path]) -> None:
    """Have the modules of several folders found in one package, in the last one first."""
    if len(support) > 1:
        package = importlib.import_module(support[-1].name)
        package.__path__ = [str(folder) for folder in reversed(support)]


class _Plugin:
    """Turns pytest's collection into a rubric and its run loop into a loop over submissions."""

    def __init__(
        self,
        assignment: Assignment,
        judge: Judge,
        ready: Callable[[list[Check]], None],
        tasks: Iterable[Task],
    ) -> None:
        self.error: str | None = None
        self._assignment = assignment
        self._judge = judge
        self._ready = ready
        self._tasks = tasks
        self._checks: Checks = ()
        self._raised: BaseException | None = None

    @pytest.fixture(name="student")
    def _student(self, request: pytest.FixtureRequest) -> Student:
        """The submission that is being judged."""
        return self._judge.student(request.node)

    @pytest.fixture(name="reference")
    def _reference(self) -> ModuleType:
        """The reference solution, as a module."""
        return self._judge.rehearsal.reference()

    def pytest_configure(self, config: pytest.Config) -> None:
        """Make the questions' names known as markers."""
        for question in self._assignment.questions:
            config.addinivalue_line("markers", f"{question.name}: checks of {question.name}")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Remember a check file that cannot be imported."""
        if report.failed and self.error is None:
            self.error = not_collected(report.nodeid, str(report.longrepr))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Read the rubric off the collected checks."""
        try:
            self._checks = rubric_of(session.items, self._assignment)
        except GradkitError as error:
            self.error = self.error or str(error)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Judge one submission after the other."""
        if self.error is not None:
            return True
        try:
            self._judge.prepare(self._checks)
            self._ready([check for check, _ in self._checks])
        except GradkitError as error:
            self.error = str(error)
            return True
        with warnings.catch_warnings():
            # What NumPy has to say of a submission's numbers is none of the teacher's business.
            warnings.simplefilter("ignore")
            for task in self._tasks:
                task.deliver(self._judge.judge(task, self._run))
        return True

    def _run(
        self, item: pytest.Function, next_item: pytest.Function | None
    ) -> BaseException | None:
        """Run a check; return what it raised.

        Pytest's own way with fixtures, marks and reports takes as long as half of the judging: it
        is gone only where an author has used it.
        """
        if is_plain(item):
            try:
                if self._judge.call(item):
                    return None
            except KeyboardInterrupt:
                raise
            except BaseException as error:
                return error
        self._raised = None
        item.ihook.pytest_runtest_protocol(item=item, nextitem=next_item)
        for name in _LAST:  # pytest leaves them for a debugger, with all that they came through
            vars(sys).pop(name, None)
        raised, self._raised = self._raised, None
        return raised

    @pytest.hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool | None:
        """Run a check by way of the judge; what it leaves, pytest runs."""
        return self._judge.call(pyfuncitem) or None

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
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        """Keep the exception itself; pytest's report would hold its text only.

        Nobody reads that, and to write it pytest parses each file that the exception came through.
        """
        if call.excinfo is not None and self._raised is None:
            raised = call.excinfo.value
            self._raised = raised.verdict if isinstance(raised, _Carried) else raised
        outcome: Literal["passed", "failed"] = "passed" if call.excinfo is None else "failed"
        assert call.when != "collect"
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, call.when)


class _Carried(Exception):
    """What a fixture raised that is no Exception."""

    def __init__(self, verdict: BaseException) -> None:
        super().__init__(str(verdict))
        self.verdict = verdict
