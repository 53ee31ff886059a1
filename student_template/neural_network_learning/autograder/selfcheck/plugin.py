"""A student's own check of a notebook: the public checks, in the student's own process.

This module is at once a pytest plugin (what a student gets by typing ``pytest``), what stands
behind ``grader.check("…")`` in the notebook, and behind ``gradkit check``. It runs on Windows,
macOS and Linux, and gives the verdicts that grading gives. Must never need anything that a
student's folder does not hold; the student's code is not confined here, since it is their own.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.base.language import Language, both
from autograder.checks.assertions import CheckInfo
from autograder.checks.examples import student_profile
from autograder.checks.student import Student
from autograder.selfcheck.choice import (
    Choice,
    choose_notebook,
)
from autograder.selfcheck.run import INTERNAL, Run, outcome_of
from autograder.selfcheck.settings import on_path, settings_of

_ASKED = "gradkit-asked"


def _show(text: str) -> None:
    """Print, also where a console of Windows has no letter for a mark."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), flush=True)


# -- a run over all checks -----------------------------------------------------------------------


@dataclass
class _Asked:
    """What ``check_notebook`` asks of the plugin, and what it gets back."""

    path: Path
    language: Language | None
    text: str = ""
    __name__ = _ASKED


_RUN = pytest.StashKey[Run]()


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose the notebook, and take the place of pytest's own output."""
    os.environ.setdefault("MPLBACKEND", "Agg")
    sys.dont_write_bytecode = True
    folder = config.rootpath
    on_path(folder)
    student_profile()
    for question in settings_of(folder).questions:
        config.addinivalue_line("markers", f"{question.name}: the checks of this exercise")
    if config.option.collectonly:
        return
    asked = config.pluginmanager.get_plugin(_ASKED)
    if isinstance(asked, _Asked):
        run = Run(folder, Choice(asked.path), asked.language)
    else:
        run = Run(folder, choose_notebook(folder), None)
    config.stash[_RUN] = run
    config.pluginmanager.register(_Listener(run))
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        config.pluginmanager.unregister(reporter)


class _Listener:
    """Hears what pytest tells to plugins without saying which run it is about."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what a check file that cannot be imported has to say."""
        if report.failed:
            words = INTERNAL.to(self._run.language)
            self._run.problems.append(f"{words}\n{report.nodeid}: {report.longrepr}")

    def pytest_keyboard_interrupt(self) -> None:
        """Remember that the run was stopped, by a person or by an error before it."""
        self._run.is_interrupted = True


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Run no check where there is nothing that could be checked."""
    run = session.config.stash.get(_RUN, None)
    return True if run is not None and run.problems else None


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Student:
    """The notebook that is checked."""
    run = request.config.stash[_RUN]
    return run.new_student(run.settings.question(_info(request.node).question))


def _info(item: pytest.Item) -> CheckInfo:
    info = getattr(getattr(item, "obj", None), "gradkit_check", None)
    if isinstance(info, CheckInfo):
        return info
    return CheckInfo(item.name, 0.0, both(item.name))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Keep the exception itself; pytest's report would hold its text only."""
    run = item.config.stash.get(_RUN, None)
    if run is None:
        return
    if call.when == "setup":
        run.found = None
    if call.excinfo is not None and run.found is None:
        run.found = call.excinfo.value
    if call.when == "teardown":
        run.outcomes.append(outcome_of(_info(item), run.found, run.student))
        run.student = None


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Show the table."""
    run = session.config.stash.get(_RUN, None)
    if run is None:
        return
    run.close()
    if run.problems:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    asked = session.config.pluginmanager.get_plugin(_ASKED)
    if isinstance(asked, _Asked):
        asked.text = run.table()
    else:
        _show(run.table())


def check_notebook(
    path: Path, folder: Path, language: Language | None = None, question: str | None = None
) -> tuple[str, bool]:
    """Run ``folder/checks/public`` on a file; return the table, and whether all have passed."""
    asked = _Asked(path.resolve(), language)
    arguments = ["-c", os.devnull, "--rootdir", str(folder), "--noconftest", "--capture=no"]
    arguments += ["--import-mode=importlib", "-p", "no:cacheprovider"]
    arguments += ["-p", "no:unraisableexception", "-p", "no:threadexception"]
    arguments += [] if question is None else ["-m", question]
    places = [str(folder / "checks" / "public")]
    status = pytest.main([*arguments, *places], plugins=[sys.modules[__name__], asked])
    return asked.text, status == pytest.ExitCode.OK
