"""The student's own path is what was answered, cut to what is a point, and no matter of points."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from harness import SOLUTIONS, found_once, scores
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from autograder.assignment.assignment import Assignment
from autograder.grading.order import Order
from autograder.grading.pool import Pool
from autograder.judge.gallery import MAX_POINTS, points
from autograder.results.result import Result

HEAD = "import numpy as np\nfrom common.gradient import numerical_gradient\n"
DESCENT = HEAD + "def gradient_descent(f, init_x, lr=0.01, step_num=100):\n"
WALK = """\
    x, history = init_x.copy(), []
    for _ in range(step_num):
        history.append(x.copy())
        x -= lr * numerical_gradient(f, x)
"""
SUBMISSIONS = {
    "right": DESCENT + WALK + "    return x, np.array(history)\n",
    "x_only": DESCENT + WALK + "    return x\n",
    "history_only": DESCENT + WALK + "    return np.array(history)\n",
    "uphill": DESCENT + WALK.replace("-=", "+=").replace("lr", "9") + "    return x, history\n",
    "not_a_number": DESCENT + WALK + "    return x * np.nan, history[:3]\n",
    "strings": DESCENT + "    return 'x', ['<script>'] * 30\n",
    "objects": DESCENT + "    return object(), [object()] * 30\n",
    "endless_rows": DESCENT + "    return init_x, np.broadcast_to(init_x, (10**12, 2))\n",
    "many_rows": DESCENT + "    return init_x, np.tile(init_x, (5000, 1))\n",
    "raises": DESCENT + "    raise ValueError('</script>')\n",
    "only_when_shown": DESCENT + "    import os\n"
    + "    if step_num == 30 and init_x[0] == -7: os._exit(1)\n"
    + WALK + "    return x, np.array(history)\n",
}  # fmt: skip
# What a worker has seen before it is asked for its path: nothing that is hidden.
REMEMBERS = DESCENT + "    SEEN.append(init_x.copy())\n" + WALK.replace("step_num", "30") + (
    "    pairs = [seen for seen in SEEN if seen.shape == (2,)]\n"
    "    return x, np.array(pairs if step_num == 30 else history)\nSEEN = []\n"
)  # fmt: skip
EXPECTED = {
    "right": ("whole", 31),
    "x_only": ("whole", 1),
    "history_only": ("whole", 30),
    "uphill": ("runs_away", 5),
    "not_a_number": ("runs_away", 3),
    "strings": ("absent", 0),
    "objects": ("absent", 0),
    "endless_rows": ("absent", 0),
    "many_rows": ("whole", MAX_POINTS),
    "raises": ("absent", 0),
    "only_when_shown": ("absent", 0),
}


@pytest.fixture(scope="module")
def results(
    assignment: Assignment, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Any]]:
    return found_once(tmp_path_factory, "gallery", lambda: judged(assignment))


def judged(assignment: Assignment) -> dict[str, dict[str, Any]]:
    """Results by submission, without hints: what they are told from is not shown here."""
    reference = (SOLUTIONS / "reference.py").read_text(encoding="utf-8")
    sources = {**SUBMISSIONS, "remembers": REMEMBERS, "reference": reference}
    with closing(Pool(replace(assignment, gives_hints=False), "auto")) as pool:
        judge = pool.judge()
        found = {name: judge.grade(_order(name, source)) for name, source in sources.items()}
        judge.close()
    return found


def _order(name: str, source: str) -> Order:
    head: Result = {"submission": name, "sha256": "", "isolation": "bwrap", "limits": {}}
    return Order({**head, "language": "en"}, "en", source.encode(), ".py")


@pytest.mark.parametrize("name", EXPECTED)
def test_own_path_is_what_was_answered(results: dict[str, Any], name: str) -> None:
    (shown,) = results[name]["exhibits"]
    assert (shown["state"], len(shown["own"])) == EXPECTED[name]
    assert len(shown["right"]) == 31


def test_no_path_tells_what_hidden_checks_ask(results: dict[str, Any]) -> None:
    (shown,) = results["remembers"]["exhibits"]
    public = sum(
        check["visibility"] == "public"
        for question in results["remembers"]["questions"]
        for check in question["checks"]
        if question["name"] == "gradient_descent"
    )
    # Of a public property at most 25 examples have two variables, of a hidden one 100.
    assert 2 < len(shown["own"]) < 25 * public


def test_a_right_path_lies_on_the_right_one(results: dict[str, Any]) -> None:
    for name in ("right", "reference"):
        (shown,) = results[name]["exhibits"]
        assert shown["own"] == shown["right"]


def test_what_is_shown_costs_nothing(results: dict[str, Any]) -> None:
    assert scores(results["only_when_shown"])["gradient_descent"] == 20
    assert scores(results["reference"])["SimpleNet"] == 20


numbers = st.one_of(st.floats(), st.integers(-(2**40), 2**40))
rows = arrays(st.sampled_from([np.float64, np.float32, np.int64]), array_shapes(max_dims=3))
answers = st.recursive(
    st.one_of(st.none(), st.text(), numbers, rows, arrays(np.float64, (2,))),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
)


@pytest.mark.slow
@given(answers)
def test_any_answer_becomes_few_finite_points(answer: Any) -> None:
    found, state = points(answer)
    assert len(found) <= MAX_POINTS
    assert all(len(point) == 2 and np.isfinite(point).all() for point in found)
    assert state == "absent" or found or state == "runs_away"


@given(arrays(np.float64, st.tuples(st.integers(1, 9), st.just(2)), elements=st.floats(-9, 9)))
def test_rows_and_a_list_of_rows_are_the_same_path(path: np.ndarray) -> None:
    found, state = points([path[:-1], path[-1]])
    assert (found, state) == points(list(path))
    assert state == "whole"
    assert np.allclose(found, path, rtol=0, atol=1e-4)
