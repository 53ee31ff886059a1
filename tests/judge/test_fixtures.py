"""Checks that want more of pytest than what is handed to each: they are run by pytest."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import gradkit, results_in, small_assignment

CHECKS = '''
import pytest
from hypothesis import given, strategies as st

@pytest.fixture
def doubled():
    yield lambda x: 2 * x

@check("f", points=1)
def test_plain(student):
    """plain"""
    assert student.f(1) == 2

@check("f", points=2)
def test_fixture(student, doubled):
    """a fixture of the author's"""
    assert student.f(3) == doubled(3)

@check("f", points=7)
@pytest.mark.parametrize("x", [4])
def test_parameter(student, x):
    """a parameter of pytest's"""
    assert student.f(x) == 2 * x
'''


METHOD = '''
class TestOfAClass:
    def setup_method(self):
        self.x = 5

    @check("f", points=10)
    def test_method(self, student):
        """a method, with what was set up for it"""
        assert student.f(self.x) == 2 * self.x
'''


@pytest.mark.slow
def test_an_author_may_use_what_pytest_has(tmp_path: Path) -> None:
    root = small_assignment(tmp_path / "root", CHECKS)
    (root / "solutions/mini/reference.py").write_text("f = lambda x: 2 * x\n", encoding="utf-8")
    works = {"right.py": "def f(x):\n    return 2 * x\n", "wrong.py": "def f(x):\n    return 2\n"}
    (tmp_path / "works").mkdir()
    for name, text in works.items():
        (tmp_path / "works" / name).write_text(text, encoding="utf-8")
    done = gradkit(
        "--root", root, "grade", tmp_path / "works", "-o", tmp_path / "out", "-a", "mini"
    )
    assert done.returncode == 0, done.stderr
    found = results_in(tmp_path / "out")
    assert {name: result["score"] for name, result in found.items()} == {
        "right.py": 10,
        "wrong.py": 1,
    }


def test_a_check_in_a_class_is_refused_in_one_line(tmp_path: Path) -> None:
    root = small_assignment(tmp_path / "root", METHOD)
    work = tmp_path / "work.py"
    work.write_text("f = abs\n", encoding="utf-8")
    done = gradkit("--root", root, "grade", work, "-o", tmp_path / "out", "-a", "mini")
    assert done.returncode != 0
    assert len(done.stderr.splitlines()) == 1
    assert "test_method: write a check as a function" in done.stderr
