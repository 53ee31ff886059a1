"""How far a rubric reaches is measured: blind dimensions, and points for nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from harness import found_once, gradkit

pytestmark = [pytest.mark.slow, pytest.mark.authors]

SETTINGS = """
name = "mini"
seed = 1
title = "Sums"
[[questions]]
name = "total"
points = 10
[[questions]]
name = "Scale"
points = 10
"""
CHECKS = '''
import numpy as np
from autograder.checks import Text, assert_close, assert_number, check, expect
from hypothesis import given, settings, strategies as st

WHAT = Text("it", "it")


@check("total", points=7)
@settings(max_examples=40)
@given(x=st.lists(st.floats(-100, 100, allow_subnormal=False), min_size=1, max_size=40))
def test_total(student, x):
    """The sum of all elements"""
    assert_number(student.total(np.array(x)), expected=float(np.sum(x)), tolerance=1e-6, what=WHAT)


@check("total", points=3)
def test_total_is_a_number(student):
    """A number comes back"""
    expect(isinstance(student.total(np.ones(2)), float), otherwise=WHAT)


@check("Scale.last", points=2)
@given(k=st.floats(2, 9))
def test_last(student, k):
    """forward leaves its answer behind, which is worth nothing to who has not made it"""
    layer = student.Scale(k)
    layer.forward(np.ones((1, 2)))
    assert_close(layer.last, expected=k * np.ones((1, 2)), tolerance=1e-6, what=WHAT)


@check("Scale.forward", points=8)
@settings(max_examples=40)
@given(k=st.floats(1, 9), rows=st.integers(1, 8))
def test_forward(student, k, rows):
    """The first row of x times k"""
    y = student.Scale(k).forward(np.ones((rows, 2)))
    assert_close(y[:1], expected=k * np.ones((1, 2)), tolerance=1e-6, what=WHAT)
'''
REFERENCE = """
import numpy as np

def total(x):
    return float(np.sum(x))

class Scale:
    def __init__(self, k):
        self.k = k
    def forward(self, x):
        self.last = self.k * x
        return self.last
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, dict[str, Any], str]:
    """Audit an assignment of one's own: exit status, data and text."""
    return found_once(tmp_path_factory, "reach", lambda: audited(tmp_path_factory.mktemp("root")))


def audited(root: Path) -> tuple[int, dict[str, Any], str]:
    files = {
        "assignments/mini/assignment.toml": SETTINGS,
        "assignments/mini/checks/public/test_mini.py": CHECKS,
        "solutions/mini/reference.py": REFERENCE,
    }
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")
    done = gradkit("--root", root, "audit", "mini", "--reach", "-o", root / "out", "--lang", "en")
    data = json.loads((root / "out" / "audit.json").read_text(encoding="utf-8"))
    return done.returncode, data["reach"], (root / "out" / "audit.md").read_text(encoding="utf-8")


def test_only_dimensions_that_no_check_looks_at_are_blind(
    told: tuple[int, dict[str, Any], str],
) -> None:
    _, data, text = told
    blind = {entry.partition(" up to ")[0] for entry in data["blind"]}
    # Of forward's answer the first row alone is looked at; all else is noticed, as is each bound of
    # total.
    assert blind == {"Scale.forward: rows of the answer", "Scale.forward: elements of the answer"}
    assert all("test_forward" in entry for entry in data["blind"])
    assert data["tried"] > 12
    assert "## Blind dimensions" in text
    few = [entry.partition(":")[0] for entry in data["few_rows"]]
    assert few == ["Scale.last"]  # one row
    assert f"- {data['few_rows'][0]}" in text


def test_what_nothing_is_worth_is_named_with_its_sentence(
    told: tuple[int, dict[str, Any], str],
) -> None:
    status, data, text = told
    (gift,) = data["for_nothing"]["parts"]
    assert (gift["part"], gift["points"]) == ("total", 3.0)
    assert gift["checks"] == ["A number comes back (3)"]
    assert data["for_nothing"]["points"] == 3.0
    assert data["for_nothing"]["allowed"] == pytest.approx(2.4)
    assert "3 of 20 points" in text
    assert status == 1  # more than may be
