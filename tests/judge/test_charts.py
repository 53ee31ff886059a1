"""A chart has the author's names and at most the author's numbers, whatever was answered."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from autograder.base.language import Text
from autograder.checks.pictures import Bars, Curves, Histograms, Marked
from autograder.judge.charts import Chart, charted
from autograder.pages.charts import chart
from autograder.results.result import _exhibit

X, Y = Text("step", "걸음"), Text("loss", "손실")
RIGHT = {"train": [3.0, 2.0, 1.0], "test": [3.5, 2.5, 1.5]}
ANSWERS: list[tuple[Any, str, list[float]]] = [
    (RIGHT, "whole", [3.0, 2.0, 1.0]),
    ({**RIGHT, "<script>": [1.0]}, "whole", [3.0, 2.0, 1.0]),
    ({"train": np.array([3.0, 2.0, 1.0])}, "runs_away", [3.0, 2.0, 1.0]),
    ({**RIGHT, "train": [3.0, float("nan"), 1.0]}, "runs_away", [3.0]),
    ({**RIGHT, "train": [3.0, 1e300]}, "runs_away", [3.0]),
    ("text", "absent", []),
    ({"train": ["a"], "test": object()}, "absent", []),
    (None, "absent", []),
]


def _chart(picture: Any, *, is_asked: bool = True) -> Chart:
    return charted(Marked("f", Text("a", "b"), lambda: picture), picture, is_asked=is_asked)


@pytest.mark.parametrize(("answer", "state", "train"), ANSWERS)
def test_curves_are_what_was_answered(answer: Any, state: str, train: list[float]) -> None:
    shown = _chart(Curves(RIGHT, lambda: answer, X, Y))
    assert [line.name for line in shown.series] == ["train", "test"]
    assert (shown.state, shown.series[0].own) == (state, train)
    assert shown.is_right == (state == "whole")


def test_what_raises_draws_nothing() -> None:
    shown = _chart(Bars(["a"], [1.0], lambda: 1 / 0, Y))
    assert shown.state == "absent" and not shown.series[0].own
    assert not _chart(Bars(["a"], [1.0], lambda: [1.0], Y), is_asked=False).series[0].own


def test_a_histogram_counts_what_lies_between_its_edges() -> None:
    values = np.array([[0.1, 0.2, 0.6], [0.9, 5.0, np.nan]])
    shown = _chart(Histograms([0.0, 0.5, 1.0], {"1": values}, lambda: {"1": values}, X))
    assert shown.series[0].own == [round(2 / 6, 6), round(2 / 6, 6)]


@pytest.mark.parametrize("is_log", [True, False])
def test_a_page_draws_both_over_the_same_axes(is_log: bool) -> None:
    shown = _chart(Curves(RIGHT, lambda: {"train": [3.0, 2.0, 4.0]}, X, Y, log=is_log))
    panels = chart(_exhibit(shown, "ko"), "ko").panels
    assert [panel.name for panel in panels] == ["train", "test"]
    right, own = (panels[0].right.split("L"), panels[0].own.split("L"))
    assert right[:2] == own[:2] and right[2] != own[2] and not panels[1].own


def test_bars_of_the_same_size_are_the_same_outline() -> None:
    shown = _chart(Bars(["a", "b"], [1.0, -1.0], lambda: [1.0, -1.0], Y))
    (panel,) = chart(_exhibit(shown, "en"), "en").panels
    assert panel.own == panel.right and [mark.label for mark in panel.across] == ["a", "b"]
