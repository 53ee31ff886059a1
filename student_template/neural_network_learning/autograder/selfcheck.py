"""A student's own check of a notebook: the public checks, in the student's own process.

This module is at once a pytest plugin (what a student gets by typing ``pytest``), what stands
behind ``grader.check("…")`` in the notebook, and behind ``gradkit check``. It runs on Windows,
macOS and Linux, and gives the verdicts that grading gives. Must never need anything that a
student's folder does not hold; the student's code is not confined here, since it is their own.
"""

from __future__ import annotations

import _thread
import contextlib
import functools
import hashlib
import importlib.util
import io
import json
import locale
import os
import random
import signal
import sys
import tempfile
import threading
import time
import tomllib
import traceback
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, ModuleType
from typing import Any

import hypothesis
import numpy as np
import pytest
from hypothesis.errors import Flaky, FlakyStrategyDefinition

from autograder import session as student_side
from autograder.checks import CheckInfo
from autograder.faults import CheckFailure, Crashed, Missing, Stop, StudentException, TimeLimit
from autograder.language import LANGUAGES, Language, Text, both, language_of
from autograder.notebook import Unreadable, cells_of, text_of
from autograder.program import ExecutionError, Prepared, Program, prepare
from autograder.rendering import one_line, safe
from autograder.student import Answer, Student

STUDENT_MODULES = (
    "__init__",
    "checks",
    "faults",
    "function",
    "language",
    "notebook",
    "program",
    "rendering",
    "selfcheck",
    "session",
    "statements",
    "student",
    "values",
)
"""The modules of this package that a student's folder needs, verbatim."""

MAX_EXAMPLES = 25
_SEED = 0
_POLL = 0.05
# A bare ``except`` in a loop swallows most interrupts; one soon falls between two rounds.
_POLL_AGAIN = 0.002
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
class Limits:
    """Seconds: for one statement at top level, one call, and one question in all."""

    statement: float = 4.0
    call: float = 4.0
    question: float = 20.0


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


# -- the student's side, in this process ---------------------------------------------------------


class _Expired(KeyboardInterrupt):
    """Thrown into code that has run too long; an ``except Exception`` does not stop it."""


class _Watch:
    """Interrupts the main thread once a deadline has passed, again and again until disarmed."""

    def __init__(self) -> None:
        self.expired = False
        self._deadline: float | None = None
        self._lock = threading.Lock()
        self._closed = threading.Event()
        threading.Thread(target=self._poll, daemon=True, name="gradkit time limit").start()

    def arm(self, seconds: float) -> None:
        """Start the time."""
        with self._lock:
            self.expired = False
            self._deadline = time.monotonic() + seconds

    def disarm(self) -> None:
        """Stop the time; no interrupt is sent after this."""
        with self._lock:
            self._deadline = None

    def close(self) -> None:
        """End the thread."""
        self._closed.set()

    def _poll(self) -> None:
        while not self._closed.wait(_POLL_AGAIN if self.expired else _POLL):
            with self._lock:
                if self._deadline is not None and time.monotonic() >= self._deadline:
                    self.expired = True
                    _interrupt_main_thread()


def _interrupt_main_thread() -> None:
    # A real signal ends a sleep as well; Windows has none, there loops alone can be ended.
    kill = getattr(signal, "pthread_kill", None)
    if kill is None:
        _thread.interrupt_main()
    else:
        kill(threading.main_thread().ident, signal.SIGINT)


