"""Variations of a reference: one change each, that runs, and is said without its text."""

from __future__ import annotations

import ast
from typing import Any

import numpy as np
import pytest
from harness import SOLUTIONS

from autograder.judge.diagnosis.variations import variations

SOURCE = '''
import numpy as np
from common.functions import sigmoid


class Net:
    """A layer."""

    def predict(self, x):
        return sigmoid(x @ self.W + self.b)

    def unasked(self, x):
        return x - 1

    def count(self, n):
        total = 0
        while total < n:
            total += 1
        return total
'''


def test_each_variation_differs_in_one_place_and_parses() -> None:
    reference = (SOLUTIONS / "reference.py").read_text(encoding="utf-8")
    asked = ["predict", "loss", "accuracy", "numerical_gradient", "gradient_descent"]
    found = list(variations(reference, "TwoLayerNet", asked))
    assert len({each.source for each in found}) == len(found) > 60
    for each in found:
        ast.parse(each.source)
        assert each.says.en and each.says.ko and each.id.startswith("TwoLayerNet.")


def test_a_slip_may_be_made_in_every_place_like_it() -> None:
    source = "def f(a, b):\n    return np.sqrt(a) + np.sqrt(b)\n"
    found = {each.id: each for each in variations(source, "f", [])}
    assert "return a + np.sqrt(b)" in found["f.without_sqrt"].source
    assert "return np.sqrt(a) + b" in found["f.without_sqrt_2"].source
    assert "return a + b" in found["f.without_sqrt_everywhere"].source


def test_what_was_changed_is_named() -> None:
    found = {each.id: each for each in variations(SOURCE, "Net", ["predict", "count"])}
    assert found["Net.without_b"].says.en == "what a right solution gives with b left out"
    assert "np.tanh(x @ self.W + self.b)" in found["Net.tanh_for_sigmoid"].source
    assert "sigmoid(-(x @ self.W + self.b))" in found["Net.minus_in_sigmoid"].source


def test_an_axis_is_no_number_from_whichever_side_it_is_counted() -> None:
    source = "def f(x):\n    return np.argmax(x, axis=-1) + np.sum(x, axis=1)\n"
    assert not [each.id for each in variations(source, "f", []) if "_for_1" in each.id]


def test_what_has_no_name_is_not_spoken_of() -> None:
    source = """
class Mean:
    def update(self, x):
        self.h = self.h * self.share + (1 - self.share) * x
        self.n = self.n + 1
        kept = 3 * x
        return kept / (x[0] + x[1] * 7)
"""
    found = {each.id: each for each in variations(source, "Mean", ["update"])}
    said = {
        each.says.en.removeprefix("what a right solution gives with ") for each in found.values()
    }
    assert {"1 - share left out", "share in place of 1 - share"} <= said
    assert "n changed before h" in said
    assert "kept" not in " ".join(said) and "one term" not in " ".join(said)
    assert "self.h * self.share + 1 * x" in found["Mean.without_1_minus_share"].source


def test_what_nobody_asks_for_and_what_may_not_end_is_left_alone() -> None:
    found = list(variations(SOURCE, "Net", ["predict", "count"]))
    assert all("unasked" not in each.source for each in found)
    assert all("while total < n:\n            total += 1" in each.source for each in found)


def test_one_setting_may_be_taken_for_another() -> None:
    source = """
class Mean:
    def __init__(self, keep=0.9, lose=0.5):
        self.keep, self.lose = keep, lose

    def of(self, old, new):
        return self.keep * old + (1 - self.lose) * new
"""
    found = {each.id: each for each in variations(source, "Mean", ["of"])}
    namespace: dict[str, Any] = {}
    exec(found["Mean.lose_for_keep"].source, namespace)
    assert namespace["Mean"]().of(1.0, 0.0) == 0.5
    assert found["Mean.lose_for_keep"].says.en.endswith("lose in place of keep")


def test_what_another_function_returns_may_be_changed() -> None:
    source = """
import numpy as np


def slope(x):
    return 3 * x


def walk(x, lr=0.1):
    return x - lr * slope(x)
"""
    found = {each.id: each for each in variations(source, "walk", [])}
    namespace: dict[str, Any] = {}
    exec(found["walk.sign_of_slope"].source, namespace)
    assert namespace["walk"](4.0, 0.5) == 3.5
    assert "only the sign of what slope returns in its place" in found["walk.sign_of_slope"].says.en
    assert not any("_of_slope" in each.id for each in variations(source, "slope", []))


def test_what_is_to_be_worked_out_in_each_pass_may_be_worked_out_once() -> None:
    source = """
def slope(x):
    return 2 * x


def walk(x, lr=0.1, steps=3):
    for _ in range(steps):
        x = x - lr * slope(x)
    return x
"""
    found = {each.id: each for each in variations(source, "walk", [])}
    namespace: dict[str, Any] = {}
    exec(found["walk.slope_once"].source, namespace)
    assert namespace["walk"](1.0, 0.25, 3) == -0.5
    assert namespace["walk"](2.0, 0.25, 1) == 1.0
    assert "what slope returns in the first pass in every pass" in found["walk.slope_once"].says.en


def test_a_setting_may_shrink_with_each_pass_of_a_loop() -> None:
    source = """
def walk(f, x, lr=0.1, steps=5):
    for _ in range(steps):
        x = x - lr * f(x)
    return x
"""
    found = {each.id: each for each in variations(source, "walk", [])}
    namespace: dict[str, Any] = {}
    exec(found["walk.lr_shrinks_by_0.5"].source, namespace)
    assert namespace["walk"](lambda x: 1.0, 0.0, 0.5, 3) == -0.875
    for id_, walked in (
        ("lr_over_pass", 1 + 1 / 2 + 1 / 3),
        ("lr_falls_evenly", 1 + 2 / 3 + 1 / 3),
        ("lr_falls_as_a_cosine", 1 + 0.75 + 0.25),
        ("carries_0.5", 1 + 1.5 + 1.75),
    ):
        namespace["np"] = np
        exec(found[f"walk.{id_}"].source, namespace)
        assert namespace["walk"](lambda x: 1.0, 0.0, 1.0, 3) == pytest.approx(-walked)
    assert not any(each.startswith("walk.steps_shrinks") for each in found)


def test_a_sum_may_be_a_product_and_numbers_may_be_read_by_columns() -> None:
    source = """
class Layer:
    def of(self, x):
        return x.reshape(len(x), -1) + self.b
"""
    found = {each.id: each for each in variations(source, "Layer", ["of"])}
    assert found["Layer.times_for_plus_b"].says.en.endswith("times in place of plus before b")
    namespace: dict[str, Any] = {}
    exec(found["Layer.reshape_by_columns"].source, namespace)
    layer = namespace["Layer"]()
    layer.b = 0
    assert layer.of(np.arange(8).reshape(1, 2, 2, 2)).tolist() == [[0, 4, 2, 6, 1, 5, 3, 7]]
