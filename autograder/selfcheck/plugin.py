"""A student's own check of a notebook as a pytest plugin: the notebook is what pytest collects.

It is loaded by the `conftest.py` in a student's folder, from wherever pytest is called, and stands
behind `gradkit check`. It runs on Windows, macOS and Linux, and gives the verdicts that grading
gives. Must never need anything that a student's kit does not hold; the student's code is not
confined here, since it is their own.
"""

from __future__ import annotations

import difflib
import gc
import os
import sys
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from autograder.base.language import Language, Text, both
from autograder.checks.care import of_parts
from autograder.checks.info import CheckInfo
from autograder.checks.student import Student
from autograder.protocol.outcomes import Stop
from autograder.selfcheck.choice import Choice, choose_notebook, language_of_locale, stubs_in
from autograder.selfcheck.kit import STUBS, own_kit, parts_in, public_checks, text_in
from autograder.selfcheck.run import INTERNAL, Run, outcome_of
from autograder.selfcheck.settings import Settings, settings_of
from autograder.selfcheck.terminal import Report, packed, words_of

__all__ = [
    "pytest_collect_file",
    "pytest_collection_finish",
    "pytest_configure",
    "pytest_runtest_makereport",
    "pytest_sessionfinish",
    "student",
]

_ASKED = "gradkit-asked"
_KIT_FILE = "selfcheck.zip"
_NO_TITLES = "run pytest without -OO / -OO 옵션 없이 pytest를 실행하세요"


@dataclass
class _Asked:
    """What ``check_notebook`` asks of the plugin, and what it gets back."""

    path: Path
    kit: Path
    language: Language | None
    report: Report = field(default_factory=Report)
    __name__ = _ASKED


@dataclass
class _State:
    """What one call of pytest knows: a run per folder, and what is to be shown of it."""

    kit: Path
    settings: Settings
    asked: _Asked | None = None
    runs: dict[Path, Run] = field(default_factory=dict)
    report: Report = field(default_factory=Report)
    collected: int = 0
    is_only_one: bool = False
    has_colour: bool = False
    """Whether the terminal shows colours, as pytest was told or finds out."""

    @cached_property
    def choice(self) -> Choice:
        """The notebook that is checked where none is named."""
        stubs = stubs_in(text_in(self.kit, STUBS))
        return choose_notebook(self.kit.parent, self.settings.names, stubs)


_STATE = pytest.StashKey[_State]()


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Read the settings, and take the place of pytest's own output where all is ours."""
    if sys.flags.optimize > 1:
        raise pytest.UsageError(_NO_TITLES)
    os.environ.setdefault("MPLBACKEND", "Agg")
    sys.dont_write_bytecode = True
    asked = config.pluginmanager.get_plugin(_ASKED)
    kit = asked.kit if isinstance(asked, _Asked) else own_kit()
    state = _State(kit, settings_of(kit), asked if isinstance(asked, _Asked) else None)
    if state.asked is not None:
        state.report = state.asked.report
    state.report.language = language_of_locale()
    state.report.order = [question.name for question in state.settings.questions]
    config.stash[_STATE] = state
    config.pluginmanager.register(_Listener(config, state))
    for question in state.settings.questions:
        config.addinivalue_line("markers", f"{question.name}: the checks of this exercise")
    is_here = config.rootpath == kit.parent or state.asked is not None
    if is_here and not config.option.collectonly:
        _take_place(config)


def _take_place(config: pytest.Config) -> None:
    state = config.stash[_STATE]
    state.is_only_one = True
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        state.has_colour = reporter.hasmarkup
        config.pluginmanager.unregister(reporter)


# -- what is collected ---------------------------------------------------------------------------


class Checks(pytest.File):
    """The public checks of one notebook."""

    def collect(self) -> Iterator[pytest.Function]:
        """Yield a test for each public check."""
        state = self.config.stash[_STATE]
        run = _run_of(state, self.path)
        state.report.begin(run.heading(), run.language)
        if run.problem:
            state.report.problems.append(run.problem)
            return
        for check_id, check in public_checks(state.kit):
            state.collected += 1
            name = f"{_info_of(check).question}.{check_id.rpartition('::')[2]}"
            yield pytest.Function.from_parent(self, name=name, callobj=check)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> Checks | None:
    """Take the notebook that a student has worked in, or the one that is named."""
    state = parent.config.stash.get(_STATE, None)
    if state is None:
        return None
    if state.asked is not None:
        return Checks.from_parent(parent, path=file_path)
    if file_path.parent != state.kit.parent:
        return None
    named = {Path(argument.partition("::")[0]).resolve() for argument in parent.config.args}
    is_named = file_path.resolve() in named and file_path.suffix == ".ipynb"
    choice = Choice(file_path) if is_named else state.choice
    if not is_named and file_path.name != _place(choice, state.kit.parent):
        return None
    state.runs.setdefault(file_path, Run(state.settings, choice, None))
    return Checks.from_parent(parent, path=file_path)


def _place(choice: Choice, folder: Path) -> str:
    """Return below which file of the folder an editor lists the checks: the notebook, if it can."""
    path = choice.path
    is_here = path is not None and path.is_file() and path.resolve().parent == folder.resolve()
    return path.name if path is not None and is_here and path.suffix == ".ipynb" else _KIT_FILE


def _run_of(state: _State, path: Path) -> Run:
    if state.asked is not None:
        asked = state.asked
        return state.runs.setdefault(path, Run(state.settings, Choice(asked.path), asked.language))
    return state.runs[path]


