"""What a student sees below `grader.check("…")`: the words of the checks, without Otter's around.

Uses IPython's own way to say how a kind of result is displayed. Must never change a result.
"""

from __future__ import annotations

import html
import sys
from typing import Any

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
