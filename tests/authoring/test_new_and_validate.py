"""A new assignment runs at once; what is wrong with one is told all at once, with file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from harness import gradkit, results_in

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


SLIPS: dict[str, tuple[str, Callable[[str], str], str]] = {
    "points that do not add up": (
        "assignments/tiny/assignment.toml",
        lambda t: t.replace("points = 10", "points = 12", 1),
        "assignment.toml:14: mean_square: its checks are worth 10 points, here it says 12",
    ),
    "an unknown setting": (
        "assignments/tiny/assignment.toml",
        lambda t: t.replace("seed =", "sede = 1\nseed =", 1),
        "assignment.toml:5: there is no setting 'sede'",
    ),
    "a check of no question": (
        f"{CHECKS}/hidden/test_hidden.py",
        lambda t: t.replace('@check("mean_square"', '@check("mean_sqare"'),
        "its part 'mean_sqare' begins with no question",
    ),
    "a lesson without a stub": (
        "assignments/tiny/lesson.en.md",
        lambda t: t.replace(' exercise="RunningMean"', ""),
        "lesson.en.md: its stubs are ['mean_square']",
    ),
    "a helper that is not copied": (
        f"{SOLUTIONS}/reference.py",
        lambda t: (
            t.replace("return np.mean(x**2)", "return _half(x)") + "\n\ndef _half(x): return x\n"
        ),
        "mean_square uses _half, which is not copied into the notebook",
    ),
    "a misspelt panel": (
        f"{CHECKS}/hidden/panels.py",
        lambda t: 'PANELS = {\n    "mean_sqare": [lambda s: s.mean_square(1.0)],\n}\n',
        "panels.py:2: no check has the part 'mean_sqare'",
    ),
    "a misconception of no part": (
        f"{SOLUTIONS}/misconceptions/mean_square_is_a_sum.py",
        lambda t: t.replace('PART = "mean_square"', 'PART = "mean"'),
        "PART is 'mean'; checks have RunningMean, mean_square",
    ),
    "a misconception without its imports": (
        f"{SOLUTIONS}/misconceptions/mean_square_is_a_sum.py",
        lambda t: t.replace("import numpy as np\n", ""),
        "undefined name 'np': define or import it here",
    ),
    "a reference that is wrong": (
        f"{SOLUTIONS}/reference.py",
        lambda t: t.replace("np.mean(x**2)", "np.sum(x**2)"),
        "the reference does not pass",
    ),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_with_its_cause(tiny: Path, slip: str) -> None:
    file, change, words = SLIPS[slip]
    _change(tiny, file, change)
    done = gradkit("validate", "tiny", cwd=tiny)
    assert done.returncode == 1
    assert words in done.stdout, done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_all_slips_are_told_at_once(tiny: Path) -> None:
    for slip in ("an unknown setting", "a check of no question", "a misconception of no part"):
        _change(tiny, *SLIPS[slip][:2])
    done = gradkit("validate", "tiny", cwd=tiny)
    assert done.returncode == 1
    for word in ("'sede'", "its part 'mean_sqare' begins", "PART is 'mean'; checks have"):
        assert word in done.stdout, done.stdout
