"""Every right solution gets exactly the full points; what the spec calls vacuous gets none."""

from __future__ import annotations

from pathlib import Path

import pytest
from harness import SOLUTIONS, gradkit, results_in, scores

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
