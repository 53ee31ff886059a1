"""Checks files as a student does and prints the verdicts: ``python selfchecked.py KIT FILE…``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from autograder.selfcheck.plugin import check_notebook
from autograder.selfcheck.terminal import Report


def main(kit: str, *files: str) -> None:
    """Print one JSON object: file name -> title of a check -> outcome, or why it does not count."""
    print(
        json.dumps(
            {Path(f).name: _verdicts(check_notebook(Path(f), Path(kit), "en")) for f in files}
        )
    )


def _verdicts(report: Report) -> dict[str, Any]:
    wrong = {outcome.info.question for outcome in report.outcomes if not outcome.has_passed}
    return {
        outcome.info.title.en: "leans on"
        if wrong & set(outcome.leans_on)
        else outcome.verdict.outcome
        for outcome in report.outcomes
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