def pytest_collection_finish(session: pytest.Session) -> None:
    """Say what can be chosen where nothing was; print alone where nobody else has tests."""
    config = session.config
    state = config.stash.get(_STATE, None)
    if state is None or config.option.collectonly:
        return
    if state.asked is None:
        gc.freeze()  # what is loaded stays: each collection would go through all of it
        gc.set_threshold(20_000)  # Hypothesis listens to each, which takes longer than collecting
    ours = [item for item in session.items if isinstance(item.parent, Checks)]
    if state.collected and not ours:
        state.report.problems.append(_nothing_chosen(config, state))
    if ours and len(ours) == len(session.items) and not state.is_only_one:
        _take_place(config)


def _nothing_chosen(config: pytest.Config, state: _State) -> str:
    names = [question.name for question in state.settings.questions]
    asked = config.option.markexpr or config.option.keyword
    near = difflib.get_close_matches(asked, names, n=1)
    listed = ", ".join(names)
    words = Text(
        f"No exercise is called `{asked}`. The exercises are: {listed}.",
        f"`{asked}`(이)라는 문제는 없습니다. 문제 이름: {listed}.",
    )
    if near:
        hint = f" pytest -m {near[0]}"
        words += Text(f" Did you mean:{hint}", f" 혹시 이것인가요?{hint}")
    return words.to(state.report.language)


# -- what is run -----------------------------------------------------------------------------------


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Student:
    """The notebook that is checked."""
    state = request.config.stash[_STATE]
    run = _run_of(state, request.node.parent.path)
    run.leans_on(_info(request.node).question)
    try:
        info = _info(request.node)
        question = run.settings.question(info.question)
        care = of_parts(info.part, parts_in(state.kit), question.may_change)
        return run.new_student(question, care)
    except Stop as stop:
        raise _Stopped(stop) from stop


class _Stopped(Exception):
    """A verdict before the check began; pytest ends a fixture well only after an Exception."""

    def __init__(self, stop: Stop) -> None:
        self.stop = stop


def _info(item: pytest.Item) -> CheckInfo:
    return _info_of(getattr(item, "obj", None), item.name)


def _info_of(check: object, name: str = "") -> CheckInfo:
    info = getattr(check, "gradkit_check", None)
    return info if isinstance(info, CheckInfo) else CheckInfo(name, 0.0, both(name))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Say in our words what a check has found; pytest's own would be a traceback."""
    made = yield
    state = item.config.stash.get(_STATE, None)
    if state is None or not isinstance(item.parent, Checks):
        return made
    if call.when == "call" or (call.when == "setup" and call.excinfo is not None):
        run = _run_of(state, item.parent.path)
        found = None if call.excinfo is None else call.excinfo.value
        found = found.stop if isinstance(found, _Stopped) else found
        student = getattr(item, "funcargs", {}).get("student")
        outcome = outcome_of(_info(item), found, student)
        outcome = replace(outcome, leans_on=run.leans_on(_info(item).question))
        if not outcome.has_passed:
            made.longrepr = words_of(outcome, run.language)
        about = [list(run.heading()), run.language, _errors(run)]
        vars(made)["gradkit"] = {**packed(outcome), "run": about}
    return made


def _errors(run: Run) -> list[list[Any]]:
    return [[e.place.cell, e.place.line, e.error] for _, e in sorted(run.errors.items())]


class _Listener:
    """Hears what pytest tells to plugins without saying which call of it is meant."""

    def __init__(self, config: pytest.Config, state: _State) -> None:
        self._config = config
        self._state = state
        self._report = state.report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep an outcome, from this process or from a worker of xdist's.

        An editor's plugin waits to be asked for the status, as pytest's own output asks.
        """
        if hasattr(report, "gradkit"):
            self._report.add(report.gradkit)
        if self._state.is_only_one:
            self._config.hook.pytest_report_teststatus(report=report, config=self._config)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what a check file that cannot be imported has to say."""
        if report.failed and report.nodeid.endswith((".zip", ".ipynb")):
            words = INTERNAL.to(self._report.language)
            self._report.problems.append(f"{words}\n{report.longrepr}")

    def pytest_internalerror(self, excrepr: object) -> None:
        """Remember that pytest itself has failed: what is shown is not all."""
        self._report.is_interrupted = True
        self._report.problems.append(f"{INTERNAL.to(self._report.language)}\n{excrepr}")

    def pytest_keyboard_interrupt(self) -> None:
        """Remember that the run was stopped, by a person or by an error before it."""
        self._report.is_interrupted = True


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Show the table."""
    state = session.config.stash.get(_STATE, None)
    if state is None or hasattr(session.config, "workerinput") or session.config.option.collectonly:
        return
    for run in state.runs.values():
        run.close()
    report = state.report
    if report.problems:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
    if not (report.outcomes or report.problems or state.is_only_one):
        return
    if state.asked is None:
        _show(report.text(in_colour=state.has_colour))


def _show(text: str) -> None:
    """Print, also where a console has no letter for a mark."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        plain = str.maketrans({"✓": "o", "✗": "x", "…": "-", "²": "^2", "·": "*", "←": "<-"})
        text = text.translate(plain).encode(encoding, "replace").decode(encoding)
    print(text, flush=True)


def check_notebook(
    path: Path, kit: Path, language: Language | None = None, question: str | None = None
) -> Report:
    """Run the public checks of ``kit`` on a file; return what there is to read of it."""
    asked = _Asked(path.resolve(), kit, language)
    arguments = ["-c", os.devnull, "--rootdir", str(kit.parent), "--noconftest"]
    arguments += ["--confcutdir", str(kit.parent)]  # else pytest lists every folder above it
    arguments += ["--capture=no", "-p", "no:cacheprovider", "-p", "no:randomly"]
    arguments += ["-p", "no:unraisableexception", "-p", "no:threadexception"]
    arguments += [] if question is None else ["-m", question]
    pytest.main([*arguments, str(kit)], plugins=[sys.modules[__name__], asked])
    return asked.report
