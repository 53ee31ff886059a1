"""What a student is told is so: each claim of a hint is verified, and a page is in one language."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from harness import NAME, ROOT, SOLUTIONS, failed, gradkit, once, results_in

pytestmark = pytest.mark.classes

LAYERS_NAME = "backpropagation"
REFERENCE = (SOLUTIONS / "reference.py").read_text(encoding="utf-8")
SOURCES = {
    # Only the rows come back, and then a point that is wrong.
    "rows_alone.py": """
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x, rows = init_x.copy(), []
    for _ in range(step_num):
        rows.append(x.copy())
        x = x - lr * numerical_gradient(f, x)
    return np.array(rows)

def numerical_gradient(f, x):
    if x.ndim > 1:
        raise ValueError("no vector")
    return np.array([f(v + 1e-4) - f(v - 1e-4) for v in x]) / 2e-4

class SimpleNet(SimpleNet):
    def __init__(self):
        self.W = np.array([[0.25, -1.5, 0.5], [1.25, 0.75, -0.125]])

class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        p = self.params
        return softmax(np.maximum(0, x @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"])
    def numerical_gradient(self, x, t):
        found = super().numerical_gradient(x, t)
        found["b2"] = found.pop("b1")
        return found
""",
    "steps_by_default.py": """
def gradient_descent(f, init_x, lr=0.01, step_num=50):
    x, rows = init_x.copy(), []
    for _ in range(step_num):
        rows.append(x.copy())
        x = x - lr * numerical_gradient(f, x)
    return x, np.array(rows)

def numerical_gradient(f, x):
    return np.array([f(x[0] + 1e-4, *x[1:]) - f(x[0] - 1e-4, *x[1:])] * len(x)) / 2e-4

class TwoLayerNet(TwoLayerNet):
    def __init__(self, d, h, k, weight_init_std=0.001):
        super().__init__(d, h, k, weight_init_std)
    def predict(self, x):
        return np.ones((len(x), 1))
""",
    "both_defaults.py": """
# 기본값이 둘 다 다르다
def gradient_descent(f, init_x, lr=0.1, step_num=50):
    x, rows = init_x.copy(), []
    for _ in range(step_num):
        rows.append(x.copy())
        x = x - lr * numerical_gradient(f, x)
    return x, np.array(rows)

def numerical_gradient(f, x):
    g = np.zeros_like(x)
    for i in range(x.size):
        kept = x[i]
        x[i] = kept + 1e-4
        above = f(x)
        x[i] = kept - 1e-4
        g[i] = f(above - f(x)) / 2e-4
        x[i] = kept
    return g

class TwoLayerNet(TwoLayerNet):
    def __init__(self, d, h, k, weight_init_std=0.01):
        super().__init__(d, h, k, weight_init_std)
        self.params["W1"] = weight_init_std * np.random.randn(d, k)
    def predict(self, x):
        p = self.params
        return softmax(sigmoid(x @ p["W1"]) @ p["W2"])
""",
    "point_alone.py": """
def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    for _ in range(step_num):
        x = x - 2 * lr * numerical_gradient(f, x)
    return x

def numerical_gradient(f, x):
    if x.ndim > 1:
        return {}[0] if len(x) == 1 else int("a")
    h = np.eye(x.size) * 1e-4
    return np.array([f(x + h[i]) - f(x - h[i]) for i in range(x.size)]) / 2e-4

class TwoLayerNet(TwoLayerNet):
    def predict(self, x):
        p = self.params
        return softmax(np.maximum(0, x @ p["W1"] + p["b1"]) @ p["W2"] + p["b2"])
    def numerical_gradient(self, x, t):
        found = super().numerical_gradient(x, t)
        found["b2"] = 3 * found["b2"]
        return found
""",
    "restored_by_name.py": """
def numerical_gradient(f, x):
    g, before = np.zeros_like(x), x.copy()
    for i in np.ndindex(x.shape):
        x[i] = before[i] + 1e-4
        above = f(x)
        x[i] = before[i] - 1e-4
        g[i] = (above - f(x)) / 2e-4
        x = before.copy()
    return g
""",
    "list_to_f.py": """
def numerical_gradient(f, x):
    def of(row):
        return [(f([*row[:i], v + 1e-4]) - f([*row[:i], v - 1e-4])) / 2e-4 for i, v in
                enumerate(row)]
    if x.ndim == 1:
        raise ValueError("no matrix")
    return np.array([of(row) for row in x])
""",
}
LAYERS = """
class Relu:
    def forward(self, x):
        self.x = x
        y = np.zeros(x.shape)
        for row in range(x.shape[0]):
            for column in range(x.shape[1]):
                y[row, column] = x[row, column] if x[row, column] > 0 else 0
        return y
    def backward(self, dout):
        return np.where(self.x > 0, dout, 0)

class Sigmoid(Sigmoid):
    def backward(self, dout):
        return dout * self.y - self.y**2

class Affine(Affine):
    def backward(self, dout):
        self.db = dout[0]
        for row in dout[1:]:
            self.db += row
        self.dW = self.x.T @ dout
        return (dout @ self.W.T).reshape(self.shape)
    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(len(x), -1) if x.ndim == 4 else x
        return self.x @ self.W + self.b

class SoftmaxWithLoss(SoftmaxWithLoss):
    def forward(self, x, t):
        return super().forward(x, t if t.ndim == 2 else np.eye(t.max() + 1)[t])
"""
STEPPING = """
class Affine(Affine):
    def backward(self, dout):
        dx = super().backward(dout)
        self.W -= 0.01 * self.dW
        self.b -= 0.01 * self.db
        return dx
"""


@pytest.fixture(scope="module")
def of_layers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What two works are told: one that has a slip in each layer, and one that learns."""

    def make(out: Path) -> None:
        reference = (ROOT / "solutions" / LAYERS_NAME / "reference.py").read_text(encoding="utf-8")
        place = tmp_path_factory.mktemp("in")
        for name, source in (("layers.py", LAYERS), ("stepping.py", STEPPING)):
            (place / name).write_text(reference + source, encoding="utf-8")
        done = gradkit("grade", place, "-o", out, "-a", LAYERS_NAME, "--lang", "en")
        assert done.returncode == 0, done.stderr

    return results_in(once(tmp_path_factory, "sure_layers", make))


@pytest.fixture(scope="module")
def layers(of_layers: dict[str, Any]) -> dict[str, Any]:
    """What the first of them is told."""
    found: dict[str, Any] = of_layers["layers.py"]
    return found


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What these are told, in English."""

    def make(out: Path) -> None:
        place = tmp_path_factory.mktemp("in")
        for name, source in SOURCES.items():
            (place / name).write_text(f"{REFERENCE}\n{source}", encoding="utf-8")
        done = gradkit("grade", place, "-o", out, "-a", NAME, "--lang", "en")
        assert done.returncode == 0, done.stderr

    return results_in(once(tmp_path_factory, "sure", make))


def told(result: dict[str, Any], part: str) -> str:
    """Return the hint of a part, empty where there is none."""
    hints = {check["part"]: check["hint"] for check in failed(result) if check["hint"]}
    return str(hints[part]["text"]) if part in hints else ""


def test_where_the_rows_alone_come_back_nothing_is_said_of_a_point(results: dict[str, Any]) -> None:
    text = told(results["rows_alone.py"], "gradient_descent.history")
    missing = "wrong cases, the second value that gradient_descent returns is missing."
    assert re.fullmatch(rf"In all \d+ {missing}", text)


def test_a_point_that_comes_back_alone_is_not_said_to_be_right(results: dict[str, Any]) -> None:
    text = told(results["point_alone.py"], "gradient_descent.history")
    assert text.startswith("A point comes back") and "is right" not in text


def test_an_entry_that_is_missing_is_told_and_not_what_another_method_does(
    results: dict[str, Any],
) -> None:
    text = told(results["rows_alone.py"], "TwoLayerNet.numerical_gradient")
    assert "it lacks b1" in text and "The other keys are there" in text
    assert "relu" not in text and "Wrong" not in text


def test_entries_that_go_with_a_wrong_loss_are_not_said_to_be_wrong(
    results: dict[str, Any],
) -> None:
    text = told(results["point_alone.py"], "TwoLayerNet.numerical_gradient")
    assert "the slope of your own loss is in W1, b1, W2, as it should be, but not in b2" in text
    assert "Wrong" not in text


def test_of_two_defaults_the_one_that_matters_is_told(results: dict[str, Any]) -> None:
    path = "gradient_descent.path"
    text = told(results["steps_by_default.py"], path)
    assert "the same asked with step_num = 100 is right" in text and "lr" not in text
    text = told(results["both_defaults.py"], path)
    assert "the same asked with lr = 0.01 and step_num = 100 is right" in text


def test_a_spread_that_is_another_one_by_default_is_told_as_such(results: dict[str, Any]) -> None:
    text = told(results["steps_by_default.py"], "TwoLayerNet.init")
    assert "Where weight_init_std is not passed" in text
    assert "out of proportion" not in text and "not in proportion" not in text


def test_what_is_written_out_is_among_what_makes_all_nets_alike(results: dict[str, Any]) -> None:
    assert "written out in the code" in told(results["rows_alone.py"], "SimpleNet.init")


def test_what_f_is_handed_is_counted_where_it_was_handed_over(results: dict[str, Any]) -> None:
    part = "numerical_gradient"
    number = told(results["rows_alone.py"], part)
    assert re.match(r"In 35 of the 51 wrong cases, f is handed a single number", number)
    listed = told(results["list_to_f.py"], part)
    assert re.match(r"In \d+ of the 53 wrong cases, f is handed a list, never an array", listed)
    several = told(results["steps_by_default.py"], part)
    assert "wrong cases, f is called with several values" in several


def test_what_raises_is_told_before_what_it_could_not_put_back(results: dict[str, Any]) -> None:
    text = told(results["both_defaults.py"], "numerical_gradient")
    assert "f is handed a single number in one of its calls" in text
    assert "no longer the same" not in text


def test_a_wrong_shape_is_told_without_a_word_of_chance(results: dict[str, Any]) -> None:
    text = told(results["both_defaults.py"], "TwoLayerNet.init")
    assert re.fullmatch(r"W1 has the shape \(4, 2\) where \(4, 3\) is asked for\.", text)


def test_a_hint_about_another_method_says_so(results: dict[str, Any]) -> None:
    text = told(results["steps_by_default.py"], "TwoLayerNet.loss")
    assert not text or text.startswith("This is about predict, not yet about loss. ")


def test_two_groups_of_wrong_answers_are_counted_as_parts_of_all(results: dict[str, Any]) -> None:
    text = told(results["point_alone.py"], "numerical_gradient")
    stops = re.search(r"stops with KeyError or ValueError, .*? \((\d+) cases\)", text)
    zeros = re.search(r"In (\d+) of the (\d+) wrong cases, the result of \w+ is always 0\.", text)
    assert stops and zeros, text
    assert int(stops[1]) + int(zeros[1]) == int(zeros[2])


def test_a_page_is_in_one_language(results: dict[str, Any]) -> None:
    messages = [check["message"] for check in failed(results["both_defaults.py"])]
    assert any("f takes an array of shape" in each for each in messages)
    assert not re.search("[\uac00-\ud7a3]", " ".join(messages))


def test_f_is_told_of_as_a_function(results: dict[str, Any]) -> None:
    messages = [check["message"] for check in failed(results["steps_by_default.py"])]
    assert any("f() takes 1 positional argument but 2 were given" in each for each in messages)
    assert "JudgeFunction" not in " ".join(messages)


def test_what_f_is_is_not_said_to_come_of_a_loop(results: dict[str, Any]) -> None:
    text = told(results["restored_by_name.py"], "numerical_gradient")
    assert "right in the first entry and 0 in all others" in text
    assert "In each of them f is a function that reads the array itself." in text
    assert "loop" not in text


def test_that_it_was_the_second_call_is_not_said_of_what_is_wrong_in_any(
    layers: dict[str, Any],
) -> None:
    text = told(layers, "Sigmoid.backward")
    assert "in each of them dout has a number other than 1" in text and "call" not in text


def test_what_has_three_dimensions_is_not_called_square(layers: dict[str, Any]) -> None:
    text = " ".join(told(layers, f"Relu.{method}") for method in ("forward", "backward"))
    assert "Where x has more than two dimensions, forward stops with ValueError" in text
    assert "as many rows as columns" not in text and "zero everywhere" not in text


def test_an_argument_that_is_changed_is_not_told_as_chance(layers: dict[str, Any]) -> None:
    text = told(layers, "Affine.backward")
    assert "the result of backward is wrong" in text.lower() or "stops with" in text
    assert "Asked exactly the same twice" not in text


def test_an_exception_alone_names_no_misconception(layers: dict[str, Any]) -> None:
    ids = {c["hint"]["id"] for c in failed(layers) if c["hint"]}
    assert not ids & {"softmax_labels_taken_for_one_hot", "affine_images_not_flattened"}


def test_what_another_method_has_changed_is_not_said_of_the_method_itself(
    of_layers: dict[str, Any],
) -> None:
    hints = [c["hint"]["text"] for c in failed(of_layers["stepping.py"]) if c["hint"]]
    assert any(text.startswith("After a call of backward, the result of for") for text in hints)
    assert not any("After earlier calls of forward" in text for text in hints)
