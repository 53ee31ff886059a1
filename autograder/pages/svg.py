"""Drawings for pages, as numbers and path data that a template puts into an SVG.

It must never be given text of a submission's, nor make markup.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from contourpy import FillType, contour_generator

WIDTH = 420.0
"""Units of a panel; its height follows from its window."""
_LEVELS = 9


@dataclass(frozen=True)
class Mark:
    """A number beside an axis."""

    at: float
    label: str


@dataclass(frozen=True)
class Panel:
    """Contours of a function in a window, with the axes' numbers."""

    width: float
    height: float
    contours: tuple[str, ...]
    """Path data of the region below each level, the highest level first."""
    across: tuple[Mark, ...]
    up: tuple[Mark, ...]


@dataclass(frozen=True)
class Path:
    """Where a path goes in a panel."""

    line: str
    dots: tuple[tuple[float, float], ...]
    """The points that lie in the window."""
    start: tuple[float, float] | None
    end: tuple[float, float] | None
    """The last point, if it lies in the window."""
    leaves_after: int | None
    """The number of steps after which it leaves the window for the first time."""


def panel(exhibit: Any) -> Panel:
    """Return the ground that an exhibit's paths are drawn on."""
    rows = tuple(tuple(row) for row in exhibit["heights"])
    return _panel(tuple(exhibit["across"]), tuple(exhibit["up"]), rows)


@cache
def _panel(
    across: tuple[float, float], up: tuple[float, float], heights: tuple[tuple[float, ...], ...]
) -> Panel:
    height = round(WIDTH * (up[1] - up[0]) / (across[1] - across[0]), 1)
    grid = np.array(heights)
    columns = np.linspace(0, WIDTH, grid.shape[1])
    rows = np.linspace(height, 0, grid.shape[0])
    drawn = contour_generator(columns, rows, grid, fill_type=FillType.OuterOffset)
    low, high = float(grid.min()), float(grid.max())
    # Denser where the function is low: equal steps of its square root.
    levels = low + (high - low) * np.linspace(0, 1, _LEVELS + 2)[1:-1] ** 2
    contours = []
    for level in levels[::-1]:
        filled: Any = drawn.filled(low - 1.0, float(level))  # as OuterOffset has it
        polygons, offsets = filled
        rings = [
            _line(polygon[start:stop]) + "Z"
            for polygon, parts in zip(polygons, offsets, strict=True)
            for start, stop in itertools.pairwise(parts)
        ]
        contours.append("".join(rings))
    return Panel(
        WIDTH,
        height,
        tuple(contours),
        tuple(Mark(_x(value, across), label(value)) for value in ticks(*across)),
        tuple(Mark(_y(value, up, height), label(value)) for value in ticks(*up)),
    )


def path(points: Sequence[Sequence[float]], exhibit: Any) -> Path:
    """Return a path in an exhibit's window, drawn up to where it first leaves."""
    across, up = tuple(exhibit["across"]), tuple(exhibit["up"])
    height = panel(exhibit).height
    inside = [across[0] <= x <= across[1] and up[0] <= y <= up[1] for x, y in points]
    # A point that is very far away still gives a line its direction.
    spots = [(_x(_near(x, across), across), _y(_near(y, up), up, height)) for x, y in points]
    outside = [k for k, is_inside in enumerate(inside) if not is_inside]
    drawn = spots[: outside[0] + 1] if outside else spots
    return Path(
        line=_line(drawn) if len(drawn) > 1 else "",
        dots=tuple(drawn[:-1] if outside else drawn),
        start=spots[0] if spots and inside[0] else None,
        end=spots[-1] if spots and inside[-1] else None,
        leaves_after=outside[0] if outside else None,
    )


def _near(value: float, window: tuple[float, float]) -> float:
    reach = 50 * (window[1] - window[0])
    return min(max(value, window[0] - reach), window[1] + reach)


def _x(value: float, across: tuple[float, float]) -> float:
    return round(WIDTH * (value - across[0]) / (across[1] - across[0]), 1)


def _y(value: float, up: tuple[float, float], height: float) -> float:
    return round(height * (up[1] - value) / (up[1] - up[0]), 1)


def _line(spots: Any) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)


def ticks(low: float, high: float) -> list[float]:
    """Return about four round numbers strictly inside a window."""
    rough = (high - low) / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)
    numbers = np.arange(math.ceil(low / step), math.floor(high / step) + 1) * step
    return [float(value) for value in numbers if low < value < high]


def label(value: float) -> str:
    """Return a number as it stands beside an axis."""
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")
