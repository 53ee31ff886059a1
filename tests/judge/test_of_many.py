"""`of_many`: what a check asks of thousands of new objects at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import gradkit, results_in, small_assignment

# Of the reference's objects it asks few; of others as many as the weights of a net are looked at.
CHECKS = '''
from autograder.checks import of_many

@check("f", points=10)
def test_f(student):
    """many"""
    values = of_many(student.f, "W", 1_000)
    if values[0].any():
        values += of_many(student.f, "W", 9_000) + of_many(student.f, "W", 20_000)
    assert all(value.shape == (2, 3) for value in values)
'''
NETS = "import numpy as np\nclass f:\n    def __init__(self):\n        self.W = np.{}((2, 3))\n"


@pytest.mark.slow
def test_more_may_be_asked_of_a_work_than_was_of_the_reference(tmp_path: Path) -> None:
    root = small_assignment(tmp_path / "root", CHECKS)
    (root / "solutions/mini/reference.py").write_text(NETS.format("zeros"), encoding="utf-8")
    work = tmp_path / "work.py"
    work.write_text(NETS.format("ones"), encoding="utf-8")
    done = gradkit("--root", root, "grade", work, "-o", tmp_path / "out", "-a", "mini")
    assert done.returncode == 0, done.stderr
    [result] = results_in(tmp_path / "out").values()
    assert result["score"] == 10, result["questions"]