class InProcess:
    """A student's side in this very process: a ``Runner`` and a ``Transport``.

    ``namespace`` is where the statements run: a fresh one, or the notebook's own. Outside the
    main thread there is no time limit, since nothing there can be interrupted.
    """

    def __init__(
        self,
        given: Mapping[str, student_side.Given],
        limits: Limits,
        namespace: dict[str, Any] | None = None,
        spent: Callable[[float], float] = lambda _seconds: 0.0,
    ) -> None:
        self.is_lost = False
        self._limits = limits
        self._spent = spent
        self._answer: Answer | None = None
        self._fault: BaseException | None = None
        self._inside = False
        self._interrupted = False
        self._modules: dict[str, ModuleType] = {}
        self._watch = _Watch()
        names = {"__name__": "__main__"} if namespace is None else namespace
        self._session = student_side.Session(self._ask, given, names)

    def request(
        self, operation: str, arguments: list[Any], answer: Answer, *, statement: bool = False
    ) -> list[Any]:
        """Return the reply of the session; raise TimeLimit, or what answering it has raised."""
        if self.is_lost:
            raise Crashed(Text("the program has ended before", "프로그램이 이미 끝났습니다"))
        self._answer, self._fault = answer, None
        limit = self._limits.statement if statement else self._limits.call
        left = self._limits.question - self._spent(0.0)
        if left <= 0:
            raise TimeLimit(_used_up(self._limits.question))
        start = time.monotonic()
        with _quiet():
            sys.modules.update(self._modules)
            reply = self._limited(min(limit, left), operation, arguments)
        self._spent(time.monotonic() - start)
        if operation == "load":
            own = arguments[2]
            self._modules = {name: sys.modules[name] for name in own if name in sys.modules}
        if self._interrupted:
            raise KeyboardInterrupt
        if self._watch.expired:
            self.close()
            raise TimeLimit(_too_long(limit) if limit <= left else _used_up(self._limits.question))
        if self._fault is not None:
            raise self._fault
        return reply

    def close(self) -> None:
        """End it."""
        self.is_lost = True
        self._watch.close()

    def _ask(self, question: list[Any]) -> list[Any]:
        """Answer the session; what goes wrong here ends the request, whatever the student does."""
        assert self._answer is not None
        if self._watch.expired:
            raise _Expired
        if self._fault is not None:
            raise self._fault
        try:
            return self._answer(question)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            self._fault = error
            raise

    def _limited(self, seconds: float, operation: str, arguments: list[Any]) -> list[Any]:
        if threading.current_thread() is not threading.main_thread():
            return self._session.handle(operation, *arguments)
        previous = signal.signal(signal.SIGINT, self._on_interrupt)
        self._watch.arm(seconds)
        reply: list[Any] = []
        try:
            try:
                self._inside = True
                reply = self._session.handle(operation, *arguments)
            finally:
                self._inside = False
        except KeyboardInterrupt:
            self._inside = False
        finally:
            self._watch.disarm()
            # Python runs our handler for what is still pending before it puts the other back.
            signal.signal(signal.SIGINT, previous or signal.default_int_handler)
        return reply

    def _on_interrupt(self, _number: int, frame: FrameType | None) -> None:
        if self._watch.expired and frame is not None and "hypothesis" in frame.f_code.co_filename:
            return  # its callback of the garbage collector; the next interrupt comes at once
        if not self._watch.expired:
            self._interrupted = True  # a person pressed Ctrl-C
            if self._inside:
                raise KeyboardInterrupt
        elif self._inside:
            raise _Expired


def _too_long(limit: float) -> Text:
    return Text(f"did not finish within {limit:g} s", f"{limit:g}초 안에 끝나지 않았습니다")


def _used_up(seconds: float) -> Text:
    return Text(
        f"the {seconds:g} s for this question are used up",
        f"이 문제에 주어진 {seconds:g}초를 다 썼습니다",
    )


