"""An Otter plugin that judges the submission itself and leaves Otter an empty notebook to run.

Runs in Otter's trusted process. Must never let a file of the student's be imported, unpickled or
executed there: the submission's folder is emptied before anything else starts.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from otter.plugins import AbstractOtterPlugin  # type: ignore[import-untyped]
from otter.run.run_autograder.utils import OtterRuntimeError  # type: ignore[import-untyped]
from otter.test_files import TestCase  # type: ignore[import-untyped]
from otter.test_files.abstract_test import TestCaseResult  # type: ignore[import-untyped]
from otter.test_files.exception_test import ExceptionTestFile  # type: ignore[import-untyped]

from autograder.assignment.assignment import BUNDLE_FOLDER, REFERENCE
from autograder.hosts.one_submission import take
from autograder.hosts.otter_results import Classes, not_judged, question_file, worth
from autograder.submissions.reading import Submission

_EMPTY_NOTEBOOK = (
    '{"cells": [], "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python",'
    ' "name": "python3"}}, "nbformat": 4, "nbformat_minor": 5}\n'
)
_OURS = {"tests", Path(BUNDLE_FOLDER).name}
_OTTERS = Classes(TestCase, TestCaseResult, ExceptionTestFile)


class Gradkit(AbstractOtterPlugin):  # type: ignore[misc]
    """Hands the submission to the judge and the judge's result to Otter."""

    _result: dict[str, Any]

    def before_grading(self, config: Any) -> None:
        """Take the submission out of its folder, empty that, and judge what was taken."""
        path = Path(self.submission_path)
        folder = path.parent
        bundle = folder.parent / "source" / BUNDLE_FOLDER
        taken = take(path, _OURS)
        _empty(folder)
        with open(path, "x", encoding="utf-8") as blank:
            blank.write(_EMPTY_NOTEBOOK if path.suffix == ".ipynb" else "")
        with tempfile.TemporaryDirectory(prefix="gradkit-otter-") as place, contextlib.chdir(place):
            self._result = _judged(bundle, taken)

    def before_execution(self, submission: Any) -> Any:
        """Return an empty notebook in place of the student's."""
        import nbformat

        return nbformat.reads(_EMPTY_NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]

    def after_grading(self, results: Any) -> None:
        """Put the judge's result in place of what Otter found."""
        results.clear_results()
        results._catastrophic_error = None
        for question in self._result["questions"]:
            results.results[question["name"]] = question_file(
                question, self._result["language"], _OTTERS
            )

    def generate_report(self) -> str:
        """Return a line for each question."""
        lines = [
            f"{question['name']:<24}{worth(question) or 0:>6g} / {question['max_score']:g}"
            for question in self._result["questions"]
        ]
        lines += self._result["notes"]
        return "\n".join([*lines, f"isolation level: {self._result['isolation']}"])


def _judged(bundle: Path, submission: Submission) -> dict[str, Any]:
    """Return the judge's result; every fault of ours is one line that Otter knows how to show."""
    try:
        from autograder.grading.batch import grade_one
        from autograder.results.result import judged_part

        result = judged_part(grade_one(bundle, bundle / REFERENCE, submission))
    except Exception as error:
        raise OtterRuntimeError(f"gradkit: {type(error).__name__}: {error}") from None
    if result["status"] == "internal_error":
        raise OtterRuntimeError(not_judged(result))
    return result


def _empty(folder: Path) -> None:
    """Remove everything but Otter's own tests, which it put there itself, links unfollowed."""
    for entry in list(os.scandir(folder)):
        if entry.name == "tests" and entry.is_dir(follow_symlinks=False):
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)
