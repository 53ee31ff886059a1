"""An Otter plugin that judges the submission itself and leaves Otter an empty notebook to run.

Runs in Otter's trusted process. Must never let a file of the student's be imported, unpickled or
executed there: the submission's folder is emptied before anything else starts.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from otter.plugins import AbstractOtterPlugin  # type: ignore[import-untyped]
from otter.run.run_autograder.utils import OtterRuntimeError  # type: ignore[import-untyped]
from otter.test_files import TestCase  # type: ignore[import-untyped]
from otter.test_files.abstract_test import TestCaseResult  # type: ignore[import-untyped]
from otter.test_files.exception_test import ExceptionTestFile  # type: ignore[import-untyped]

from autograder.assignment import BUNDLE_FOLDER, REFERENCE
from autograder.language import Text
from autograder.notebook import Unreadable
from autograder.submission import read_bytes

_EMPTY_NOTEBOOK = (
    '{"cells": [], "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python",'
    ' "name": "python3"}}, "nbformat": 4, "nbformat_minor": 5}\n'
)
_OURS = {"tests", Path(BUNDLE_FOLDER).name}
_MOST_MODULES = 1000

_VERDICTS = {
    "passed": Text("passed", "통과"),
    "failed": Text("not right yet", "아직 맞지 않음"),
    "error": Text("your code raised an error", "코드에서 오류 발생"),
    "missing": Text("not there yet", "아직 없음"),
    "timeout": Text("took too long", "시간 초과"),
    "crashed": Text("your code ended the process", "프로세스가 중단됨"),
    "unreadable": Text("the file cannot be read", "파일을 읽을 수 없음"),
}
_LABELS = {
    "expected": Text("expected", "기대한 값"),
    "actual": Text("got", "나온 값"),
    "hint": Text("hint", "힌트"),
}


class Gradkit(AbstractOtterPlugin):  # type: ignore[misc]
    """Hands the submission to the judge and the judge's result to Otter."""

    _result: dict[str, Any]

    def before_grading(self, config: Any) -> None:
        """Take the submission out of its folder, empty that, and judge what was taken."""
        path = Path(self.submission_path)
        folder = path.parent
        bundle = folder.parent / "source" / BUNDLE_FOLDER
        with tempfile.TemporaryDirectory(prefix="gradkit-otter-") as place:
            taken = _taken(path, Path(place))
            _empty(folder)
            with open(path, "x", encoding="utf-8") as blank:
                blank.write(_EMPTY_NOTEBOOK if path.suffix == ".ipynb" else "")
            with contextlib.chdir(place):
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
            results.results[question["name"]] = _test_file(question, self._result["language"])

    def generate_report(self) -> str:
        """Return a line for each question."""
        lines = [
            f"{question['name']:<24}{question['score']:>6g} / {question['max_score']:g}"
            for question in self._result["questions"]
        ]
        lines += self._result["notes"]
        return "\n".join([*lines, f"isolation level: {self._result['isolation']}"])


def _judged(bundle: Path, submission: Path) -> dict[str, Any]:
    """Return the judge's result; every fault of ours is one line that Otter knows how to show."""
    try:
        from autograder.batch import grade_one

        result = grade_one(bundle, bundle / REFERENCE, submission)
    except Exception as error:
        raise OtterRuntimeError(f"gradkit: {type(error).__name__}: {error}") from None
    if result["status"] == "internal_error" or result["score"] is None:
        why = "; ".join(result["notes"]) or "a check of the assignment failed by itself"
        raise OtterRuntimeError(f"gradkit could not judge this submission: {why}")
    return result


def _taken(path: Path, place: Path) -> Path:
    """Copy the submission to a place of ours, with the student's own modules if there are any."""
    try:
        content = read_bytes(path)
    except Unreadable:
        content = b""
    modules = dict(_modules(path.parent)) if path.suffix == ".ipynb" else {}
    if not modules:
        copy = place / f"submission{path.suffix}"
        copy.write_bytes(content)
        return copy
    copy = place / "submission.zip"
    with zipfile.ZipFile(copy, "w") as archive:
        archive.writestr("submission.ipynb", content)
        for name, source in modules.items():
            archive.writestr(name, source)
    return copy


def _modules(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the Python files that lie beside a notebook; links are not followed."""
    count = 0
    for current, folders, names in os.walk(folder):
        if Path(current) == folder:
            folders[:] = [name for name in folders if name not in _OURS]
        for name in sorted(names):
            path = Path(current) / name
            if path.suffix != ".py" or path == folder / "__init__.py" or count >= _MOST_MODULES:
                continue
            count += 1
            with contextlib.suppress(Unreadable, ValueError):
                yield path.relative_to(folder).as_posix(), read_bytes(path)


def _empty(folder: Path) -> None:
    """Remove everything but Otter's own tests, which it put there itself, links unfollowed."""
    for entry in list(os.scandir(folder)):
        if entry.name == "tests" and entry.is_dir(follow_symlinks=False):
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)


def _test_file(question: dict[str, Any], language: Any) -> Any:
    name, checks = question["name"], question["checks"]
    all_passed = all(check["outcome"] == "passed" for check in checks)
    passed = _VERDICTS["passed"].to(language)
    cases = [
        TestCase(
            name=check["title"],
            body=None,
            hidden=check["visibility"] == "hidden",
            points=check["points"],
            # Otter lists the checks of a question that is all right only by these messages.
            success_message=passed if all_passed else None,
            failure_message=None,
        )
        for check in checks
    ]
    file = ExceptionTestFile(name, f"tests/{name}.py", cases, all_or_nothing=False)
    file.test_case_results = [
        TestCaseResult(case, _message(check, language), check["outcome"] == "passed")
        for case, check in zip(cases, checks, strict=True)
    ]
    file.update_score(question["score"])
    return file


def _message(check: dict[str, Any], language: Any) -> str:
    """Return all that may be shown of a check: the judge has already cut the hidden ones."""
    verdict = _VERDICTS.get(check["outcome"], Text(check["outcome"], check["outcome"])).to(language)
    points = f"{check['earned']:g} / {check['points']:g}"
    if check["outcome"] == "passed":
        return f"{verdict} ({points})"
    lines = [f"{verdict} ({points})"]
    if check["message"] and check["message"] != verdict:
        lines.append(check["message"])
    if example := check["counterexample"]:
        lines += [example["code"]] if example["code"] else []
        for side in ("expected", "actual"):
            if example[side]:
                lines.append(f"{_LABELS[side].to(language)}: {example[side]}")
    if check["hint"]:
        lines.append(f"{_LABELS['hint'].to(language)}: {check['hint']['text']}")
    return "\n".join(lines)
