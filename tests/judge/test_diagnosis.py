"""What is said of a failing check: the one misconception behind it, or nothing."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from harness import NAME, ROOT, SOLUTIONS, failed, gradkit, once, results_in, small_assignment
from hypothesis import given
from hypothesis import strategies as st

from autograder.assignment.assignment import Assignment, opened
from autograder.assignment.misconceptions import catalogue
from autograder.authoring.build import Built
from autograder.judge.diagnosis.known import RIGHT, Known, alike
from autograder.judge.diagnosis.notes import Notes
from autograder.judge.diagnosis.panels import panels
from autograder.sandbox.launch import Sandbox
from autograder.sandbox.levels import choose

pytestmark = pytest.mark.classes

KNOWN = catalogue(SOLUTIONS / "misconceptions")
REFERENCE = (SOLUTIONS / "reference.py").read_text(encoding="utf-8")
HEAD = f"{REFERENCE}\nimport numpy as np\nfrom common.functions import *\n"

# Two faults in each part that is wrong: no single misconception answers like that.
TWICE_WRONG = {
    "one_sided_and_left_there.py": """
def numerical_gradient(f, x):
    h, grad = 1e-4, np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        here = f(x)
        x[i] += h
        grad[i] = (f(x) - here) / h
    return grad

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, history = init_x.copy(), []
    for _ in range(step_num):
        history.append(x.copy())
        x = x + numerical_gradient(f, x)
    return x, np.array(history[::-1] + [x])

class SimpleNet(SimpleNet):
    def __init__(self):
        self.W = 0.01 * np.random.rand(3, 2)
    def loss(self, x, t):
        return np.sum(t * np.log10(softmax(self.predict(x))))

class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        p = self.params
        return softmax(np.maximum(0, x @ p["W1"]) @ p["W2"])
    def accuracy(self, x, t):
        return 100 * np.mean(self.predict(x).argmax(1) != t.argmax(1))
""",
    "double_and_upside_down.py": """
def numerical_gradient(f, x):
    h, grad = 1e-4, np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        kept = x[i]
        x[i] = kept + h
        above = f(x)
        x[i] = kept - h
        grad[i] = (f(x) - above) / h
        x[i] = kept
    return grad

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, history = init_x.copy(), []
    for _ in range(step_num):
        x = x - 0.01 * numerical_gradient(f, x) * 2
        history.append(x.T)
    return x, np.array(history).T

class SimpleNet(SimpleNet):
    def predict(self, x):
        return softmax(np.atleast_2d(x) @ self.W)

class TwoLayerNet(TwoLayerNet):
    def __init__(self, d, h, k, weight_init_std=0.01):
        self.params = {"W1": np.random.randn(d, h), "b1": np.ones(h),
                       "W2": np.random.randn(h, k), "b2": np.ones(k)}
    def loss(self, x, t):
        return np.sum(t * np.log2(self.predict(x)))
    def numerical_gradient(self, x, t):
        f = lambda _: -self.loss(x, t)
        found = {k: numerical_gradient(f, v) for k, v in self.params.items()}
        return {**found, "b1": 0 * found["b1"], "b2": 0 * found["b2"]}
""",
}
# One fault in each of two parts of one function.
ASCENT_WITH_BOTH_ENDS = """
# 경사 하강법: 기울기 방향으로 계속 움직인다
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    지점들 = [init_x.copy()]
    for _ in range(step_num):
        지점들.append(지점들[-1] + lr * numerical_gradient(f, 지점들[-1].copy()))
    return 지점들[-1], np.array(지점들)
"""

# Faults that are in no catalogue, or in another form than there.
UNFORESEEN = {
    "quarter.py": """
def numerical_gradient(f, x):
    h, g = 1e-4, np.zeros_like(x)
    for i in np.ndindex(x.shape):
        kept = x[i]
        x[i] = kept + h
        above = f(x)
        x[i] = kept - h
        g[i] = (above - f(x)) / (4 * h)
        x[i] = kept
    return g

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, history = init_x.copy(), []
    for n in range(step_num + 1):
        history += [x.copy()] * (n < step_num)
        x = x - lr * numerical_gradient(f, x)
    return x, np.array(history)

class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        p = self.params
        return softmax(1 / (1 + np.exp(x @ p["W1"] + p["b1"])) @ p["W2"] + p["b2"])
""",
    "plus_by_rows.py": """
