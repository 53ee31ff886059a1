"""The assignment's checks, run by Hypothesis in the very process that holds the student's names.

What another autograder runs in its notebook's kernel, so that all are timed with the same checks:
public and hidden, as many examples, but nothing confined and nothing drawn beforehand. It reads
two places from the environment: GRADKIT_ASSIGNMENT, GRADKIT_REFERENCE.
"""

from __future__ import annotations

import importlib.util
import inspect
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis

from autograder.checks.student import Student
from autograder.selfcheck.inprocess import Allowance, InProcess
from autograder.worker.given import compiled_given

EXAMPLES = 100


def run(question: str, names: dict[str, Any]) -> None:
    """Run a question's checks on the functions in ``names``; raise what the first wrong one does.

    Nothing is loaded: the notebook has been run, as other autograders do.
    """
    assignment = Path(os.environ["GRADKIT_ASSIGNMENT"])
    hypothesis.settings.register_profile(
        "bench",
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("bench")
    sys.path[:0] = [str(assignment), str(assignment / "checks"), str(assignment / "checks/hidden")]
    reference = _module("reference", Path(os.environ["GRADKIT_REFERENCE"]))
    given = {}
    if question != "numerical_gradient":
        source = (assignment / "given" / "numerical_gradient.py").read_text(encoding="utf-8")
        given["numerical_gradient"] = compiled_given(source, "numerical_gradient")
    runner = InProcess(given, Allowance(question=1000.0), names)
    for name in given:
        runner._session.workspace.stand_in(name)
    student = Student(runner, "en")
    for test in _tests(assignment, question):
        fixtures = {"student": student, "reference": reference}
        wanted = inspect.signature(test).parameters
        if not hasattr(test, "hypothesis"):
            student.begin_example()
        test(**{name: fixture for name, fixture in fixtures.items() if name in wanted})
    runner.close()


def _tests(assignment: Path, question: str) -> Iterator[Any]:
    for path in sorted(assignment.glob("checks/*/test_*.py")):
        module = _module(f"{path.parent.name}_{path.stem}", path)
        for member in vars(module).values():
            info = getattr(member, "gradkit_check", None)
            if info is not None and info.question == question:
                yield member


def _module(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
