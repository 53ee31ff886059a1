"""Pictures for the lesson. They only draw; they never change an array or answer an exercise.

Matplotlib is imported when the first picture is drawn, so that importing this module costs nothing.
Colours are told apart by colour-blind readers, and no picture depends on colour alone.
"""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FloatArray = NDArray[np.float64]
Function = Callable[[FloatArray], Any]

BLUE, ORANGE, INK, GREY, PALE = "#0072B2", "#D55E00", "#24292F", "#8C959F", "#E6ECF2"


_WORDS = {  # word of the pictures -> its Korean
    "forward": "전방",
    "central": "중심",
    "rounding": "반올림",
    "error": "오차",
    "loss": "손실",
    "step": "걸음",
    "accuracy": "정확도",
    "epoch": "에폭",
    "guessing": "찍기",
    "input": "입력",
    "hidden": "은닉층",
    "output": "출력",
    "scores": "점수",
    "probabilities": "확률",
}
_NAMES = {  # what the lesson calls a curve -> its Korean
    "training digits": "학습용 숫자",
    "new digits": "새 숫자",
}
_HANGUL_FONTS = (
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "AppleGothic",
    "NanumGothic",
    "NanumBarunGothic",
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "Noto Sans CJK JP",
    "UnDotum",
    "Baekmuk Dotum",
)
_spoken = "en"


def speak(language: str) -> None:
    """Label the pictures in a language; without a font for Hangul they stay in English."""
    global _spoken
    _spoken = language


def label(english: str, korean: str) -> str:
    """Return a label in the language that was asked for, if there is a font for it."""
    return korean if _spoken == "ko" and _hangul_font() else english


def _word(word: str) -> str:
    return label(word, _WORDS[word])


def korean_of(name: str) -> str:
    """Return the Korean of what a lesson calls a curve; of a name of somebody's own, that name."""
    return _NAMES.get(name, name)


def _hangul_font() -> str:
    from matplotlib import font_manager

    there = {font.name for font in font_manager.fontManager.ttflist}
    return next((name for name in _HANGUL_FONTS if name in there), "")


def described(english: str, korean: str) -> None:
    """Show the figure with a text for those who cannot see it, where a notebook shows figures."""
    import matplotlib.pyplot as plt

    try:
        from IPython import get_ipython
        from IPython.display import HTML, display
    except ImportError:
        return
    if get_ipython() is None:
        return
    content = io.BytesIO()
    plt.gcf().savefig(content, format="png", dpi=110)
    plt.close()
    alt = html.escape(korean if _spoken == "ko" else english)
    data = base64.b64encode(content.getvalue()).decode()
    display(HTML(f'<img alt="{alt}" src="data:image/png;base64,{data}">'))


def draw_step_size(f: Callable[[Any], Any], slope: float, x: float) -> None:
    """Draw how far two difference quotients of ``f`` at ``x`` are from the true ``slope``, over h.

    Both axes are logarithmic, so that an error of order h^n is a line that rises n decades a
    decade.
    """
    h = np.logspace(-12, -1, 111)
    to_the_right = (f(x + h) - f(x)) / h
    to_the_left = (f(x) - f(x - h)) / h
    both_sides = (to_the_right + to_the_left) / 2

    ax = axes_of(6.4, 3.6)[0]
    for estimate, style in ((to_the_right, {"c": ORANGE, "ls": "--"}), (both_sides, {"c": BLUE})):
        ax.loglog(h, np.maximum(np.abs(estimate - slope), 1e-16), lw=1.6, **style)
    ax.axvline(1e-4, color=GREY, lw=1, ls=":")
    ax.text(1.2e-4, 3e-15, "$h = 10^{-4}$", color=INK)
    ax.text(6e-5, 3e-3, f"{_word('forward')}: $\\propto h$", color=ORANGE, ha="right")
    ax.text(1.5e-3, 1.2e-7, f"{_word('central')}: $\\propto h^2$", color=BLUE)
    ax.text(3e-11, 2e-4, f"{_word('rounding')}: $\\propto 1/h$", color=INK)
    ax.set(xlabel="$h$", ylabel=f"|{_word('error')}|", xlim=(1e-12, 1e-1), ylim=(1e-15, 1))
    ax.grid(True, color=PALE)
    described(
        "Error over step size h, both logarithmic: from right to left the line of the central "
        "difference falls twice as steeply as that of the forward one; then both rise again.",
        "걸음 h에 따른 오차(두 축 모두 로그): 오른쪽에서 왼쪽으로 갈수록 중심 차분의 선이 "
        "전방 차분보다 두 배 가파르게 내려가고, 그다음에는 둘 다 다시 올라간다.",
    )


