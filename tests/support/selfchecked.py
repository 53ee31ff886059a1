"""Checks files as a student does and prints the verdicts: ``python selfchecked.py KIT FILE…``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from autograder.selfcheck.plugin import check_notebook
from autograder.selfcheck.terminal import Report

SAID = "verdicts: "


def main(kit: str, *files: str) -> None:
    """Print a JSON object for each file: a check -> outcome, or why it does not count."""
    for file in files:
        verdicts = _verdicts(check_notebook(Path(file), Path(kit), "en"))
        print(f"{SAID}{json.dumps(verdicts)}", flush=True)


def _verdicts(report: Report) -> dict[str, Any]:
    wrong = {outcome.info.question for outcome in report.outcomes if not outcome.has_passed}
    return {
        f"{outcome.info.question}: {outcome.info.title.en}": "leans on"
        if wrong & set(outcome.leans_on)
        else outcome.verdict.outcome
        for outcome in report.outcomes
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
