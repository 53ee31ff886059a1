"""Curves, bars and histograms on a page, as numbers and path data for a template.

Must never be given text of a submission's, nor make markup.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograder.base.language import Language, Text
from autograder.pages.svg import Mark, label, ticks

WIDTH, HEIGHT = 260.0, 150.0
_SMALLEST = 1e-12
_SAME = 1e-3


@dataclass(frozen=True)
class ChartPanel:
    """One series: the right one and the student's, over the same axes."""

    name: str
    right: str
    own: str
    """Path data; empty where there is nothing to draw."""
    across: tuple[Mark, ...]
    up: tuple[Mark, ...]


@dataclass(frozen=True)
class ChartPicture:
    """A chart on the page."""

    exhibit: dict[str, Any]
    panels: list[ChartPanel]
    sentence: str
    width: float = WIDTH
    height: float = HEIGHT


def chart(exhibit: dict[str, Any], language: Language) -> ChartPicture:
    """Return a chart of an exhibit that has a ``kind``."""
    series = exhibit["series"]
    scaled = [
        [[_scaled(value, exhibit["log"]) for value in line[side]] for side in ("right", "own")]
        for line in series
    ]
    window = _window([value for pair in scaled for side in pair for value in side], exhibit)
    drawn = _curve if exhibit["kind"] == "curves" else _steps
    panels = [
        ChartPanel(
            line["name"],
            drawn(right, window),
            drawn(own, window),
            _across(exhibit, len(right)),
            _up(window, exhibit["log"]),
        )
        for line, (right, own) in zip(series, scaled, strict=True)
    ]
    return ChartPicture(exhibit, panels, _sentence(exhibit).to(language))


def _scaled(value: float, is_log: bool) -> float:
    return math.log10(max(abs(value), _SMALLEST)) if is_log else value


def _window(values: Sequence[float], exhibit: dict[str, Any]) -> tuple[float, float]:
    """Return the lowest and the highest number; bars stand on 0."""
    low, high = min(values, default=0.0), max(values, default=1.0)
    if exhibit["kind"] != "curves":
        low, high = min(low, 0.0), max(high, 0.0)
    return (low, high) if high - low > _SMALLEST else (low - 0.5, high + 0.5)


def _y(value: float, window: tuple[float, float]) -> float:
    return round(HEIGHT * (window[1] - value) / (window[1] - window[0]), 1)


def _curve(values: Sequence[float], window: tuple[float, float]) -> str:
    step = WIDTH / max(len(values) - 1, 1)
    spots = (f"{k * step:.1f} {_y(value, window)}" for k, value in enumerate(values))
    return "M" + "L".join(spots) if len(values) > 1 else ""


def _steps(values: Sequence[float], window: tuple[float, float]) -> str:
    """Return the outline of bars that stand side by side."""
    width, ground = WIDTH / max(len(values), 1), _y(0.0, window)
    parts = (f"V{_y(value, window)}H{(k + 1) * width:.1f}" for k, value in enumerate(values))
    return f"M0 {ground}" + "".join(parts) + f"V{ground}" if values else ""


def _across(exhibit: dict[str, Any], count: int) -> tuple[Mark, ...]:
    labels = exhibit["labels"]
    if exhibit["kind"] == "bars":
        return tuple(
            Mark((k + 0.5) * WIDTH / max(count, 1), str(name)) for k, name in enumerate(labels)
        )
    if exhibit["kind"] == "histograms":
        ends = (0, len(labels) // 2, len(labels) - 1)
        return tuple(Mark(round(WIDTH * k / (len(labels) - 1), 1), labels[k]) for k in ends)
    last = max(count - 1, 1)
    return tuple(
        Mark(round(WIDTH * k / last, 1), label(k)) for k in ticks(-0.5, last) if k % 1 == 0
    )


def _up(window: tuple[float, float], is_log: bool) -> tuple[Mark, ...]:
    marks = ticks(*window)
    return tuple(Mark(_y(v, window), f"10^{v:g}" if is_log else label(v)) for v in marks)


def _sentence(exhibit: dict[str, Any]) -> Text:
    series = exhibit["series"]
    if not any(line["own"] for line in series):
        return Text(
            "Your code gave nothing that could be drawn, so only what is right is here.",
            "그릴 수 있는 값이 나오지 않아 올바른 것만 그렸습니다.",
        )
    if exhibit["state"] != "whole":
        return Text("Some of your numbers are missing.", "빠진 값이 있습니다.")
    off = max(
        abs(a - b) for line in series for a, b in zip(line["own"], line["right"], strict=True)
    )
    if exhibit["kind"] != "histograms" and off < _SAME:
        return Text("Your numbers are right.", "올바른 값과 똑같습니다.")
    return Text(
        "Filled or solid: yours. Dashed: the right one.",
        "채워진 것이나 실선이 내 결과, 점선이 올바른 결과입니다.",
    )
