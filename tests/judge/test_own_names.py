"""An attribute that is called nearly so costs the part that names it, and no other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from harness import gradkit, once, results_in

pytestmark = pytest.mark.slow

SETTINGS = """
name = "mini"
seed = 1
title = {en = "Net", ko = "Net"}
[[questions]]
name = "Net"
points = 6
"""
CHECKS = '''
import numpy as np
from autograder.checks import (
    Right, Text, assert_close, assert_number, by_own_names, check, judged_beside
)


def net_of(make):
    net = by_own_names(make(), "W", "params")
    net.W = np.array([3.0, 1.0])
    net.params["b"] = np.array([2.0, 2.0])
    return net


@check("Net.init", points=2)
def test_init(student):
    """names

    이름"""
    net = student.Net()
    assert_close(net.W, expected=np.zeros(2), tolerance=0.0, what=Text("W", "W"))
    assert list(net.params) == ["b"]


@check("Net.predict", points=1)
def test_predict(student):
    """predict

    예측"""
    what = Text("y", "y")
    y = net_of(student.Net).predict(np.array([1.0, -1.0]))
    assert_close(y, expected=np.array([5.0, 1.0]), tolerance=0.0, what=what)


@check("Net.loss", points=3)
def test_loss(student):
    """loss

    손실"""

    def demand(make):
        net = net_of(make)
        what = Text("loss", "loss")
        assert_number(net.loss(np.array([1.0, 1.0])), expected=8.0, tolerance=0.0, what=what)
        assert_close(net.W, expected=np.array([3.0, 1.0]), tolerance=0.0, what=what)

    def predict(W, x):
        return W * x + 2.0

    judged_beside(demand, student.Net, Right("predict", predict, "W"))
'''
REFERENCE = """
import numpy as np


class Net:
    def __init__(self):
        self.W = np.zeros(2)
        self.params = {"b": np.zeros(2)}

    def predict(self, x):
        return self.W * x + self.params["b"]

    def loss(self, x):
        return np.sum(self.predict(x))
"""
WORKS = {
    "right": REFERENCE,
    "lower": REFERENCE.replace(".W", ".w"),
    "slip": REFERENCE.replace(".params", ".param"),
    "both": REFERENCE.replace(".params", ".Params").replace(".W", ".w"),
    "wrong": REFERENCE.replace(".W", ".w").replace("* x +", "* x -"),
    "other": REFERENCE.replace(".params", ".weights"),
    "unsure": REFERENCE.replace("        self.params =", "        self.parms = self.param ="),
    "unlike": REFERENCE.replace(".W", ".V"),
    "number": REFERENCE.replace("self.W = np.zeros(2)", "self.w = 1").replace("self.W *", "1 *"),
}
WORKS["unsure"] = WORKS["unsure"].replace('self.params["b"]', 'self.param["b"]')


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    def make(root: Path) -> None:
        folder = root / "assignments" / "mini" / "checks" / "public"
        files = {
            folder.parent.parent / "assignment.toml": SETTINGS,
            folder / "test_net.py": CHECKS,
            root / "solutions" / "mini" / "reference.py": REFERENCE,
            **{root / "works" / f"{name}.py": source for name, source in WORKS.items()},
        }
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        for out, *options in (("out",), ("live", "--no-replay")):
            grade = ("grade", root / "works", "-o", root / out, "--lang", "en", *options)
            done = gradkit("--root", root, *grade)
            assert done.returncode == 0, done.stderr

    root = once(tmp_path_factory, "own-names", make)
    return {out: _by_work(results_in(root / out)) for out in ("out", "live")}


def _by_work(results: dict[str, Any]) -> dict[str, Any]:
    return {
        name.removesuffix(".py"): {
            check["part"].removeprefix("Net."): check for check in result["questions"][0]["checks"]
        }
        for name, result in results.items()
    }


@pytest.mark.parametrize("out", ["out", "live"])
@pytest.mark.parametrize(
    ("work", "wrong"),
    [
        ("right", []),
        ("lower", ["init"]),
        ("slip", ["init"]),
        ("both", ["init"]),
        ("wrong", ["init", "predict"]),
        ("other", ["init", "predict", "loss"]),
        ("unsure", ["init", "predict", "loss"]),
        ("number", ["init", "predict", "loss"]),
    ],
)
def test_a_name_that_is_nearly_right_costs_its_part(
    graded: dict[str, Any], out: str, work: str, wrong: list[str]
) -> None:
    checks = graded[out][work]
    said = {part: check["message"] for part, check in checks.items()}
    assert [part for part in said if checks[part]["outcome"] != "passed"] == wrong, said


def test_the_part_that_names_it_says_which_name_is_meant(graded: dict[str, Any]) -> None:
    works = graded["out"]
    assert "`Net` has no `W`; did you mean `w`?" in works["lower"]["init"]["message"]
    assert "did you mean `param`?" in works["slip"]["init"]["message"]
    assert works["unlike"]["init"]["outcome"] != "passed"
    code = works["wrong"]["predict"]["counterexample"]["code"]
    assert "net.w = np.array([3., 1.])" in code and "net.W" not in code
