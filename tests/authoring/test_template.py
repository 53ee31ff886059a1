"""What a student unpacks is current, holds no solution, and says what to do next."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from harness import NAME, ROOT, SOLUTIONS

from autograder.authoring.build import Built
from autograder.authoring.handout import differences
from autograder.authoring.leaks import leaks

TEMPLATE = ROOT / "student_template" / NAME


def test_template_is_current(built: Built, tmp_path: Path) -> None:
    kept = shutil.copytree(TEMPLATE, tmp_path / "kept")
    for made_anew in ("conftest.py", "pytest.ini", "selfcheck.zip"):
        (kept / made_anew).unlink(missing_ok=True)
        (built.template / made_anew).exists() or pytest.fail(made_anew)
    fresh = shutil.copytree(built.template, tmp_path / "fresh")
    for made_anew in ("conftest.py", "pytest.ini", "selfcheck.zip"):
        (fresh / made_anew).unlink()
    assert differences(kept, fresh) == []


@pytest.fixture
def shown(built: Built, tmp_path: Path) -> Path:
    """All that a student can read, the kit unpacked."""
    with zipfile.ZipFile(built.student_zip) as archive:
        archive.extractall(tmp_path)
    with zipfile.ZipFile(tmp_path / NAME / "selfcheck.zip") as archive:
        archive.extractall(tmp_path / NAME)
    return tmp_path / NAME


def test_students_get_no_solution(shown: Path) -> None:
    assert leaks(shown, ROOT / "assignments" / NAME, SOLUTIONS / "reference.py") == []


def test_planted_solution_is_found(shown: Path) -> None:
    shutil.copy(SOLUTIONS / "reference.py", shown / "common" / "extra.py")
    assert leaks(shown, ROOT / "assignments" / NAME, SOLUTIONS / "reference.py")


def test_planted_misconception_is_found(shown: Path) -> None:
    first = min((SOLUTIONS / "misconceptions").glob("*.py"))
    shutil.copy(first, shown / "common" / "extra.py")
    assert leaks(shown, ROOT / "assignments" / NAME, SOLUTIONS / "reference.py")