def of_row(f, v):
    h, g = 1e-4, np.zeros_like(v)
    for i in range(v.size):
        kept = v[i]
        v[i] = kept + h
        above = f(v)
        v[i] = kept - h
        g[i] = (above + f(v)) / (2 * h)
        v[i] = kept
    return g

def numerical_gradient(f, x):
    return of_row(f, x) if x.ndim == 1 else np.array([of_row(f, row) for row in x])

class SimpleNet(SimpleNet):
    def loss(self, x, t):
        powers = np.exp(self.predict(x))
        return -np.sum(t * np.log(powers / powers.sum()))
""",
    "another_default.py": """
def numerical_gradient(f, x):
    return numpy.zeros_like(x)

def gradient_descent(f, init_x, lr=0.1, step_num=100):
    x, history = init_x.copy(), []
    for _ in range(step_num):
        history.append(x.copy())
        x = x - lr * numerical_gradient(f, x)
    return x, np.array(history)

class TwoLayerNet(TwoLayerNet):
    def loss(self, x, t):
        return -np.mean(np.log(self.predict(x).max(axis=1) + 1e-7))
""",
    "best_point.py": """
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, history = init_x.copy(), []
    best, where = np.inf, x
    for _ in range(step_num):
        history.append(x.copy())
        if f(x) < best:
            best, where = f(x), x.copy()
        x = x - lr * numerical_gradient(f, x)
    return where, np.array(history)

class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        return super().predict(x / 255)
    def loss(self, x, t):
        squares = sum(np.sum(self.params[k] ** 2) for k in ("W1", "W2"))
        return super().loss(x, t) + 0.005 * squares
""",
    "list_and_early_end.py": """
def numerical_gradient(f, x):
    h, g = 1e-5, []
    for i in np.ndindex(x.shape):
        kept = x[i]
        x[i] = kept + h
        above = f(x)
        x[i] = kept - h
        g.append((above - f(x)) / (2 * h))
        x[i] = kept
    return g if x.ndim == 1 else np.reshape(g, x.shape)

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, history = init_x.copy(), []
    for k in range(step_num):
        if k == 4:
            break
        history.append(x)
        x = x - lr * numerical_gradient(f, x)
    return x, np.array(history)

class TwoLayerNet(TwoLayerNet):
    def numerical_gradient(self, x, t):
        p = self.params
        z = sigmoid(x @ p["W1"] + p["b1"])
        delta = (softmax(z @ p["W2"] + p["b2"]) - t) / len(x)
        below = delta @ p["W2"].T * np.cos(z)
        return {"W1": x.T @ below, "b1": below.sum(0), "W2": z.T @ delta, "b2": delta.sum(0)}
""",
    "left_raised_and_momentum.py": """
def numerical_gradient(f, x):
    h, g = 1e-4, np.zeros_like(x)
    for i in np.ndindex(x.shape):
        x[i] += h
        above = f(x)
        x[i] -= 2 * h
        g[i] = (above - f(x)) / (2 * h)
        x[i] += 2 * h
    return g

def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, history, step = init_x.copy(), [], 0
    for _ in range(step_num):
        history.append(x)
        step = 0.5 * step - lr * numerical_gradient(f, x)
        x = x + step
    return x, np.array(history)

class TwoLayerNet(TwoLayerNet):
    def accuracy(self, x, t):
        return np.mean(np.round(self.predict(x)) == t)
    def numerical_gradient(self, x, t):
        p = self.params
        a = x @ p["W1"] + p["b1"]
        z = sigmoid(a)
        delta = (softmax(z @ p["W2"] + p["b2"]) - t) / len(x)
        below = delta @ p["W2"].T * a * (1 - a)
        return {"W1": x.T @ below, "b1": below.sum(0), "W2": z.T @ delta, "b2": delta.sum(0)}
""",
    "last_row.py": """
def numerical_gradient(f, x):
    if x.ndim > 1:
        g = np.zeros_like(x)
        g[-1] = [numerical_gradient(f, row) for row in x][-1]
        return g
    h, g = 1e-4, np.zeros_like(x)
    for i in range(x.size):
        kept = x[i]
        x[i] = kept + h
        above = f(x)
        x[i] = kept - h
        g[i] = (above - f(x)) / (2 * h)
        x[i] = kept
    return g
""",
    "by_columns.py": """