def draw_gradient_field(
    f: Function, gradient: Callable[[Function, FloatArray], Any], reach: float = 4.0
) -> None:
    """Draw minus the gradient of a function of two variables as arrows over its contours.

    Args:
        f: takes a point of shape (2,) and returns its height.
        gradient: called as ``gradient(f, point)``, returns shape (2,).
        reach: the picture goes from -reach to reach on both axes.
    """
    ticks = np.linspace(-0.84 * reach, 0.84 * reach, 8)
    points = np.array([(a, b) for a in ticks for b in ticks])
    arrows = -np.array([np.asarray(gradient(f, point.copy())) for point in points])

    ax = axes_of(4.8, 4.6)[0]
    _draw_contours(ax, f, np.full(2, reach))
    ax.quiver(*points.T, *arrows.T, color=BLUE, angles="xy", width=0.006, zorder=3)
    ax.set(title="$-\\nabla f$")
    described(
        "Arrows of the negative gradient over contours: each crosses the contours at a right angle "
        "and points downhill, long where it is steep.",
        "등고선 위에 그린 음의 기울기 화살표: 등고선과 직각이고 내리막을 가리키며, "
        "가파른 곳일수록 길다.",
    )


def draw_paths(f: Function, paths: Mapping[float, ArrayLike]) -> None:
    """Draw gradient descents of a function of two variables side by side, one a learning rate.

    Above: the path over the contours, from the open circle to the cross; each panel has a scale of
    its own, and of a path that runs away only the first step fits. Below: the height f(x_k) after k
    steps on one common logarithmic scale.

    Args:
        f: takes a point of shape (2,) and returns its height, at least 0.
        paths: learning rate -> history of shape (steps, 2).
    """
    from matplotlib.ticker import LogLocator

    finite = {rate: _finite(history) for rate, history in paths.items()}
    tall = max(reach[1] / reach[0] for reach in map(_window, finite.values()))
    heights = (2.9 * tall, 1.8)
    axes = axes_of(3.4 * len(paths), sum(heights) + 1.2, 2, len(paths), heights)
    above, below = axes[: len(paths)], axes[len(paths) :]
    for (rate, path), ax, curve in zip(finite.items(), above, below, strict=True):
        _draw_path(ax, f, path)
        ax.set_title(f"$\\eta = {_latex(rate)}$")
        curve.semilogy([max(float(f(point)), 1e-300) for point in path], color=BLUE, lw=1.8)
        curve.set(xlabel="$k$")
        curve.grid(True, color=PALE)
        curve.sharey(below[0])
        curve.yaxis.set_major_locator(LogLocator(numticks=6))
    below[0].set_ylabel("$f(x_k)$")
    for curve in below[1:]:
        curve.tick_params(labelleft=False)
    low, high = below[0].get_ylim()
    below[0].set_ylim(low / 10, high * 10)
    rates = ", ".join(f"{rate:g}" for rate in paths)
    described(
        f"Paths of gradient descent over contours for the learning rates {rates}, and below each "
        "the height after every step.",
        f"학습률 {rates}일 때 경사 하강법이 등고선 위를 지나간 길과, 그 아래에 걸음마다의 높이.",
    )


