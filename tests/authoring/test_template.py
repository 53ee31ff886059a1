"""What a student unpacks is current, holds no solution, and says what to do next."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from harness import NAME, ROOT, SOLUTIONS

from autograder.authoring.build import Built
from autograder.authoring.handout import differences
from autograder.authoring.leaks import leaks

TEMPLATE = ROOT / "student_template" / NAME


def test_template_is_current(built: Built) -> None:
    assert differences(TEMPLATE, built.template) == []


def test_template_holds_no_solution() -> None:
    assert leaks(TEMPLATE, ROOT / "assignments" / NAME, SOLUTIONS / "reference.py") == []


def test_planted_solution_is_found(tmp_path: Path) -> None:
    template = shutil.copytree(TEMPLATE, tmp_path / "template")
    shutil.copy(SOLUTIONS / "reference.py", template / "common" / "extra.py")
    assert leaks(template, ROOT / "assignments" / NAME, SOLUTIONS / "reference.py")


def test_planted_misconception_is_found(tmp_path: Path) -> None:
    template = shutil.copytree(TEMPLATE, tmp_path / "template")
    first = min((SOLUTIONS / "misconceptions").glob("*.py"))
    shutil.copy(first, template / "common" / "extra.py")
    assert leaks(template, ROOT / "assignments" / NAME, SOLUTIONS / "reference.py")


def test_self_check_of_the_untouched_notebook_says_what_is_missing(tmp_path: Path) -> None:
    folder = shutil.copytree(TEMPLATE, tmp_path / "template")
    environment = {**os.environ, "GRADKIT_LANG": "en"}
    environment.pop("PYTEST_DISABLE_PLUGIN_AUTOLOAD", None)
    done = subprocess.run(
        [sys.executable, "-m", "pytest"],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert "not written yet" in done.stdout
    assert "Next" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
