"""Every right solution gets exactly the full points; what the spec calls vacuous gets none."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from harness import SOLUTIONS, gradkit, results_in, scores

HEAD = "import numpy as np\nfrom common.gradient import numerical_gradient\n"
FULL = {"numerical_gradient": 25, "gradient_descent": 20, "SimpleNet": 20, "TwoLayerNet": 35}
RIGHT = sorted(path.name for path in (SOLUTIONS / "right").glob("*.py"))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("right")
    done = gradkit("grade", SOLUTIONS / "right", SOLUTIONS / "reference.py", "-o", place)
    assert done.returncode == 0, done.stderr
    return place


def test_there_are_many_styles() -> None:
    assert len(RIGHT) >= 30


@pytest.mark.parametrize("name", [*RIGHT, "reference.py"])
def test_right_solution_gets_everything(out: Path, name: str) -> None:
    result = results_in(out)[name]
    lost = [
        (check["id"], check["outcome"], check["message"])
        for question in result["questions"]
        for check in question["checks"]
        if check["earned"] != check["points"]
    ]
    assert lost == []
    assert scores(result) == FULL
    assert result["score"] == result["max_score"] == 100


def test_whoever_remembers_what_f_gave_loses_nothing(grade: Callable[..., dict[str, Any]]) -> None:
    result = grade(
        HEAD + "def numerical_gradient(f, x):\n"
        "    if x.ndim > 1:\n"
        "        known = {}\n"
        "        def g(row):\n"
        "            if row.tobytes() not in known: known[row.tobytes()] = f(row)\n"
        "            return known[row.tobytes()]\n"
        "        return np.array([numerical_gradient(g, row) for row in x])\n"
        "    found = np.zeros_like(x)\n"
        "    for i in range(x.size):\n"
        "        kept = x[i]\n"
        "        x[i] = kept + 1e-4\n"
        "        more = f(x)\n"
        "        x[i] = kept - 1e-4\n"
        "        found[i] = (more - f(x)) / 2e-4\n"
        "        x[i] = kept\n"
        "    return found\n"
    )
    put_back = [
        check["outcome"]
        for check in result["questions"][0]["checks"]
        if check["id"].endswith("test_x_is_put_back")
    ]
    assert put_back and set(put_back) == {"passed"}


def _descent(sign: str, point: str) -> str:
    return HEAD + (
        "def gradient_descent(f, init_x, lr=0.01, step_num=100):\n"
        "    x, history = init_x.copy(), []\n"
        "    for _ in range(step_num):\n"
        "        history.append(x.copy())\n"
        f"        x {sign}= lr * numerical_gradient(f, x)\n"
        f"    return {point}, np.array(history)\n"
    )


def test_a_right_history_counts_beside_a_wrong_point(grade: Callable[..., dict[str, Any]]) -> None:
    result = grade(_descent("-", "x + 1"))
    earned = {check["part"]: 0 for check in result["questions"][1]["checks"]}
    for check in result["questions"][1]["checks"]:
        earned[check["part"]] += check["earned"]
    assert earned == {"gradient_descent.path": 0, "gradient_descent.history": 8}


def test_a_history_is_compared_with_the_steps_that_the_student_takes(
    grade: Callable[..., dict[str, Any]],
) -> None:
    result = grade(_descent("+", "x"))
    parts = {check["part"] for check in result["questions"][1]["checks"] if check["earned"]}
    assert parts == {"gradient_descent.history"}
