"""An exception of the student's own class is the built-in one that it is derived from."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import gradkit, results_in, scores, small_assignment

CHECK = '''
from autograder.checks import StudentException, Text, as_raised, expect


@check("f", points=10)
def test_kind(student):
    """f raises a ValueError

    f는 ValueError를 낸다
    """
    kind = ""
    try:
        student.f()
    except StudentException as error:
        kind = error.built_in
    expect(kind == "ValueError", otherwise=Text("another exception", "다른 예외"))
    try:
        as_raised(student.f)()
    except ValueError:
        return
'''
HEAD = "class Unknown({base}):\n    pass\n\n\ndef f():\n    raise Unknown('no such name')\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("base", "points"), [("ValueError", 10), ("KeyError", 0), ("Exception", 0)]
)
def test_a_class_of_the_students_own_is_what_it_is_derived_from(
    tmp_path: Path, base: str, points: int
) -> None:
    root = small_assignment(tmp_path / "root", CHECK)
    reference = root / "solutions" / "mini" / "reference.py"
    reference.write_text("def f():\n    raise ValueError('none')\n", encoding="utf-8")
    work = tmp_path / "hw.py"
    work.write_text(HEAD.format(base=base), encoding="utf-8")
    done = gradkit("--root", root, "grade", work, "-o", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert scores(results_in(tmp_path / "out")["hw.py"]) == {"f": points}


WARNS = '''\
import numpy as np
from autograder.checks import check


@check("f", points=10)
def test_logarithm(student):
    """f gives something that has a logarithm"""
    assert np.isfinite(np.log(student.f())), "f has no logarithm"
'''


@pytest.mark.slow
def test_what_numpy_says_of_a_submissions_numbers_is_not_the_teachers(tmp_path: Path) -> None:
    root = small_assignment(tmp_path / "root", WARNS)
    reference = root / "solutions" / "mini" / "reference.py"
    reference.write_text("def f():\n    return 1.0\n", encoding="utf-8")
    work = tmp_path / "hw.py"
    work.write_text("def f():\n    return -1.0\n", encoding="utf-8")
    done = gradkit("--root", root, "grade", work, "-o", tmp_path / "out")
    assert scores(results_in(tmp_path / "out")["hw.py"]) == {"f": 0}
    assert "Warning" not in done.stdout + done.stderr
