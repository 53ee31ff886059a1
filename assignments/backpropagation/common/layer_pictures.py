"""Pictures of layers and of their gradients. They only draw; they never answer an exercise.

Matplotlib is imported when the first picture is drawn. Colours are told apart by colour-blind
readers, and no picture depends on colour alone.
"""

import numpy as np
from common.pictures import BLUE, GREY, INK, ORANGE, PALE, axes_of, described, label


def draw_layer(layer, reach=6.0):
    """Draw what a layer makes of the numbers from -reach to reach, and the slope it passes back."""
    x = np.linspace(-reach, reach, 241)
    y = layer.forward(x.copy())
    slope = layer.backward(np.ones_like(x))
    name = type(layer).__name__
    ax = axes_of(6.0, 3.2)[0]
    ax.plot(x, y, color=BLUE, lw=2.2, label="forward(x)")
    ax.plot(x, slope, color=ORANGE, lw=2.0, ls="--", label="backward(1)")
    ax.set(xlabel="$x$", title=name)
    ax.grid(True, color=PALE)
    ax.legend(frameon=False)
    ends = f"{y[0]:.2f}", f"{y[-1]:.2f}", f"{np.max(slope):.2f}"
    described(
        f"{name} from x = {-reach:g} to {reach:g}: the value goes from {ends[0]} to {ends[1]}; the "
        f"slope that is passed back is {ends[2]} at most.",
        f"x가 {-reach:g}에서 {reach:g}까지 변할 때의 {name}: 값은 {ends[0]}에서 {ends[1]}까지 "
        f"변하고, 돌려보내는 기울기는 가장 클 때 {ends[2]}이다.",
    )


def draw_gradient_check(differences, limit=1e-6):
    """Draw the mean differences of a gradient check as bars on a logarithmic scale.

    differences: parameter -> number. Above the dotted line something is wrong.
    """
    names = list(differences)
    values = np.maximum([differences[name] for name in names], 1e-18)
    ax = axes_of(5.4, 2.6)[0]
    colours = [ORANGE if value > limit else BLUE for value in values]
    ax.bar(names, values, color=colours, width=0.55, bottom=1e-18)
    marks = [f"{'✗' if value > limit else '✓'} {value:.0e}" for value in values]
    for place, (value, mark) in enumerate(zip(values, marks, strict=True)):
        ax.text(place, value * 2, mark, ha="center", color=INK, fontsize=9)
    ax.axhline(limit, color=INK, lw=1, ls=":")
    title = label("mean |difference|", "차이의 절댓값 평균")
    ax.set(yscale="log", ylim=(1e-18, 1e4), title=title)
    found = ", ".join(f"{name} {mark}" for name, mark in zip(names, marks, strict=True))
    described(
        f"How far the two gradients lie apart on average; up to {limit:.0e} is rounding: {found}.",
        f"두 기울기가 평균적으로 얼마나 다른지({limit:.0e}까지는 반올림 오차): {found}.",
    )


def draw_race(ways, seconds):
    """Draw how long some ways to the gradient take.

    ways: names; seconds: as many numbers.
    """
    ax = axes_of(6.0, 2.2)[0]
    ax.barh(ways, seconds, color=[GREY, BLUE][: len(ways)], height=0.5)
    times = [f"{value * 1000:.3g} ms" for value in seconds]
    for place, (value, time) in enumerate(zip(seconds, times, strict=True)):
        ax.text(value * 1.1, place, time, va="center", color=INK)
    unit = label("seconds for one gradient", "기울기를 한 번 구하는 데 걸린 시간(초)")
    ax.set(xscale="log", xlabel=unit, xlim=(None, max(seconds) * 8))
    found = ", ".join(f"{way} {time}" for way, time in zip(ways, times, strict=True))
    described(
        f"How long one gradient takes, on a logarithmic scale: {found}.",
        f"기울기를 한 번 구하는 데 걸린 시간(로그 눈금): {found}.",
    )
