"""Pictures of how networks learn. They only draw; they never change an array or answer an exercise.

Matplotlib is imported when the first picture is drawn, so that importing this module costs nothing.
Colours are told apart by colour-blind readers, and no picture depends on colour alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from common.pictures import BLUE, GREY, INK, ORANGE, PALE, described, korean_of, label
from common.util import smooth_curve

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FloatArray = NDArray[np.float64]

GREEN = "#009E73"
_NAMES = {  # what the lesson calls a curve or a panel -> its Korean
    "training": "훈련",
    "without": "배치 정규화 없음",
    "with batch normalisation": "배치 정규화",
    "nothing": "아무것도 안 함",
    "weight decay 0.03": "가중치 감소 0.03",
    "dropout 0.5": "드롭아웃 0.5",
}
_STYLES: list[dict[str, Any]] = [
    {"color": BLUE, "ls": "-"},
    {"color": ORANGE, "ls": "--"},
    {"color": GREEN, "ls": "-."},
    {"color": INK, "ls": ":"},
    {"color": "#CC79A7", "ls": (0, (5, 1, 1, 1, 1, 1))},
]


def draw_optimizer_paths(
    f: Callable[[FloatArray], Any], paths: Mapping[str, ArrayLike], reach: tuple[float, float]
) -> None:
    """Draw the path of each optimizer over the contours of ``f``, a panel each.

    A path goes from the open circle to the cross; the star is the lowest place, (0, 0).

    Args:
        f: takes a point of shape (2,) and returns its height.
        paths: name -> points, shape (steps, 2).
        reach: how far the pictures go from 0, along x and along y.
    """
    across, up = np.linspace(-reach[0], reach[0], 81), np.linspace(-reach[1], reach[1], 61)
    heights = np.array([[float(f(np.array([a, b]))) for a in across] for b in up])
    levels = heights.max() * np.linspace(0, 1, 11) ** 2
    columns = 2 if len(paths) > 1 else 1
    rows = -(-len(paths) // columns)
    axes = _panels(4.4 * columns, 2.5 * rows, rows, columns)
    for ax in axes[len(paths) :]:
        ax.set_axis_off()
    for ax, (name, points) in zip(axes, paths.items(), strict=False):
        path = np.asarray(points, dtype=np.float64)
        ax.contourf(across, up, heights, levels=levels, cmap="Blues", alpha=0.22)
        ax.contour(across, up, heights, levels=levels[1:-1], colors=GREY, linewidths=0.6)
        ax.plot(*path.T, color=BLUE, lw=1.3, marker="o", ms=3, zorder=3)
        ax.plot(*path[0], color=INK, marker="o", ms=9, mfc="none", mew=1.6, zorder=4)
        ax.plot(*path[-1], color=ORANGE, marker="x", ms=9, mew=2.4, zorder=5)
        ax.plot(0, 0, color=INK, marker="*", ms=9, zorder=2)
        ax.set(title=name, xlim=(-reach[0], reach[0]), ylim=(-reach[1], reach[1]))
    ends = {name: np.asarray(points, dtype=np.float64)[-1] for name, points in paths.items()}
    listed = ", ".join(f"{name} ({x:.2f}, {y:.2f})" for name, (x, y) in ends.items())
    described(
        f"The way of each optimizer down the valley to (0, 0), over contours. Its end: {listed}.",
        f"옵티마이저마다 (0, 0)으로 내려가는 길을 등고선 위에 그렸다. 끝난 곳: {listed}.",
    )


def draw_activations(activations: Mapping[str, Sequence[ArrayLike]], high: float = 1.0) -> None:
    """Draw how the activations of each layer are spread, a row for each way to begin.

    Args:
        activations: name -> one array of activations for each layer, all of them 0 or more.
        high: where the axis ends; what lies beyond is counted in the last bar.
    """
    rows, columns = len(activations), max(map(len, activations.values()))
    axes = _panels(1.9 * columns, 1.75 * rows, rows, columns)
    edges = list(np.linspace(0.0, high, 31))
    for row, (name, layers) in enumerate(activations.items()):
        for column, values in enumerate(layers):
            ax = axes[row * columns + column]
            inside = np.minimum(np.ravel(np.asarray(values, dtype=np.float64)), high)
            shares = np.full(inside.size, 1 / inside.size)
            ax.hist(inside, bins=edges, color=BLUE, weights=shares)
            ax.set(xlim=(0.0, high), ylim=(0, 0.6), yticks=[])
            ax.set_title(f"{column + 1}" if column else f"{name}: 1", loc="left")
    spreads = {
        name: [f"{np.std(np.asarray(layer)):.2f}" for layer in layers]
        for name, layers in activations.items()
    }
    listed = "; ".join(f"{name}: {', '.join(values)}" for name, values in spreads.items())
    described(
        f"How the activations of each layer are spread. Their standard deviations: {listed}.",
        f"층마다 활성화 값이 퍼진 모습. 표준편차: {listed}.",
    )


def _korean(name: str) -> str:
    return _NAMES.get(name) or korean_of(name)


def _named(name: str) -> str:
    """Return what a picture calls a curve or a panel, in the language that was asked for."""
    return label(name, _korean(name))


def draw_losses(curves: Mapping[str, Sequence[float]], *, top: float | None = None) -> None:
    """Draw the losses of several trainings, step by step; the thick lines are smoothed.

    Args:
        curves: name -> one loss for each step.
        top: where the axis of the losses ends; at the largest if None.
    """
    ax = _panels(7.2, 3.8)[0]
    for (name, losses), style in zip(curves.items(), _STYLES, strict=False):
        steps = np.arange(1, len(losses) + 1)
        ax.plot(steps, losses, color=style["color"], lw=0.7, alpha=0.3)
        ax.plot(steps, smooth_curve(losses), label=_named(name), lw=1.8, **style)
    words = {"xlabel": label("step", "걸음"), "ylabel": label("loss", "손실")}
    ax.set(**words, xlim=(1, None), ylim=(0, top))
    ax.grid(True, color=PALE)
    ax.legend(frameon=False)
    ends = {name: f"{np.mean(losses[-8:]):.2f}" for name, losses in curves.items()}
    listed = ", ".join(f"{name} {end}" for name, end in ends.items())
    korean = ", ".join(f"{_korean(name)} {end}" for name, end in ends.items())
    described(
        f"The loss of every step. Over the last steps it is: {listed}.",
        f"걸음마다의 손실. 마지막 몇 걸음의 평균: {korean}.",
    )


def draw_accuracies(trainings: Mapping[str, Mapping[str, Sequence[float]]]) -> None:
    """Draw accuracies over the epochs, a panel for each training.

    Args:
        trainings: title -> {label -> one accuracy for each epoch}.
    """
    axes = _panels(3.6 * len(trainings), 3.3, columns=len(trainings))
    for ax, (title, curves) in zip(axes, trainings.items(), strict=True):
        for (name, values), style in zip(curves.items(), _STYLES, strict=False):
            ax.plot(np.arange(1, len(values) + 1), values, label=_named(name), lw=1.8, **style)
        ax.set(title=_named(title), xlabel=label("epoch", "에폭"), ylim=(0, 1.03), xlim=(1, None))
        ax.grid(True, color=PALE)
    axes[0].set_ylabel(label("accuracy", "정확도"))
    axes[-1].legend(loc="lower right", frameon=False)
    listed, korean = (
        "; ".join(
            f"{said(title)}: "
            + ", ".join(f"{said(name)} {values[-1]:.0%}" for name, values in curves.items())
            for title, curves in trainings.items()
        )
        for said in (str, _korean)
    )
    described(
        f"The accuracies of {len(trainings)} trainings over the epochs. At the end: {listed}.",
        f"학습 {len(trainings)}가지의 정확도 변화. 마지막 값: {korean}.",
    )


def _panels(width: float, height: float, rows: int = 1, columns: int = 1) -> list[Axes]:
    """Return the panels of a new figure, row by row, without the lines that say nothing."""
    import matplotlib.pyplot as plt

    figure, grid = plt.subplots(
        rows, columns, figsize=(width, height), dpi=110, squeeze=False, layout="constrained"
    )
    figure.set_facecolor("white")
    axes: list[Axes] = list(grid.flat)
    for ax in axes:
        ax.spines[["top", "right"]].set_visible(False)
        ax.spines[["left", "bottom"]].set_color(GREY)
        ax.tick_params(colors=INK, labelsize=8, length=3)
        ax.title.set_fontsize(10)
    return axes
