"""Pictures for the lesson. They only draw; they never change an array or answer an exercise.

Matplotlib is imported when the first picture is drawn. Colours are told apart by colour-blind
readers, and no picture depends on colour alone.
"""

import numpy as np

BLUE, ORANGE, INK, GREY, PALE = "#0072B2", "#D55E00", "#24292F", "#8C959F", "#E6ECF2"


def draw_layer(layer, reach=6.0):
    """Draw what a layer makes of the numbers from -reach to reach, and the slope it passes back."""
    x = np.linspace(-reach, reach, 241)
    y = layer.forward(x.copy())
    slope = layer.backward(np.ones_like(x))
    ax = _axes(6.0, 3.2)[0]
    ax.plot(x, y, color=BLUE, lw=2.2, label="forward(x)")
    ax.plot(x, slope, color=ORANGE, lw=2.0, ls="--", label="backward(1)")
    ax.set(xlabel="$x$", title=type(layer).__name__)
    ax.grid(True, color=PALE)
    ax.legend(frameon=False)


def draw_gradient_check(differences, limit=1e-6):
    """Draw the mean differences of a gradient check as bars on a logarithmic scale.

    differences: parameter -> number. A dotted line stands where one begins to worry.
    """
    names = list(differences)
    values = np.maximum([differences[name] for name in names], 1e-18)
    ax = _axes(5.4, 2.6)[0]
    colours = [ORANGE if value > limit else BLUE for value in values]
    ax.bar(names, values, color=colours, width=0.55, bottom=1e-18)
    for place, value in enumerate(values):
        mark = "✗" if value > limit else "✓"
        ax.text(place, value * 2, f"{mark} {value:.0e}", ha="center", color=INK, fontsize=9)
    ax.axhline(limit, color=INK, lw=1, ls=":")
    ax.set(yscale="log", ylim=(1e-18, 1e4), title="mean |difference|")


def draw_race(steps, seconds):
    """Draw how long some ways to the gradient take.

    steps: names; seconds: as many numbers.
    """
    ax = _axes(6.0, 2.2)[0]
    ax.barh(steps, seconds, color=[GREY, BLUE][: len(steps)], height=0.5)
    for place, value in enumerate(seconds):
        ax.text(value * 1.1, place, f"{value * 1000:.3g} ms", va="center", color=INK)
    ax.set(xscale="log", xlabel="seconds for one gradient", xlim=(None, max(seconds) * 8))


def draw_loss(losses, accuracies):
    """Draw the loss of every step, and accuracies once an epoch (label -> numbers from 0 to 1)."""
    left, right = _axes(9, 3.4, columns=2)
    width = max(1, len(losses) // 30)
    smooth = np.convolve(losses, np.full(width, 1 / width), mode="valid")
    left.plot(losses, color=GREY, lw=0.8, alpha=0.7)
    left.plot(np.arange(len(smooth)) + width / 2, smooth, color=BLUE, lw=2)
    left.set(title="loss", xlabel="step", ylim=(0, None))
    for (label, values), colour, mark in zip(
        accuracies.items(), (ORANGE, BLUE), "so", strict=False
    ):
        right.plot(
            np.arange(1, len(values) + 1), values, color=colour, marker=mark, ms=3, label=label
        )
    right.set(title="accuracy", xlabel="epoch", ylim=(0, 1.02))
    right.legend(loc="lower right", frameon=False)
    for ax in (left, right):
        ax.grid(True, color=PALE)


def draw_digits(images, targets, scores=None, count=20):
    """Draw digits in rows of ten, each under its class, or under what a net reads in it.

    images: (n, 64); targets: one-hot (n, 10); scores: (n, 10), the largest is what is read.
    """
    truth = np.argmax(targets, axis=1)[:count]
    read = truth if scores is None else np.argmax(scores, axis=1)[:count]
    axes = _axes(9, 1.1 * -(-count // 10), rows=-(-count // 10), columns=10)
    for ax in axes:
        ax.set_axis_off()
    for ax, image, right, said in zip(axes, images, truth, read, strict=False):
        ax.imshow(np.reshape(image, (8, 8)), cmap="Greys", vmin=0, vmax=1)
        if scores is None:
            ax.set_title(f"{right}")
        elif said == right:
            ax.set_title(f"✓ {said}", color=BLUE)
        else:
            ax.set_title(f"✗ {said} ({right})", color=ORANGE, weight="bold")


def _axes(width, height, rows=1, columns=1):
    """Return the panels of a new figure, row by row."""
    import matplotlib.pyplot as plt

    figure, grid = plt.subplots(
        rows,
        columns,
        figsize=(width, height),
        dpi=110,
        squeeze=False,
        layout="constrained",
        facecolor="white",
    )
    axes = list(grid.flat)
    for ax in axes:
        ax.spines[["top", "right"]].set_visible(False)
        ax.spines[["left", "bottom"]].set_color(GREY)
        ax.tick_params(colors=INK, labelsize=9, length=3)
        ax.title.set_fontsize(11)
    return axes