@contextlib.contextmanager
def _quiet() -> Iterator[None]:
    """Let the student's code print, warn and ask without a person seeing or answering it."""
    keyboard = sys.stdin
    nowhere = io.StringIO()
    with (
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")
        sys.stdin = io.StringIO("")
        try:
            yield
        finally:
            sys.stdin = keyboard


def known_or_own(own: Any) -> Callable[..., Any]:
    """Return what stands in for a student's ``numerical_gradient`` in the later exercises.

    It knows the gradient of the checks' functions, and leaves every other one to the student's.
    """

    def numerical_gradient(*arguments: Any, **keywords: Any) -> Any:
        values = [*arguments, *keywords.values()]
        functions = [value for value in values if isinstance(value, student_side.Function)]
        arrays = [value for value in values if isinstance(value, np.ndarray)]
        if functions and arrays:
            f = functions[0]
            gradient = f._session.known_gradient(f, arrays[0])
            if gradient is not None:
                return gradient
        if own is None:
            raise NotImplementedError("numerical_gradient")
        return own(*arguments, **keywords)

    return numerical_gradient


# -- verdicts ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Outcome:
    """What became of one check; ``verdict`` is one of the words of a graded result."""

    part: str
    title: Text
    verdict: str
    message: Text
    code: str = ""
    expected: str = ""
    actual: str = ""

    @property
    def question(self) -> str:
        """The exercise that the part belongs to."""
        return self.part.partition(".")[0]


def outcome_of(info: CheckInfo, found: BaseException | None, student: Student | None) -> Outcome:
    """Return the outcome of a check that ended with ``found``."""
    code = "" if student is None else student.example()

    def is_(verdict: str, message: Text, code: str = "", **sides: str) -> Outcome:
        return Outcome(info.part, info.title, verdict, message, code, **sides)

    if found is None:
        return is_("passed", Text("passed", "통과"))
    if isinstance(found, CheckFailure):
        sides = {"expected": found.expected, "actual": found.actual}
        return is_("failed", found.message, code, **sides)
    if isinstance(found, AssertionError) and student is not None:
        return is_("failed", both((str(found).splitlines() or ["failed"])[0]), code)
    if isinstance(found, StudentException):
        words = both(f"{found.kind}: {found.text}" if found.text else found.kind)
        if found.place is not None:
            words += Text(f" ({found.place})", f" ({found.place.text().ko})")
        return is_("error", words, code)
    for kind, verdict in ((Missing, "missing"), (TimeLimit, "timeout"), (Crashed, "crashed")):
        if isinstance(found, kind):
            return is_(verdict, found.message, code if verdict == "timeout" else "")
    if isinstance(found, (Flaky, FlakyStrategyDefinition)):
        return is_("failed", _NOT_DETERMINISTIC)
    trace = "".join(traceback.format_exception(found))
    return is_("internal_error", _INTERNAL + both(f"\n{trace}"))


_NOT_DETERMINISTIC = Text(
    "not deterministic: the same question was answered differently",
    "같은 입력에 매번 다른 답을 냅니다 (결정적이지 않음)",
)
_INTERNAL = Text(
    "a fault of the checks, not of your code; please show this to your instructor",
    "여러분의 코드가 아니라 검사 프로그램의 문제입니다. 아래 내용을 담당자에게 알려 주세요",
)


# -- the table -----------------------------------------------------------------------------------

_MARKS = {
    "passed": ("✓", Text("passed", "통과")),
    "failed": ("✗", Text("failed", "틀림")),
    "missing": ("…", Text("not written yet", "아직 작성 전")),
    "error": ("!", Text("error", "오류")),
    "timeout": ("!", Text("time limit", "시간 초과")),
    "crashed": ("!", Text("crashed", "비정상 종료")),
    "internal_error": ("?", Text("could not check", "검사하지 못함")),
}
_PUBLIC_ONLY = Text(
    "These are the public checks. The grade is decided by these and by hidden ones, which try "
    "other cases.",
    "여기 나온 것은 공개 검사입니다. 점수는 공개 검사와, 다른 경우를 시험하는 비공개 검사로 "
    "정해집니다.",
)


def report(
    outcomes: Sequence[Outcome],
    language: Language,
    *,
    heading: str = "",
    execution: Sequence[ExecutionError] = (),
) -> str:
    """Return the outcomes as a table to read: exercise by exercise, then what to do next."""
    lines = [heading, ""] if heading else []
    for question in dict.fromkeys(outcome.question for outcome in outcomes):
        own = [outcome for outcome in outcomes if outcome.question == question]
        lines += [question, *_question_lines(own, language), ""]
    if execution:
        lines.append(Text("Cells that failed to run", "실행하지 못한 셀").to(language))
        for error in execution:
            lines.append(f"  {error.place.text().to(language)}: {one_line(error.error)}")
        lines.append("")
    return "\n".join([*lines, *_closing_lines(outcomes, language)])


def _question_lines(outcomes: Sequence[Outcome], language: Language) -> Iterator[str]:
    width = max(_width(words.to(language)) for _mark, words in _MARKS.values())
    explained = False
    for outcome in outcomes:
        mark, words = _MARKS[outcome.verdict]
        word = words.to(language)
        blanks = " " * (width - _width(word))
        yield f"  {mark} {word}{blanks}  {outcome.title.to(language)}"
        if outcome.verdict != "passed" and not explained:
            explained = True
            yield from (f"      {line}" for line in explanation(outcome, language))


def explanation(outcome: Outcome, language: Language) -> list[str]:
    """Return what is wrong, the smallest example to paste, and the two values, as lines."""
    lines = safe(outcome.message.to(language), 6_000).splitlines()
    if outcome.code:
        lines.append(Text("Try it:", "직접 실행해 보세요:").to(language))
        lines += [f"    {line}" for line in outcome.code.splitlines()]
    if outcome.expected or outcome.actual:
        names = [Text("expected:", "기댓값:"), Text("yours:", "나의 값:")]
        values = [outcome.expected, outcome.actual]
        width = max(_width(name.to(language)) for name in names)
        for name, value in zip(names, values, strict=True):
            word = name.to(language)
            first, *rest = safe(value).splitlines() or [""]
            lines.append(word + " " * (width - _width(word) + 1) + first)
            lines += [" " * (width + 1) + line for line in rest]
    return lines


def _closing_lines(outcomes: Sequence[Outcome], language: Language) -> list[str]:
    passed = sum(outcome.verdict == "passed" for outcome in outcomes)
    of = len(outcomes)
    lines = [
        Text(f"{passed} of {of} public checks passed.", f"공개 검사 {of}개 중 {passed}개 통과.").to(
            language
        )
    ]
    unfinished = [outcome for outcome in outcomes if outcome.verdict != "passed"]
    if unfinished:
        part = unfinished[0].part
        lines.append(Text(f"Next: {part}", f"다음 할 일: {part}").to(language))
    return [*lines, _PUBLIC_ONLY.to(language)]


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def _show(text: str) -> None:
    """Print, also where a console of Windows has no letter for a mark."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    print(text.encode(encoding, "replace").decode(encoding), flush=True)


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
            self._cells = cells_of(data, path.suffix)
            text = text_of(data, path.suffix)
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
        outcomes = sorted(self.outcomes, key=lambda o: order.get(o.question, len(order)))
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
    folder = _assignment_folder()
    settings = settings_of(folder)
    language = _asked_language() or language_of("\n".join(map(str, env.get("In", ()))))
    file, _, name = check_id.removeprefix("public/").partition("::")
    test = getattr(_check_module(folder / "checks" / "public" / f"{file}.py"), name)
    info: CheckInfo = test.gradkit_check
    outcome = _outcome_in(env, test, settings, language)
    if outcome.verdict != "passed":
        _mark, verdict = _MARKS[outcome.verdict]
        head = f"{verdict.to(language)}: {info.title.to(language)}"
        raise AssertionError("\n".join([head, *explanation(outcome, language)]))


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
    return outcome_of(info, found, subject)


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