def numerical_gradient(f, x):
    h, slopes = 1e-4, []
    for i in np.ndindex(x.T.shape):
        kept = x.T[i]
        x.T[i] = kept + h
        above = f(x)
        x.T[i] = kept - h
        slopes.append((above - f(x)) / (2 * h))
        x.T[i] = kept
    return np.array(slopes).reshape(x.shape)

class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        z = np.tanh(x @ self.params["W1"] + self.params["b1"])
        return softmax(z @ self.params["W2"])
""",
    "single_precision.py": """
def numerical_gradient(f, x, right=numerical_gradient):
    return right(f, x.astype(np.float32))
""",
    "telling_exception.py": """
class SimpleNet(SimpleNet):
    def predict(self, x):
        raise type("Saw" + "_".join(f"{number:g}" for number in x.ravel()), (Exception,), {})
""",
}


# Told apart by where f was asked, which the panel looks on at.
BY_THEIR_STEPS = [
    f"numerical_gradient_{name}"
    for name in ("forward", "forward_small_h", "backward", "large_h", "tiny_h")
]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where all of these were graded into, once."""

    def make(out: Path) -> None:
        place = tmp_path_factory.mktemp("in")
        files = {**TWICE_WRONG, **UNFORESEEN, "both_ends.py": ASCENT_WITH_BOTH_ENDS}
        for name, source in files.items():
            (place / name).write_text(HEAD + source, encoding="utf-8")
        for name in BY_THEIR_STEPS:
            (place / f"{name}.py").write_text(HEAD + KNOWN[name].source, encoding="utf-8")
        done = gradkit("grade", place, "-o", out, "-a", NAME)
        assert done.returncode == 0, done.stderr

    return once(tmp_path_factory, "diagnosed", make)


@pytest.fixture(scope="module")
def results(graded: Path) -> dict[str, dict[str, Any]]:
    return results_in(graded)


@pytest.mark.parametrize("name", BY_THEIR_STEPS)
def test_a_difference_is_known_by_the_steps_that_it_takes(
    results: dict[str, Any], name: str
) -> None:
    assert hints_of(results[f"{name}.py"])["numerical_gradient"]["id"] == name


@pytest.mark.parametrize("name", TWICE_WRONG)
def test_two_faults_in_one_part_are_not_taken_for_one(results: dict[str, Any], name: str) -> None:
    wrong = failed(results[name])
    hints = {check["part"]: check["hint"] for check in wrong if check["hint"]}
    assert len({check["part"] for check in wrong}) >= 6
    assert [hint for hint in hints.values() if hint["tier"] == 1] == []
    assert len(hints) >= 4  # what can be said of them all the same


@pytest.mark.slow
def test_a_slip_in_the_panels_is_told_with_its_line(tmp_path: Path) -> None:
    root = small_assignment(tmp_path)
    path = root / "assignments" / "mini" / "checks" / "hidden" / "panels.py"
    path.parent.mkdir()
    slips = {
        "no_such_name\n": "NameError",
        'PANELS["g"] = []\n': "no check has the part 'g'",
        'PANELS["f"] = [lambda student: student.f(1)]\n': "the reference answers with",
    }
    for slip, told in slips.items():
        path.write_text(
            f'PANELS = {{"f": [lambda student: student.f()]}}\n{slip}', encoding="utf-8"
        )
        work = root / "solutions" / "mini" / "reference.py"
        done = gradkit("--root", root, "grade", work, "-o", tmp_path / "out")
        assert done.returncode == 2, slip
        assert told in done.stderr and "panels.py" in done.stderr, done.stderr
        assert "Traceback" not in done.stderr