def draw_loss(losses: Sequence[float], accuracies: Mapping[str, Sequence[float]]) -> None:
    """Draw the loss of every step, and accuracies once an epoch.

    Args:
        losses: one number per step.
        accuracies: label -> one number from 0 to 1 per epoch, all equally many.
    """
    from matplotlib.ticker import MaxNLocator

    left, right = axes_of(9, 3.6, columns=2)
    window = max(1, len(losses) // 20)
    smooth = np.convolve(losses, np.full(window, 1 / window), mode="valid")
    left.plot(np.arange(1, len(losses) + 1), losses, color=GREY, lw=0.8, alpha=0.7)
    left.plot(np.arange(len(smooth)) + (window + 1) / 2, smooth, color=BLUE, lw=2)
    left.set(title=_word("loss"), xlabel=_word("step"), ylim=(0, None), xlim=(1, len(losses)))

    for (name, values), colour, marker in zip(
        accuracies.items(), (GREY, ORANGE, BLUE), "sod", strict=False
    ):
        epochs, said = np.arange(1, len(values) + 1), label(name, korean_of(name))
        right.plot(epochs, values, color=colour, marker=marker, ms=4, lw=1.6, label=said)
    right.axhline(0.1, color=INK, lw=1, ls=":")
    right.text(0.98, 0.115, _word("guessing"), color=INK, ha="right", transform=right.transAxes)
    right.set(title=_word("accuracy"), xlabel=_word("epoch"), ylim=(0, 1.02))
    right.xaxis.set_major_locator(MaxNLocator(integer=True))
    right.legend(loc="center right", frameon=False)
    for ax in (left, right):
        ax.grid(True, color=PALE)
    last = {name: f"{values[-1]:.0%}" for name, values in accuracies.items() if len(values)}
    ends = ", ".join(f"{name} {value}" for name, value in last.items())
    korean_ends = ", ".join(f"{korean_of(name)} {value}" for name, value in last.items())
    described(
        f"Left: the loss falls from {losses[0]:.2f} to {losses[-1]:.2f} in {len(losses)} steps. "
        f"Right: the accuracy rises; at the end: {ends}.",
        f"왼쪽: 손실이 {len(losses)}걸음 동안 {losses[0]:.2f}에서 {losses[-1]:.2f}로 줄어든다. "
        f"오른쪽: 정확도가 올라가서 마지막에는 {korean_ends}.",
    )


def draw_digits(
    images: ArrayLike,
    targets: ArrayLike,
    probabilities: ArrayLike | None = None,
    *,
    count: int = 20,
    hardest: bool = False,
) -> None:
    """Draw digits in rows of ten, each under its class, or under what a network reads in it.

    A digit that was read rightly has a tick; a wrong one has a cross, its true class in
    brackets, and a thick frame.

    Args:
        images: shape (n, 64).
        targets: one-hot, shape (n, 10).
        probabilities: what the network predicts, shape (n, 10); nothing if there is no network yet.
        count: how many are drawn.
        hardest: draw those whose true class got the least probability, in place of the first.
    """
    images, targets = np.asarray(images), np.asarray(targets)
    truth = targets.argmax(axis=1)
    read = truth if probabilities is None else np.asarray(probabilities).argmax(axis=1)
    order = np.arange(len(images))
    if hardest and probabilities is not None:
        order = np.argsort(np.sum(targets * np.asarray(probabilities), axis=1))
    chosen = order[:count]

    rows = -(-len(chosen) // 10)
    axes = axes_of(9, 1.12 * rows, rows=rows, columns=10)
    for ax in axes:
        ax.set_axis_off()
    for ax, i in zip(axes, chosen, strict=False):
        ax.imshow(images[i].reshape(8, 8), cmap="Greys", vmin=0, vmax=1)
        if probabilities is None:
            ax.set_title(f"{truth[i]}")
        elif read[i] == truth[i]:
            ax.set_title(f"✓ {read[i]}", color=BLUE)
        else:
            ax.set_title(f"✗ {read[i]} ({truth[i]})", color=ORANGE, weight="bold")
        _frame(ax, thick=bool(read[i] != truth[i]))
    digits = ", ".join(
        f"{read[i]}" if read[i] == truth[i] else f"{read[i]} ✗ {truth[i]}" for i in chosen
    )
    described(f"Handwritten digits, read as: {digits}", f"손글씨 숫자. 읽은 결과: {digits}")


def draw_network(sizes: Sequence[int] = (3, 4, 2)) -> None:
    """Draw a network with one hidden layer, every parameter with its shape."""
    ax = axes_of(7.4, 3.4)[0]
    ax.set_axis_off()
    across = (0.0, 2.0, 4.0)
    columns = [
        [(x, -(k - (n - 1) / 2)) for k in range(n)] for x, n in zip(across, sizes, strict=True)
    ]
    for left, right in zip(columns, columns[1:], strict=False):
        for start in left:
            for end in right:
                ax.plot(*zip(start, end, strict=True), color=PALE, lw=1.1, zorder=1)
    for column, colour in zip(columns, (GREY, BLUE, ORANGE), strict=True):
        ax.scatter(
            *zip(*column, strict=True), s=330, color="white", edgecolor=colour, lw=2, zorder=2
        )
    names = ((_word("input"), "$x$"), (_word("hidden"), "$z$"), (_word("output"), "$y$"))
    top = max(sizes) / 2 + 0.45
    for x, (word, letter) in zip(across, names, strict=True):
        ax.text(x, top, f"{word}  {letter}", ha="center", color=INK)
    for x, k in ((1.0, 1), (3.0, 2)):
        shapes = f"$W_{k}$: {sizes[k - 1]}×{sizes[k]}     $b_{k}$: {sizes[k]}"
        ax.text(x, -top - 0.1, shapes, ha="center", color=INK, fontsize=9)
    ax.text(2.0, -top - 0.75, "sigmoid", ha="center", color=BLUE)
    ax.text(4.0, -top - 0.75, "softmax", ha="center", color=ORANGE)
    ax.set(xlim=(-0.7, 4.7), ylim=(-top - 1.0, top + 0.5))
    i, h, o = sizes
    described(
        f"A network with {i} inputs, {h} hidden neurons and {o} outputs. W1 has the shape {i} by "
        f"{h}, b1 has {h} numbers; W2 has the shape {h} by {o}, b2 has {o} numbers.",
        f"입력 {i}개, 은닉 뉴런 {h}개, 출력 {o}개인 신경망. W1의 모양은 ({i}, {h}), b1은 {h}개, "
        f"W2의 모양은 ({h}, {o}), b2는 {o}개.",
    )


def draw_cross_entropy(scores: ArrayLike, right_class: int) -> None:
    """Draw scores, their softmax and the loss of each class as bars; the right class stands out."""
    values = np.asarray(scores, dtype=float)
    shares = np.exp(values - values.max())
    shares /= shares.sum()
    losses = -np.log(shares)
    axes = axes_of(8.4, 2.7, columns=3)
    titles = (_word("scores"), f"softmax: {_word('probabilities')}", f"{_word('loss')}: $-\\log y$")
    for ax, title, bars in zip(axes, titles, (values, shares, losses), strict=True):
        colours = [ORANGE if k == right_class else PALE for k in range(len(bars))]
        ax.bar(range(len(bars)), bars, color=colours, edgecolor=GREY)
        for k, height in enumerate(bars):
            ax.annotate(f"{height:.2f}", (k, max(height, 0)), ha="center", va="bottom", fontsize=9)
        ax.axhline(0, color=GREY, lw=0.8)
        ax.margins(y=0.2)
        ax.set(title=title, xticks=range(len(bars)))
    listed = ", ".join(f"{share:.2f}" for share in shares)
    described(
        f"Three bar charts of the classes: the scores, their softmax ({listed}) and the loss of "
        f"each class. Class {right_class} is the right one; its loss is {losses[right_class]:.2f}.",
        f"클래스별 막대그래프 세 개: 점수, softmax({listed}), 클래스별 손실. 정답은 클래스 "
        f"{right_class}이고 손실은 {losses[right_class]:.2f}이다.",
    )


def axes_of(
    width: float,
    height: float,
    rows: int = 1,
    columns: int = 1,
    heights: Sequence[float] | None = None,
) -> list[Axes]:
    """Return the panels of a new figure, row by row, without the lines that say nothing."""
    import matplotlib.pyplot as plt

    if font := _hangul_font() if _spoken == "ko" else "":
        plt.rcParams.update({"font.family": [font, "DejaVu Sans"], "axes.unicode_minus": False})
    figure, grid = plt.subplots(
        rows,
        columns,
        figsize=(width, height),
        dpi=110,
        squeeze=False,
        layout="constrained",
        facecolor="white",
        height_ratios=heights,
    )
    axes: list[Axes] = list(grid.flat)
    for ax in axes:
        ax.spines[["top", "right"]].set_visible(False)
        ax.spines[["left", "bottom"]].set_color(GREY)
        ax.tick_params(colors=INK, labelsize=9, length=3)
        ax.title.set_fontsize(11)
    return axes


def _draw_path(ax: Axes, f: Function, path: FloatArray) -> None:
    """Draw one path over the contours of ``f``, in a window that shows its beginning."""
    runs_away = _runs_away(path)
    shown = path[:3] if runs_away else path
    _draw_contours(ax, f, _window(path))
    ax.plot(*shown.T, color=BLUE, lw=1.2, marker="o", ms=3.5, zorder=3)
    ax.plot(*path[0], color=INK, marker="o", ms=9, mfc="none", mew=1.6, zorder=4)
    if runs_away:
        _draw_flight(ax, shown)
    else:
        ax.plot(*path[-1], color=ORANGE, marker="x", ms=9, mew=2.4, zorder=5)


def _draw_flight(ax: Axes, path: FloatArray) -> None:
    """Number the first points of a path that runs away, and point to where the third one lies."""
    note: dict[str, Any] = {"textcoords": "offset points", "color": INK, "fontsize": 9}
    ax.annotate("$k=0$", path[0], xytext=(12, 2), **note)
    ax.annotate("$k=1$", path[1], xytext=(-34, -4), **note)
    if len(path) < 3:
        return
    way = path[2] - path[1]
    moves = way != 0
    edge = 0.93 * np.array([ax.get_xlim()[1], ax.get_ylim()[1]]) * np.sign(way)
    tip = path[1] + way * ((edge - path[1])[moves] / way[moves]).min()
    arrow = {"arrowstyle": "-|>", "color": BLUE, "mutation_scale": 16}
    ax.annotate("", tip, xytext=tip - 0.02 * way, arrowprops=arrow)
    ax.annotate("to $k=2$", tip, xytext=(10, -8), **note)


def _finite(history: ArrayLike) -> FloatArray:
    """Return a history (steps, 2) up to its first infinite or undefined point."""
    path = np.asarray(history, dtype=np.float64)
    broken = np.flatnonzero(~np.isfinite(path).all(axis=1))
    return path[: broken[0]] if len(broken) else path


def _runs_away(path: FloatArray) -> bool:
    """Tell whether a path leaves the region it started in."""
    return bool(np.abs(path).max() > 10 * np.abs(path[0]).max())


def _window(path: FloatArray) -> FloatArray:
    """Return how far a picture of a path reaches from 0 along either axis, not too flat."""
    reach = 1.3 * np.abs(path[:2] if _runs_away(path) else path).max(axis=0)
    narrow = reach.min() < 0.7 * reach.max()
    result: FloatArray = np.maximum(reach, (0.55 if narrow else 1.0) * reach.max())
    return result


def _draw_contours(ax: Axes, f: Function, reach: FloatArray) -> None:
    """Draw lines of equal height, denser where ``f`` is steep, on a pale ground."""
    across, up = (np.linspace(-r, r, 81) for r in reach)
    height = np.array([[float(f(np.array([a, b]))) for a in across] for b in up])
    levels = height.min() + (height.max() - height.min()) * np.linspace(0, 1, 11) ** 2
    ax.contourf(across, up, height, levels=levels, cmap="Blues", alpha=0.22)
    ax.contour(across, up, height, levels=levels[1:-1], colors=GREY, linewidths=0.7)
    ax.set(xlabel="$x_0$", ylabel="$x_1$", aspect="equal")
    ax.set(xlim=(-reach[0], reach[0]), ylim=(-reach[1], reach[1]))


def _frame(ax: Axes, *, thick: bool) -> None:
    """Put a frame round an image; a thick one is seen without colour."""
    ax.set_axis_on()
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(True)
    ax.spines[:].set(color=ORANGE if thick else PALE, linewidth=2.6 if thick else 1.0)


def _latex(number: float) -> str:
    """Return 0.1 as it is, and 1e-10 as a power of ten."""
    digits, _, power = f"{number:g}".partition("e")
    if not power:
        return digits
    factor = "" if digits == "1" else digits + r" \times "
    return f"{factor}10^{{{int(power)}}}"
