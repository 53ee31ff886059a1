"""`grader` as Otter's own notebook, and what a student sees of its results: our words alone.

Uses IPython's own way to say how a kind of result is displayed. Must never change a result.
"""

from __future__ import annotations

import html
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from autograder.base.language import Language
from autograder.selfcheck.grader import Env, info_of, language_in, outcome_in
from autograder.selfcheck.kit import own_kit, public_checks
from autograder.selfcheck.settings import settings_of
from autograder.selfcheck.terminal import words_of


def otter_notebook(language: Language) -> Any | None:
    """Return Otter's notebook with the public checks as its tests; None where Otter is not."""
    try:
        import otter  # type: ignore[import-untyped]

        folder = tempfile.mkdtemp(prefix="gradkit-tests-")
        for question, source in otter_test_files(language).items():
            (Path(folder) / f"{question}.py").write_text(source, encoding="utf-8")
        return otter.Notebook(tests_dir=folder)
    except Exception:  # whatever keeps Otter from starting, ours does the same
        return None


def otter_test_files(language: Language) -> dict[str, str]:
    """Return Otter's test file of each exercise."""
    files: dict[str, list[tuple[str, str, float]]] = {}
    for check_id, check in public_checks(own_kit()):
        info = info_of(check)
        entry = (check_id, info.title.to(language), info.points)
        files.setdefault(info.question, []).append(entry)
    return {question: otter_test_file(question, checks) for question, checks in files.items()}


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


def otter_test(env: Env, check_id: str) -> None:
    """Run one public check on the names of a notebook; raise AssertionError with all the words.

    ``check_id`` is ``public/test_file::test_name``. No cell is run again.
    """
    show_own_words()
    check = dict(public_checks(own_kit()))[check_id]
    language = language_in(env)
    outcome = outcome_in(env, check, settings_of(own_kit()), language)
    if not outcome.has_passed:
        raise AssertionError(words_of(outcome, language))


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
