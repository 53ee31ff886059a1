"""Small real handwritten digits for the lesson; nothing is downloaded.

Source: E. Alpaydin and C. Kaynak (1998), "Optical Recognition of Handwritten Digits",
UCI Machine Learning Repository, https://doi.org/10.24432/C50P49, licence CC BY 4.0.
600 of its images, chosen at random, lie beside this file in ``digits.npz``; ``DIGITS.md`` tells
how they were chosen.
"""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]

PATH = Path(__file__).with_name("digits.npz")
BRIGHTEST = 16  # pixels are whole numbers from 0 (paper) to 16 (ink)


def load_digits() -> tuple[tuple[FloatArray, FloatArray], tuple[FloatArray, FloatArray]]:
    """Return ``(x_train, t_train), (x_test, t_test)``.

    ``x_train`` has shape (400, 64) and ``x_test`` (200, 64): one 8x8 image a row, pixels from 0 to
    1. ``t_train`` (400, 10) and ``t_test`` (200, 10) are one-hot. All digits are equally frequent.

    Source: E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits,
    https://doi.org/10.24432/C50P49, licence CC BY 4.0.
    """
    with np.load(PATH, allow_pickle=False) as data:
        train = _images(data["train_images"]), _one_hot(data["train_labels"])
        test = _images(data["test_images"]), _one_hot(data["test_labels"])
    return train, test


def _images(pixels: NDArray[np.uint8]) -> FloatArray:
    """Return images (n, 8, 8) as rows (n, 64) of numbers from 0 to 1."""
    return pixels.reshape(len(pixels), -1) / np.float64(BRIGHTEST)


def _one_hot(labels: NDArray[np.uint8]) -> FloatArray:
    """Return labels (n,) as rows (n, 10) with a single 1."""
    rows: FloatArray = np.eye(10)[labels]
    return rows
