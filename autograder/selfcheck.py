"""A student's own check of a notebook: the public checks, in the student's own process.

This module is at once a pytest plugin (what a student gets by typing ``pytest``), what stands
behind ``grader.check("…")`` in the notebook, and behind ``gradkit check``. It runs on Windows,
macOS and Linux, and gives the verdicts that grading gives. Must never need anything that a
student's folder does not hold; the student's code is not confined here, since it is their own.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import importlib.util
import json
import locale
import os
import random
import sys
import tempfile
import tomllib
import traceback
import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis
import numpy as np
import pytest

from autograder.cell_output import show_own_words
from autograder.checks import CheckInfo
from autograder.faults import Stop
from autograder.inprocess import InProcess, Limits, known_or_own
from autograder.language import LANGUAGES, Language, Text, both, language_of
from autograder.notebook import Unreadable, contents
from autograder.program import ExecutionError, Prepared, Program, prepare
from autograder.rendering import safe
from autograder.student import Student
from autograder.table import Outcome, report, words_of
from autograder.verdict import Verdict, verdict_of

STUDENT_MODULES = (
    "__init__",
    "cell_output",
    "checks",
    "faults",
    "function",
    "inprocess",
    "language",
    "notebook",
    "program",
    "rendering",
    "selfcheck",
    "session",
    "statements",
    "student",
    "table",
    "values",
    "verdict",
)
"""The modules of this package that a student's folder needs, verbatim."""

MAX_EXAMPLES = 25
_SEED = 0
_ASKED = "gradkit-asked"


# -- one question's data -------------------------------------------------------------------------


@dataclass(frozen=True)
class Question:
    """What a student's ``assignment.toml`` says of an exercise."""

    name: str
    aliases: Mapping[str, list[str]] = field(default_factory=dict)
    given: tuple[str, ...] = ()

    @property
    def targets(self) -> dict[str, list[str]]:
        """The names that are judged, each with the other spellings that count."""
        return {self.name: [], **self.aliases}


@dataclass(frozen=True)
class Settings:
    """What a self-check needs to know of an assignment."""

    questions: tuple[Question, ...]
    own_modules: Mapping[str, list[str]]
    limits: Limits

    def question(self, name: str) -> Question:
        """Return the question ``name``; a check may ask for one that is not listed."""
        return next((q for q in self.questions if q.name == name), Question(name))


def settings_of(folder: Path) -> Settings:
    """Read ``assignment.toml``; without the file there are no aliases and nothing is given."""
    try:
        data = tomllib.loads((folder / "assignment.toml").read_text(encoding="utf-8"))
    except FileNotFoundError:
        data = {}
    questions = tuple(
        Question(entry["name"], entry.get("aliases", {}), tuple(entry.get("given", ())))
        for entry in data.get("questions", ())
    )
    known = {name: float(data.get("limits", {}).get(name, d)) for name, d in vars(Limits()).items()}
    return Settings(questions, data.get("own_modules", {}), Limits(**known))


_INTERNAL = Text(
    "a fault of the checks, not of your code; please show this to your instructor",
    "여러분의 코드가 아니라 검사 프로그램의 문제입니다. 아래 내용을 담당 교수님께 알려 주세요",
)


def _outcome(info: CheckInfo, found: BaseException | None, student: Student | None) -> Outcome:
    """Return the outcome of a check that ended with ``found``."""
    verdict = verdict_of(found, lambda: "" if student is None else student.example())
    if verdict is None:
        trace = "".join(traceback.format_exception(found))
        verdict = Verdict("internal_error", _INTERNAL + both(f"\n{trace}"))
    return Outcome(info, verdict)


# -- which notebook, which language --------------------------------------------------------------


@dataclass(frozen=True)
class Choice:
    """The notebook that is checked, and why that one where it was not obvious."""

    path: Path | None
    note: Text | None = None


