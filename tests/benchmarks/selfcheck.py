"""Measures what a student waits for: `pytest` in the folder of each assignment, solved.

``python selfcheck.py [PYTHON]``: one with NumPy, Hypothesis and pytest, say a student's; else this
one. The measure is a bare `pytest`: one property over a NumPy array with Hypothesis' own number of
examples, in a folder of its own. Plugins of others are left out, which here are many.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

import student_folder
from harness import ROOT
from measure import Cost, median

from autograder.assignment.assignment import opened

PROPERTY = """
import numpy as np
from hypothesis import given, strategies as st
from hypothesis.extra.numpy import arrays

@given(arrays(np.float64, st.integers(1, 6), elements=st.floats(-10, 10)))
def test_sum(x):
    assert np.isclose(np.sum(x), sum(x))
"""
_ALONE = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": ""}


def rows(place: Path, python: str, repeats: int) -> Iterator[tuple[str, Cost, float | None]]:
    """Yield what was run, its cost, and how many times the CPU seconds of a bare `pytest`."""
    bare = place / "bare"
    bare.mkdir()
    (bare / "test_one.py").write_text(PROPERTY, encoding="utf-8")
    run = [python, "-m", "pytest", "-q", "-p", "_hypothesis_pytestplugin"]
    least = median(run, repeats, cwd=bare, env=_ALONE)
    yield "bare `pytest`, one Hypothesis property over a NumPy array", least, None
    for name in sorted(path.parent.name for path in ROOT.glob("assignments/*/assignment.toml")):
        folder = place / name
        with opened(name, ROOT) as assignment:
            student_folder.make(folder, assignment)
        own = median(run, repeats, cwd=folder, env=_ALONE)
        yield f"`pytest` in the folder of {name}, all right", own, own.cpu / least.cpu


def main(python: str) -> None:
    """Print seconds."""
    with tempfile.TemporaryDirectory() as place:
        for label, used, ratio in rows(Path(place), python, 5):
            times = "" if ratio is None else f", {ratio:.2f} times"
            print(f"{label}: {used.wall:.2f} s, {used.cpu:.2f} CPU s{times}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:2] or [sys.executable])
