"""Every right solution gets exactly the full points; what the spec calls vacuous gets none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from harness import SOLUTIONS, gradkit, once, results_in, scores

pytestmark = [pytest.mark.slow, pytest.mark.classes]

HEAD = "import numpy as np\nfrom common.gradient import numerical_gradient\n"
FULL = {"numerical_gradient": 25, "gradient_descent": 20, "SimpleNet": 20, "TwoLayerNet": 35}
RIGHT = sorted(path.name for path in (SOLUTIONS / "right").glob("*.py"))


REMEMBERS = (
    HEAD
    + """
def numerical_gradient(f, x):
    if x.ndim > 1:
        known = {}
        def g(row):
            if row.tobytes() not in known: known[row.tobytes()] = f(row)
            return known[row.tobytes()]
        return np.array([numerical_gradient(g, row) for row in x])
    found = np.zeros_like(x)
    for i in range(x.size):
        kept = x[i]
        x[i] = kept + 1e-4
        more = f(x)
        x[i] = kept - 1e-4
        found[i] = (more - f(x)) / 2e-4
        x[i] = kept
    return found
"""
)


def _descent(sign: str, point: str) -> str:
    return HEAD + (
        "def gradient_descent(f, init_x, lr=0.01, step_num=100):\n"
        "    x, history = init_x.copy(), []\n"
        "    for _ in range(step_num):\n"
        "        history.append(x.copy())\n"
        f"        x {sign}= lr * numerical_gradient(f, x)\n"
        f"    return {point}, np.array(history)\n"
    )


IN_PART = {
    "remembers": REMEMBERS,
    "wrong_point": _descent("-", "x + 1"),
    "ascent": _descent("+", "x"),
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """The right solutions and those that are right in part, in one run."""

    def make(out: Path) -> None:
        place = tmp_path_factory.mktemp("right")
        for name, source in IN_PART.items():
            (place / f"{name}.py").write_text(source, encoding="utf-8")
        works = [SOLUTIONS / "right", SOLUTIONS / "reference.py"]
        works += [place / f"{name}.py" for name in IN_PART]
        done = gradkit("grade", *works, "-o", out)
        assert done.returncode == 0, done.stderr

    return results_in(once(tmp_path_factory, "right", make))


def test_there_are_many_styles() -> None:
    assert len(RIGHT) >= 30


@pytest.mark.parametrize("name", [*RIGHT, "reference.py"])
def test_right_solution_gets_everything(graded: dict[str, dict[str, Any]], name: str) -> None:
    result = graded[name]
    lost = [
        (check["id"], check["outcome"], check["message"])
        for question in result["questions"]
        for check in question["checks"]
        if check["earned"] != check["points"]
    ]
    assert lost == []
    assert scores(result) == FULL
    assert result["score"] == result["max_score"] == 100


def test_whoever_remembers_what_f_gave_loses_nothing(graded: dict[str, dict[str, Any]]) -> None:
    put_back = [
        check["outcome"]
        for check in graded["remembers.py"]["questions"][0]["checks"]
        if check["id"].endswith("test_x_is_put_back")
    ]
    assert put_back and set(put_back) == {"passed"}


def test_a_right_history_counts_beside_a_wrong_point(graded: dict[str, dict[str, Any]]) -> None:
    checks = graded["wrong_point.py"]["questions"][1]["checks"]
    earned = {check["part"]: 0 for check in checks}
    for check in checks:
        earned[check["part"]] += check["earned"]
    assert earned == {"gradient_descent.path": 0, "gradient_descent.history": 8}


def test_a_history_is_compared_with_the_steps_that_the_student_takes(
    graded: dict[str, dict[str, Any]],
) -> None:
    checks = graded["ascent.py"]["questions"][1]["checks"]
    parts = {check["part"] for check in checks if check["earned"]}
    assert parts == {"gradient_descent.history"}
