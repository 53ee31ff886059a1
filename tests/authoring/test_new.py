"""A new assignment runs at once; what is wrong with one is told all at once, with file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from harness import gradkit, results_in

pytestmark = [pytest.mark.slow, pytest.mark.authors]

CHECKS = "assignments/tiny/checks"
SOLUTIONS = "solutions/tiny"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    done = gradkit("new", "tiny", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def _change(root: Path, file: str, change: Callable[[str], str]) -> None:
    path = root / file
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    assert change(before) != before
    path.write_text(change(before), encoding="utf-8")


def test_a_new_assignment_is_right_and_tells_right_from_wrong(tiny: Path) -> None:
    done = gradkit("validate", "tiny", cwd=tiny)
    assert done.returncode == 0, done.stdout + done.stderr
    done = gradkit("watch", "tiny", "--once", cwd=tiny)
    assert done.returncode == 0, done.stderr
    scores = {name: r["score"] for name, r in results_in(tiny / "dist/tiny/watch").items()}
    assert scores == {"right.py": 20, "wrong.py": 0}
    assert (tiny / "dist/tiny/watch/report.html").exists()


def test_every_file_says_in_its_first_line_what_it_is(tiny: Path) -> None:
    for path in tiny.rglob("*.*"):
        if path.is_file():
            first = path.read_text(encoding="utf-8").splitlines()[0]
            assert first.startswith(('"""', "#", "<!--")) and len(first) > 20, path


def test_an_assignment_that_is_there_is_not_written_over(tiny: Path) -> None:
    done = gradkit("new", "tiny", cwd=tiny)
    assert done.returncode == 2 and "is there already" in done.stderr