def hints_of(result: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {check["part"]: check["hint"] for check in failed(result) if check["hint"]}


def test_a_fault_that_nobody_foresaw_is_told_as_a_relation(results: dict[str, Any]) -> None:
    hints = hints_of(results["quarter.py"])
    assert {part: (hint["tier"], hint["id"]) for part, hint in hints.items()} == {
        "numerical_gradient": (2, "numerical_gradient:times_0.5"),
        "gradient_descent.path": (2, "gradient_descent/[0]:step_num_plus_1"),
        "TwoLayerNet.predict": (2, "TwoLayerNet.predict:TwoLayerNet.minus_in_sigmoid"),
    }
    assert "is the right answer times 0.5" in hints["numerical_gradient"]["text"]
    assert "step_num + 1 in place of step_num" in hints["gradient_descent.path"]["title"]


def test_what_f_refuses_is_not_taken_for_something_else_that_it_refuses(
    results: dict[str, Any],
) -> None:
    hint = hints_of(results["single_precision.py"])["numerical_gradient"]
    assert hint["tier"] > 1
    told = failed(results["single_precision.py"])
    assert any("float32" in check["message"] for check in told)


def test_a_default_is_told_by_what_passing_it_mends(results: dict[str, Any]) -> None:
    hint = hints_of(results["another_default.py"])["gradient_descent.path"]
    assert hint["id"] == "gradient_descent/[0]:default_of_lr"
    assert "lr = 0.01" in hint["text"]


def test_of_two_methods_it_is_told_which_one_is_right(results: dict[str, Any]) -> None:
    hint = hints_of(results["another_default.py"])["TwoLayerNet.loss"]
    assert hint["tier"] == 3
    assert "Your predict is right in these cases" in hint["text"]


def test_what_another_accepted_step_gives_is_no_example_of_a_fault(
    results: dict[str, Any],
) -> None:
    assert "numerical_gradient" not in hints_of(results["list_and_early_end.py"])


def test_what_ends_before_its_last_pass_is_told(results: dict[str, Any]) -> None:
    hints = hints_of(results["list_and_early_end.py"])
    path = hints["gradient_descent.path"]
    assert path["id"] == "gradient_descent/[0]:a_row_in_[1]", path
    assert "break" in path["text"]


def test_the_entries_that_are_wrong_are_told_where_no_more_is_known(
    results: dict[str, Any],
) -> None:
    hint = hints_of(results["list_and_early_end.py"])["TwoLayerNet.numerical_gradient"]
    assert "Wrong: W1, b1. Right: W2, b2." in hint["text"]
    hint = hints_of(results["left_raised_and_momentum.py"])["TwoLayerNet.numerical_gradient"]
    assert hint["id"] == "TwoLayerNet.numerical_gradient:wrong_are_W1_b1"
    assert "the fault is in numerical_gradient itself" in hint["text"]


def test_an_argument_that_is_not_put_back_has_no_other_cause(results: dict[str, Any]) -> None:
    hint = hints_of(results["left_raised_and_momentum.py"])["numerical_gradient"]
    assert hint["id"] == "numerical_gradient/after:x:plus_0.0001"
    assert "one was not put back before the next" in hint["text"]
    assert "The same number is added each time" not in hint["text"]


def test_a_step_that_keeps_a_share_of_the_one_before_is_told(results: dict[str, Any]) -> None:
    hint = hints_of(results["left_raised_and_momentum.py"])["gradient_descent.path"]
    assert "0.5 of each step is added to the next" in hint["text"]


def test_what_wrong_cases_need_is_told_without_saying_that_they_are_wrong_twice(
    results: dict[str, Any],
) -> None:
    hint = hints_of(results["left_raised_and_momentum.py"])["TwoLayerNet.accuracy"]
    told = "is wrong in 17 cases, and in each of them b2 has more than two entries."
    assert told in hint["text"]
    assert hint["text"].count("wrong") == 1


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("last_row.py", "right in the last row and 0 in all others"),
        ("by_columns.py", "the right answer, its entries taken column by column"),
    ],
)
def test_numbers_of_a_matrix_in_the_wrong_places_are_told(
    results: dict[str, Any], name: str, told: str
) -> None:
    assert told in hints_of(results[name])["numerical_gradient"]["text"]


def test_what_ends_with_an_exception_is_not_said_to_do_anything_else(
    results: dict[str, Any],
) -> None:
    hint = hints_of(results["another_default.py"])["numerical_gradient"]
    assert hint["id"] == "numerical_gradient:raises_NameError"


def test_nothing_is_said_of_where_f_is_evaluated_if_a_right_work_does_not(
    results: dict[str, Any],
) -> None:
    hints = hints_of(results["best_point.py"])
    path = hints.get("gradient_descent.path")
    assert path is None or "f_" not in path["id"]
    assert hints["TwoLayerNet.predict"]["id"] == "TwoLayerNet.predict:x_of_a_byte"


def test_a_class_is_told_who_shares_a_symptom(graded: Path) -> None:
    found = json.loads((graded / "class.json").read_text(encoding="utf-8"))["misconceptions"]
    shared = {each["id"]: each for each in found}
    quarter = shared["numerical_gradient:times_0.5"]
    assert quarter["submissions"] == ["quarter.py"] and quarter["part"] == "numerical_gradient"
    assert "0.5" in quarter["title"]
    # Two at once are counted as what each of them is.
    for name in ("simple_net_loss_softmax_whole_batch", "simple_net_loss_sum_for_mean"):
        assert shared[name]["submissions"] == ["plus_by_rows.py"]


