"""A result in Otter's shape: its questions, test cases, and the pickle that `otter grade` reads.

`otter grade` unpickles what a container wrote. The pickle names Otter's classes and is written
without them, so an image needs neither Otter nor the eighty packages that come with it. Must never
put anything into a pickle but those classes, text and numbers.
"""

from __future__ import annotations

import contextlib
import pickle
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from autograder.base.language import Language, Text
from autograder.base.text import one_line
from autograder.results.result import fault

_VERDICTS = {
    "passed": Text("passed", "통과"),
    "failed": Text("not right yet", "아직 맞지 않음"),
    "error": Text("your code raised an error", "코드에서 오류 발생"),
    "missing": Text("not there yet", "아직 없음"),
    "timeout": Text("took too long", "시간 초과"),
    "crashed": Text("your code ended the process", "프로세스가 중단됨"),
    "unreadable": Text("the file cannot be read", "파일을 읽을 수 없음"),
    "internal_error": Text("could not be judged", "채점하지 못함"),
}
_LABELS = {
    "expected": Text("expected", "기댓값"),
    "actual": Text("got", "내 결과"),
    "hint": Text("hint", "힌트"),
}


# -- stand-ins, with the attributes that the classes of Otter 7 have -------------------------------


@dataclass
class TestCase:
    """`otter.test_files.abstract_test.TestCase`."""

    name: str
    body: None
    hidden: bool
    points: float
    success_message: str | None
    failure_message: None


@dataclass
class TestCaseResult:
    """`otter.test_files.abstract_test.TestCaseResult`."""

    test_case: TestCase
    message: str
    passed: bool


class ExceptionTestFile:
    """`otter.test_files.exception_test.ExceptionTestFile`."""

    def __init__(
        self, name: str, path: str, test_cases: list[TestCase], all_or_nothing: bool
    ) -> None:
        self.name = name
        self.path = path
        self.test_cases = test_cases
        self.all_or_nothing = all_or_nothing
        self.test_case_results: list[TestCaseResult] = []
        self._score: float | None = None

    def update_score(self, new_score: float) -> None:
        """Set the points of all its cases together."""
        self._score = new_score


@dataclass
class GradingResults:
    """`otter.test_files.GradingResults`."""

    results: dict[str, Any]
    output: str | None = None
    all_hidden: bool = False
    pdf_error: None = None
    notebook: None = None
    _catastrophic_error: None = None
    _plugin_data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Classes:
    """Otter's classes, or what stands in for them."""

    case: Any = TestCase
    case_result: Any = TestCaseResult
    file: Any = ExceptionTestFile


_HOMES = {
    TestCase: "otter.test_files.abstract_test",
    TestCaseResult: "otter.test_files.abstract_test",
    ExceptionTestFile: "otter.test_files.exception_test",
    GradingResults: "otter.test_files",
}


def as_pickle(result: dict[str, Any]) -> bytes:
    """Return what `otter grade` reads of a result.

    What could not be judged has no marks: its cells are left blank in Otter's table. Otter's own
    word for a failed run would put zeros there.
    """
    language, classes = result["language"], Classes()
    files = {q["name"]: question_file(q, language, classes) for q in result["questions"]}
    with _named_as_otters():
        return pickle.dumps(GradingResults(files), protocol=4)


def not_judged(result: dict[str, Any]) -> str:
    """Return one line on why a result has no marks, in its language."""
    why = one_line("; ".join(result["notes"]) or fault(result))
    return Text(
        f"gradkit could not judge this submission: {why}",
        f"gradkit이 이 제출물을 채점하지 못했습니다. 원인: {why}",
    ).to(result["language"])


@contextlib.contextmanager
def _named_as_otters() -> Iterator[None]:
    """Let the stand-ins be found, by whoever asks for them, where Otter has its classes."""
    modules = {home: ModuleType(home) for home in ("otter", *_HOMES.values())}
    before = {name: sys.modules.get(name) for name in modules}
    homes = {stand_in: stand_in.__module__ for stand_in in _HOMES}
    try:
        sys.modules.update(modules)
        for stand_in, home in _HOMES.items():
            stand_in.__module__ = home
            setattr(modules[home], stand_in.__name__, stand_in)
        yield
    finally:
        for stand_in, home in homes.items():
            stand_in.__module__ = home
        for name, module in before.items():
            if module is None:
                del sys.modules[name]
            else:
                sys.modules[name] = module


# -- questions and checks --------------------------------------------------------------------------


def question_file(question: dict[str, Any], language: Language, classes: Classes) -> Any:
    """Return a question with its checks as Otter's test file with its cases."""
    checks = question["checks"] or [_stands_for(question)]
    all_passed = all(check["outcome"] == "passed" for check in checks)
    cases = [
        classes.case(
            name=check["title"],
            body=None,
            hidden=check["visibility"] == "hidden",
            points=check["points"],
            # Otter lists the checks of a question that is all right only by these messages.
            success_message=verdict(check, language) if all_passed else None,
            failure_message=None,
        )
        for check in checks
    ]
    name = question["name"]
    file = classes.file(name, f"tests/{name}.py", cases, all_or_nothing=False)
    file.test_case_results = [
        classes.case_result(case, _message(check, language), check["outcome"] == "passed")
        for case, check in zip(cases, checks, strict=True)
    ]
    points = worth(question)
    file.update_score(float("nan") if points is None else points)
    return file


def worth(question: dict[str, Any]) -> float | None:
    """Return what a host is told of a question: of a file that cannot be read, 0.

    Otter and Gradescope know a score or a failed run, and the failure is not theirs.
    """
    is_unreadable = any(check["outcome"] == "unreadable" for check in question["checks"])
    points: float | None = 0 if is_unreadable else question["score"]
    return points


def _stands_for(question: dict[str, Any]) -> dict[str, Any]:
    """Return a check in place of a question's, where its own could not even be read."""
    return {
        "title": question["name"],
        "points": question["max_score"],
        "earned": None,
        "visibility": "public",
        "outcome": "internal_error",
        "message": "",
        "counterexample": None,
        "hint": None,
    }


def verdict(check: dict[str, Any], language: Language) -> str:
    """Return a check's outcome in words."""
    outcome = check["outcome"]
    return _VERDICTS.get(outcome, Text(outcome, outcome)).to(language)


def details(check: dict[str, Any], language: Language) -> list[str]:
    """Return all else that may be shown of a check: the judge has already cut the hidden ones."""
    if check["outcome"] == "passed":
        return []
    lines = []
    if check["message"] and check["message"] != verdict(check, language):
        lines.append(check["message"])
    if example := check["counterexample"]:
        lines += [example["code"]] if example["code"] else []
        for side in ("expected", "actual"):
            if example[side]:
                lines.append(f"{_LABELS[side].to(language)}: {example[side]}")
    if check["hint"]:
        lines.append(f"{_LABELS['hint'].to(language)}: {check['hint']['text']}")
    return lines


def _message(check: dict[str, Any], language: Language) -> str:
    earned = "-" if check["earned"] is None else f"{check['earned']:g}"
    head = f"{verdict(check, language)} ({earned} / {check['points']:g})"
    return "\n".join([head, *details(check, language)])
