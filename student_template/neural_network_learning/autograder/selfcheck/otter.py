"""What a student sees below `grader.check("…")`: the words of the checks, without Otter's around.

Uses IPython's own way to say how a kind of result is displayed. Must never change a result.
"""

from __future__ import annotations

import functools
import html
import importlib.util
import random
import sys
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from autograder.base.language import Language, language_of
from autograder.checks.assertions import CheckInfo
from autograder.checks.examples import student_profile
from autograder.checks.student import Student
from autograder.selfcheck.choice import (
    asked_language,
)
from autograder.selfcheck.inprocess import InProcess, known_or_own
from autograder.selfcheck.run import outcome_of
from autograder.selfcheck.settings import SEED, Settings, on_path, settings_of
from autograder.selfcheck.terminal import Outcome, words_of

# -- ``grader.check`` in a notebook --------------------------------------------------------------


def otter_test_file(question: str, checks: Iterable[tuple[str, str, float]]) -> str:
    """Return the source of ``tests/<question>.py`` for checks given as (id, title, points)."""
    lines = [
        '"""The public checks of this exercise; `grader.check` runs them."""',
        "",
        "from otter.test_files import test_case",
        "",
        "from autograder.selfcheck.otter import otter_test",
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
    language = asked_language() or language_of("\n".join(map(str, env.get("In", ()))))
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
    runner = InProcess(known_or_own(question.given), settings.limits, env)
    randomness = random.getstate(), np.random.get_state()
    subject: Student | None = None
    found: BaseException | None = None
    try:
        program = [[], question.targets, {}, False, SEED, dict(question.helpers)]
        runner.request("load", program, _no_answer)
        subject = Student(runner, language, variables=question.variables)
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
    return here if (here / "checks" / "public").is_dir() else Path(__file__).parents[2]


@functools.cache
def _check_module(path: Path) -> ModuleType:
    student_profile()
    on_path(path.parents[2])
    spec = importlib.util.spec_from_file_location(f"gradkit_{path.stem}", path)
    if spec is None or spec.loader is None or not path.is_file():
        raise AssertionError(f"{path}: there is no such file; unpack the assignment again")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


# Otter's words end with this; after it comes what the check itself said.
_BEFORE_OURS = f"\n{AssertionError.__name__}: "


def show_own_words() -> None:
    """Display Otter's result of an exercise by `as_text` in this notebook, if it runs in one."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is None:
        return
    formatters = shell.display_formatter.formatters
    kind = ("otter.test_files.exception_test", "ExceptionTestFile")
    formatters["text/plain"].for_type_by_name(*kind, _print)
    formatters["text/html"].for_type_by_name(*kind, _as_html)


def as_text(result: Any) -> str:
    """Return the checks of an exercise, each with what it said."""
    cases = result.test_case_results
    lines = [f"{result.name}: {sum(case.passed for case in cases)} / {len(cases)}"]
    for case in cases:
        _, found, own = case.message.partition(_BEFORE_OURS)
        failed = own if found else f"? {case.test_case.name}\n{case.message}"
        lines.append(f"✓ {case.test_case.name}" if case.passed else failed.rstrip())
    return "\n".join(lines)


def _print(result: Any, printer: Any, _cycle: bool) -> None:
    printer.text(as_text(result))


def _as_html(result: Any) -> str:
    return f'<pre style="white-space: pre-wrap">{html.escape(as_text(result))}</pre>'
