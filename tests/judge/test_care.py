"""What a check hands over is looked at after every call, in whatever check."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from harness import gradkit, once, results_in

pytestmark = pytest.mark.slow

SETTINGS = """
name = "mini"
seed = 1
title = "Layers"
[[questions]]
name = "Layer"
points = 6
may_change = { update = [1] }
"""
CHECKS = '''
import numpy as np
from autograder.checks import Text, assert_close, check, expect
from hypothesis import given, strategies as st


def made(student, k=2.0):
    return student.Layer(np.array([k, k]))


@check("Layer.forward", points=1)
@given(k=st.integers(1, 9))
def test_forward(student, k):
    """forward"""
    y = made(student, float(k)).forward(np.array([1.0, 3.0]))
    assert_close(y, expected=k * np.array([1.0, 3.0]), tolerance=1e-9, what=Text("y", "y"))


@check("Layer.forward", points=1)
def test_again(student):
    """again"""
    layer = made(student)
    for x in (np.array([1.0, 3.0]), np.array([2.0, 0.0])):
        assert_close(layer.forward(x), expected=2 * x, tolerance=1e-9, what=Text("y", "y"))


@check("Layer.backward", points=1)
def test_backward(student):
    """backward"""
    layer = made(student)
    layer.forward(np.array([1.0, 3.0]))
    dx = layer.backward(np.array([1.0, -1.0]))
    assert_close(dx, expected=np.array([2.0, -2.0]), tolerance=1e-9, what=Text("dx", "dx"))


@check("Layer.steps", points=1)
def test_update(student):
    """update"""
    params = {"k": np.array([2.0])}
    made(student).update(params, {"k": [np.array([0.5])]})
    assert_close(params["k"], expected=np.array([1.5]), tolerance=1e-9, what=Text("k", "k"))


@check("Layer.labels", points=1)
def test_labels(student):
    """labels"""
    expect(made(student).count([3, 4], {"t": np.array([1, 2])}) == 2, otherwise=Text("n", "n"))


@check("Layer.twice", points=1)
def test_twice(student):
    """twice"""
    layer = made(student)
    layer.forward(np.array([1.0, 3.0]))
    y = layer.twice(np.array([1.0, 3.0]))
    assert_close(y, expected=np.array([4.0, 12.0]), tolerance=1e-9, what=Text("y", "y"))
'''
RIGHT = """
import numpy as np

class Layer:
    def __init__(self, k):
        self.k = k
    def forward(self, x):
        return self.k * x
    def backward(self, dout):
        return self.k * dout
    def update(self, params, grads):
        for key in params:
            params[key] -= grads[key][0]
    def count(self, xs, options):
        return len(xs)
    def twice(self, x):
        return 2 * self.forward(x)
"""
HANDED = {
    "right": (RIGHT, set()),
    # (x + h) - h leaves rounding, which nobody minds
    "rounding": (
        RIGHT.replace(
            "return self.k * x",
            "y = self.k * x; x += 1e-4; x -= 1e-4; self.k += 1e-5; self.k -= 1e-5; return y",
        ),
        set(),
    ),
    # its own part has to pay, and no other, though every check calls forward or backward
    "input": (
        RIGHT.replace("return self.k * x", "y = self.k * x; x[:] = 0; return y"),
        {"forward", "again"},
    ),
    "more than what it builds upon": (
        RIGHT.replace("return self.k * x", "y = self.k * x; x[0] = 0; return y").replace(
            "return 2 * self.forward(x)", "y = 2 * self.forward(x); x[1] = 0; return y"
        ),
        {"forward", "again", "twice"},
    ),
    "held": (
        RIGHT.replace("return self.k * dout", "dx = self.k * dout; self.k += 1; return dx"),
        {"backward"},
    ),
    "nan": (
        RIGHT.replace("return self.k * dout", "dx = self.k * dout; dout[0] = np.nan; return dx"),
        {"backward"},
    ),
    # what is in a dict or a list that may not be changed may not be, either
    "within": (
        RIGHT.replace(
            "params[key] -= grads[key][0]", "params[key] -= grads[key][0]; grads[key][0] *= 2"
        ),
        {"update"},
    ),
    "list": (
        RIGHT.replace("return len(xs)", "n = len(xs); xs.sort(reverse=True); return n"),
        {"labels"},
    ),
    "integers": (
        RIGHT.replace("return len(xs)", "options['t'][0] = 7; return len(xs)"),
        {"labels"},
    ),
    "entry": (RIGHT.replace("return len(xs)", "options['seen'] = 1; return len(xs)"), {"labels"}),
    # one array for all results: of forward alone where others build on it
    "buffer": (
        RIGHT.replace("self.k = k", "self.k = k; self.y = np.zeros(2)").replace(
            "return self.k * x", "self.y[:] = self.k * x; return self.y"
        ),
        {"again"},
    ),
}


@pytest.fixture(scope="module", params=["--replay", "--no-replay"])
def failed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    """Grade everything, with answers sent ahead and without; return the messages that failed."""
    way: str = request.param

    def make(root: Path) -> None:
        files = {f"handed/{name}.py": source for name, (source, _) in HANDED.items()}
        files |= {
            "assignments/mini/assignment.toml": SETTINGS,
            "assignments/mini/checks/public/test_mini.py": CHECKS,
            "solutions/mini/reference.py": RIGHT,
        }
        _write(root, files)
        done = gradkit("--root", root, "grade", root / "handed", "-o", root / "out", way)
        assert done.returncode == 0, done.stderr + done.stdout

    root = once(tmp_path_factory, f"care{way}", make)
    return {
        Path(name).stem: {
            check["id"].partition("::test_")[2]: check["message"]
            for q in result["questions"]
            for check in q["checks"]
            if check["outcome"] != "passed"
        }
        for name, result in results_in(root / "out").items()
    }


def _write(root: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(content, encoding="utf-8")


def test_whoever_changes_what_was_handed_over_pays_once(failed: dict[str, dict[str, Any]]) -> None:
    wrong = {name: expected for name, (_, expected) in HANDED.items()}
    assert {name: set(found) for name, found in failed.items()} == wrong


def test_the_message_says_which_argument(failed: dict[str, dict[str, Any]]) -> None:
    assert failed["input"]["forward"].startswith("argument 1 of layer.forward was changed by")
    assert failed["within"]["update"].startswith("argument 2 of layer.update was changed by")
    assert failed["held"]["backward"].startswith(
        "an argument from before the call of layer.backward"
    )
    assert failed["buffer"]["again"].startswith("the array that `forward` returned before was")


def test_an_author_learns_how_to_allow_it(tmp_path: Path) -> None:
    files = {
        "assignments/mini/assignment.toml": SETTINGS.replace("update = [1]", ""),
        "assignments/mini/checks/public/test_mini.py": CHECKS,
        "solutions/mini/reference.py": RIGHT,
        "handed/right.py": RIGHT,
    }
    _write(tmp_path, files)
    gradkit("--root", tmp_path, "grade", tmp_path / "handed", "-o", tmp_path / "out")
    (result,) = results_in(tmp_path / "out").values()
    said = [c["message"] for q in result["questions"] for c in q["checks"]]
    assert sum("may_change in assignment.toml" in message for message in said) == 1, said