def choose_notebook(folder: Path) -> Choice:
    """Return the notebook to check: NOTEBOOK, or the one that a student has worked in."""
    if named := os.environ.get("NOTEBOOK"):
        path = Path(named)
        return Choice(path if path.is_absolute() or path.exists() else folder / path)
    pristine = _pristine(folder)
    found = sorted(path for path in folder.glob("*.ipynb") if not path.name.startswith("."))
    others = [path for path in found if path.name not in pristine]
    changed = [path for path in found if pristine.get(path.name) not in (None, _digest(path))]
    candidates = others or changed
    if len(candidates) > 1:
        latest = max(candidates, key=lambda path: path.stat().st_mtime_ns)
        other = next(path for path in candidates if path != latest)
        return Choice(latest, _latest(other.name))
    if candidates or not found:
        return Choice(candidates[0] if candidates else None)
    wanted = f"_{_language_of_locale()}"
    return Choice(next((path for path in found if path.stem.endswith(wanted)), found[0]))


def _latest(name: str) -> Text:
    return Text(
        f"Several notebooks are here; this is the one saved last. For another: NOTEBOOK={name}",
        f"노트북이 여러 개라서 마지막에 저장한 것을 검사합니다. 다른 노트북은: NOTEBOOK={name}",
    )


def _pristine(folder: Path) -> dict[str, str]:
    try:
        loaded = json.loads((folder / ".pristine.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _language_of_locale() -> Language:
    if (asked := _asked_language()) is not None:
        return asked
    name = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return "ko" if name.lower().startswith("ko") else "en"


def _asked_language() -> Language | None:
    asked = os.environ.get("GRADKIT_LANG", "").lower()[:2]
    return next((language for language in LANGUAGES if language == asked), None)


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


class _Run:
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
        self.language: Language = language or _asked_language() or _language_of_locale()
        self._read(language)

    def _read(self, language: Language | None) -> None:
        path = self._choice.path
        if path is None:
            no_notebook = Text("there is no notebook here", "이 폴더에 노트북이 없습니다")
            self.problems.append(no_notebook.to(self.language))
            return
        try:
            data = path.read_bytes()
            self._cells, text = contents(data, path.suffix)
            self.language = language or _asked_language() or language_of(text)
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
        self.student = Student(prepared.runner, self.language, prepared.explain)
        return self.student

    def _prepare(self, question: Question) -> Prepared:
        targets, own = question.targets, self.settings.own_modules
        program = Program(self._cells, targets, own_modules=own, seed=_SEED)
        given = dict.fromkeys(question.given, known_or_own)
        spent = functools.partial(self._spend, question.name)
        try:
            prepared = prepare(lambda: InProcess(given, self.settings.limits, spent=spent), program)
        except Stop as stop:
            self._prepared[question.name] = stop
            raise
        self._prepared[question.name] = prepared
        for error in prepared.errors:
            self._errors[(error.place.cell, error.place.line, error.error)] = error
        return prepared

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


_RUN = pytest.StashKey[_Run]()


def _configure_hypothesis() -> None:
    """Draw the same examples every time and keep no files; before any check is imported."""
    cache = Path(tempfile.gettempdir()) / "gradkit-hypothesis"
    os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(cache))
    phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate, hypothesis.Phase.shrink)
    hypothesis.settings.register_profile(
        "student",
        max_examples=MAX_EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=phases,
        report_multiple_bugs=False,
        print_blob=False,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("student")
    # Hypothesis also draws constants that it finds in the source of the imported modules: what
    # is drawn would differ from place to place, and a notebook's make-believe module breaks it.
    with contextlib.suppress(ImportError, KeyError):
        from hypothesis.internal.conjecture import providers

        none = vars(providers)["Constants"]()
        providers._get_local_constants = lambda: none


def _on_path(folder: Path) -> None:
    for place in (str(folder), str(folder / "checks")):
        if place not in sys.path:
            sys.path.insert(0, place)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Choose the notebook, and take the place of pytest's own output."""
    os.environ.setdefault("MPLBACKEND", "Agg")
    sys.dont_write_bytecode = True
    folder = config.rootpath
    _on_path(folder)
    _configure_hypothesis()
    for question in settings_of(folder).questions:
        config.addinivalue_line("markers", f"{question.name}: the checks of this exercise")
    if config.option.collectonly:
        return
    asked = config.pluginmanager.get_plugin(_ASKED)
    if isinstance(asked, _Asked):
        run = _Run(folder, Choice(asked.path), asked.language)
    else:
        run = _Run(folder, choose_notebook(folder), None)
    config.stash[_RUN] = run
    config.pluginmanager.register(_Listener(run))
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is not None:
        config.pluginmanager.unregister(reporter)


class _Listener:
    """Hears what pytest tells to plugins without saying which run it is about."""

    def __init__(self, run: _Run) -> None:
        self._run = run

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what a check file that cannot be imported has to say."""
        if report.failed:
            words = _INTERNAL.to(self._run.language)
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
        run.outcomes.append(_outcome(_info(item), run.found, run.student))
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


# -- ``grader.check`` in a notebook --------------------------------------------------------------


def otter_test_file(question: str, checks: Iterable[tuple[str, str, float]]) -> str:
    """Return the source of ``tests/<question>.py`` for checks given as (id, title, points)."""
    lines = [
        '"""The public checks of this exercise; `grader.check` runs them."""',
        "",
        "from otter.test_files import test_case",
        "",
        "from autograder.selfcheck import otter_test",
        "",
        "OK_FORMAT = False",
        "",
        f"name = {question!r}",
        "points = None",
    ]
    for number, (check_id, title, points) in enumerate(checks, start=1):
        lines += [
            "",
            "",
            f"@test_case(points={points:g}, name={title!r})",
            f"def test_{number}(env):",
            f"    otter_test(env, {check_id!r})",
        ]
    return "\n".join(lines) + "\n"


def otter_test(env: dict[str, Any], check_id: str) -> None:
    """Run one public check on the names of a notebook; raise AssertionError with all the words.

    ``check_id`` is ``public/test_file::test_name``. No cell is run again.
    """
    show_own_words()
    folder = _assignment_folder()
    settings = settings_of(folder)
    language = _asked_language() or language_of("\n".join(map(str, env.get("In", ()))))
    file, _, name = check_id.removeprefix("public/").partition("::")
    test = getattr(_check_module(folder / "checks" / "public" / f"{file}.py"), name)
    outcome = _outcome_in(env, test, settings, language)
    if not outcome.has_passed:
        raise AssertionError(words_of(outcome, language))


def _outcome_in(
    env: dict[str, Any], test: Callable[..., None], settings: Settings, language: Language
) -> Outcome:
    """Run a check with what is given put into ``env``, and everything back as it was after it."""
    info: CheckInfo = test.gradkit_check  # type: ignore[attr-defined]
    question = settings.question(info.question)
    own = {name: env[name] for name in question.given if name in env}
    runner = InProcess(dict.fromkeys(question.given, known_or_own), settings.limits, env)
    randomness = random.getstate(), np.random.get_state()
    subject: Student | None = None
    found: BaseException | None = None
    try:
        runner.request("load", [[], question.targets, {}, False, _SEED], _no_answer)
        subject = Student(runner, language)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            test(student=subject)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:
        found = error
    finally:
        runner.close()
        for name in question.given:
            env.pop(name, None)
        env.update(own)
        random.setstate(randomness[0])
        np.random.set_state(randomness[1])
    return _outcome(info, found, subject)


def _no_answer(_question: list[Any]) -> list[Any]:
    raise AssertionError("a question while no function is out")


def _assignment_folder() -> Path:
    """Return the folder that holds the checks: the notebook's, or the one beside this package."""
    here = Path.cwd()
    return here if (here / "checks" / "public").is_dir() else Path(__file__).parents[1]


@functools.cache
def _check_module(path: Path) -> ModuleType:
    _configure_hypothesis()
    _on_path(path.parents[2])
    spec = importlib.util.spec_from_file_location(f"gradkit_{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise AssertionError(f"{path}: there is no such file; unpack the assignment again")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