def test_a_misconception_is_known_in_every_form_and_two_at_once(results: dict[str, Any]) -> None:
    hints = hints_of(results["plus_by_rows.py"])
    assert hints["numerical_gradient"]["id"] == "numerical_gradient_plus_for_minus"
    both = "simple_net_loss_softmax_whole_batch+simple_net_loss_sum_for_mean"
    assert hints["SimpleNet.loss"]["id"] == both
    for name in both.split("+"):
        assert KNOWN[name].title.en in hints["SimpleNet.loss"]["text"]
    two = hints_of(results["by_columns.py"])["TwoLayerNet.predict"]["id"]
    assert two == "two_layer_predict_b2_missing+two_layer_predict_tanh_for_sigmoid"


def test_an_exception_of_ones_own_says_nothing_of_what_it_saw(results: dict[str, Any]) -> None:
    hints = hints_of(results["telling_exception.py"])
    assert "Saw" not in json.dumps(hints)
    assert "predict stops with an exception" in hints["SimpleNet.predict"]["text"]


def test_faults_in_two_parts_get_a_hint_each(results: dict[str, Any]) -> None:
    hints = {check["part"]: check["hint"] for check in failed(results["both_ends.py"])}
    assert {part: hint["id"] for part, hint in hints.items()} == {
        "gradient_descent.path": "gradient_descent_ascent",
        "gradient_descent.history": "gradient_descent_history_both_ends",
    }
    for hint in hints.values():
        assert hint["text"] == KNOWN[hint["id"]].hint.ko


def test_a_hidden_check_shows_the_hint_and_no_input(results: dict[str, Any]) -> None:
    hidden = [c for c in failed(results["both_ends.py"]) if c["visibility"] == "hidden"]
    assert hidden
    for check in hidden:
        assert check["hint"] is not None and check["counterexample"] is None


@pytest.mark.parametrize("name", TWICE_WRONG)
def test_a_counterexample_can_be_pasted(
    results: dict[str, Any],
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "assignments" / NAME))
    notebook: dict[str, Any] = {"__name__": "notebook"}
    exec(REFERENCE, notebook)
    right = notebook["numerical_gradient"]
    exec(HEAD + TWICE_WRONG[name], notebook)
    own = notebook["numerical_gradient"]
    count = 0
    for check in failed(results[name]):
        example = check["counterexample"]
        if example is None or not re.fullmatch(r"[-\d., e\[\]]+", example["actual"]):
            continue  # a shape, a word, or what grows without bounds, and rounding with it
        # All exercises but the first are judged with a right gradient.
        notebook["numerical_gradient"] = own if check["part"] == "numerical_gradient" else right
        lines = ast.parse(example["code"]).body
        last = lines.pop()
        if not isinstance(last, ast.Expr):
            continue  # what was read off an object
        exec(compile(ast.Module(lines, []), "pasted", "exec"), notebook)
        value = eval(compile(ast.Expression(last.value), "pasted", "eval"), notebook)
        if isinstance(value, dict):
            continue  # one of its entries is shown
        seen = [value[0], value[1][0]] if isinstance(value, tuple) else [value]
        seen += [np.float64(seen[0])]
        seen += [array for array in notebook.values() if isinstance(array, np.ndarray)]
        told = np.asarray(ast.literal_eval(example["actual"]))
        # A difference of large numbers is only as exact as they are.
        alike = [
            np.shape(each) == told.shape and np.allclose(each, told, rtol=1e-5, atol=1e-6)
            for each in seen
        ]
        assert any(alike), (example, seen)
        count += 1
    assert count >= 4


