"""Small real handwritten digits for the lesson; nothing is downloaded. DIGITS.md tells the source.

Source: E. Alpaydin and C. Kaynak (1998), "Optical Recognition of Handwritten Digits",
https://doi.org/10.24432/C50P49, licence CC BY 4.0.
"""

from pathlib import Path

import numpy as np


def load_digits():
    """Return (x_train, t_train), (x_test, t_test): 400 images to learn from, 200 to test with.

    x: one 8x8 image a row, shape (n, 64), from 0 (paper) to 1 (ink). t: one-hot, shape (n, 10).
    """
    parts = []
    with np.load(Path(__file__).with_name("digits.npz"), allow_pickle=False) as file:
        for part in ("train", "test"):
            pixels, labels = file[f"{part}_images"], file[f"{part}_labels"]
            parts.append((pixels.reshape(-1, 64) / 16.0, np.eye(10)[labels]))
    return tuple(parts)