@pytest.mark.slow
def test_otter_run_says_the_same_in_the_language_of_the_notebook(
    results: dict[str, Any], built: Built, tmp_path: Path
) -> None:
    file = tmp_path / "both_ends.py"
    file.write_text(HEAD + ASCENT_WITH_BOTH_ENDS, encoding="utf-8")
    command = [sys.executable, "-m", "otter", "run", "-a", built.autograder_zip, "-o", tmp_path]
    done = subprocess.run(
        [*map(str, command), str(file)], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (tmp_path / "results.json").exists(), done.stderr
    made = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    shown = "\n".join(str(test.get("output", "")) for test in made["tests"])
    for check in failed(results["both_ends.py"]):
        assert check["hint"]["text"] in shown
    theirs = {test["name"]: test["score"] for test in made["tests"]}
    assert theirs == {q["name"]: q["score"] for q in results["both_ends.py"]["questions"]}


# -- the catalogue as it is asked ------------------------------------------------------------------


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assignment]:
    """The assignment with two more files in its catalogue, and nothing else changed."""
    root = tmp_path_factory.mktemp("root")
    for folder in ("assignments", "solutions"):
        shutil.copytree(ROOT / folder / NAME, root / folder / NAME)
    place = root / "solutions" / NAME / "misconceptions"
    known = KNOWN["simple_net_init_zeros"]
    looping = known.source.replace("np.zeros((2, 3))", "[0 for _ in iter(int, 1)]")
    (place / "simple_net_init_loops.py").write_text(looping, encoding="utf-8")
    raising = f"{known.source}\n\nraise SystemExit\n"
    (place / "simple_net_init_raises.py").write_text(raising, encoding="utf-8")
    tens = known.source.replace("np.zeros((2, 3))", "np.full((2, 3), 10.0)")
    (place / "simple_net_init_tens.py").write_text(tens, encoding="utf-8")
    with opened(NAME, root) as found:
        yield found


@pytest.mark.slow
def test_a_misconception_that_loops_or_raises_is_left_out(
    copied: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.judge.diagnosis.known._PATIENCE", 2.0)
    monkeypatch.syspath_prepend(str(copied.folder / "checks"))
    monkeypatch.syspath_prepend(str(copied.folder / "checks" / "hidden"))
    sandbox = Sandbox(choose("auto"), copied.support, copied.limits)
    try:
        answers = Known(copied, sandbox, panels(copied).probes, Notes(copied)).answers(
            "SimpleNet.init"
        )
    finally:
        sandbox.close()
    left = {name for name in answers if name.startswith("simple_net_init")} | {RIGHT}
    own = {known.id for known in KNOWN.values() if known.part == "SimpleNet.init"}
    assert "simple_net_init_loops" not in left
    assert left >= own | {RIGHT, "simple_net_init_tens"}


@pytest.mark.slow
def test_a_new_misconception_is_one_file(copied: Assignment, tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    mine = "def __init__(self): self.W = np.ones((2, 3)) * 10\nSimpleNet.__init__ = __init__"
    file.write_text(HEAD + mine, encoding="utf-8")
    root = copied.folder.parents[1]
    (copied.misconceptions / "simple_net_init_loops.py").unlink(missing_ok=True)
    done = gradkit("--root", root, "grade", file, "-o", tmp_path / "out", "-a", NAME)
    assert done.returncode == 0, done.stderr
    wrong = failed(results_in(tmp_path / "out")["mine.py"])
    assert {check["hint"]["id"] for check in wrong} == {"simple_net_init_tens"}


def test_every_part_has_a_panel(assignment: Assignment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(assignment.folder / "checks"))
    monkeypatch.syspath_prepend(str(assignment.folder / "checks" / "hidden"))
    assert set(panels(assignment).probes) == {known.part for known in KNOWN.values()}


# -- how answers are compared ----------------------------------------------------------------------

numbers = st.floats(-1e6, 1e6) | st.sampled_from([np.nan, np.inf, -np.inf])
observations = st.recursive(
    st.text(max_size=3) | st.lists(numbers, max_size=4).map(np.array),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner),
    max_leaves=8,
)


@given(observations, observations)
def test_alike_is_the_same_both_ways(one: Any, other: Any) -> None:
    assert alike(one, one)
    assert alike(one, other) == alike(other, one)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (np.array(1.0), np.array(1.0004), True),
        (np.array(1.0), np.array(1.01), False),
        (np.array([1.0]), np.array([[1.0]]), False),
        (np.array(np.nan), np.array(1.0), False),
        (np.array(np.inf), np.array(-np.inf), False),
        (np.array(1.0), "1.0", False),
        ([np.array(1.0)], [np.array(1.0), "a"], False),
        ({"a": "b"}, {"a": "c"}, False),
    ],
)
def test_what_is_alike(one: Any, other: Any, expected: bool) -> None:
    assert alike(one, other) is expected
