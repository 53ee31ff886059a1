"""Small tools of the textbook: curves made smooth, data shuffled, images laid out as columns.

None of them changes an array that it is given.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray = NDArray[np.float64]


def smooth_curve(x: ArrayLike) -> FloatArray:
    """Return a curve of the same length with its tremor taken out, for looking at.

    Each point becomes a mean of the 11 around it, weighted by a Kaiser window (beta = 2), which
    counts the near ones most. At both ends the curve is mirrored.

    Args:
        x: numbers, shape (n,).
    """
    curve = np.asarray(x, dtype=np.float64)
    window = np.kaiser(11, 2)
    reach = len(window) // 2
    mirrored = np.pad(curve, reach, mode="reflect" if len(curve) > reach else "edge")
    result: FloatArray = np.convolve(mirrored, window / window.sum(), mode="valid")
    return result


def shuffle_dataset(
    x: NDArray[np.generic], t: NDArray[np.generic]
) -> tuple[NDArray[np.generic], NDArray[np.generic]]:
    """Return both arrays with their rows in the same new random order.

    Args:
        x: samples along the first axis.
        t: their targets, equally many.
    """
    order = np.random.permutation(len(x))
    return x[order], t[order]


def im2col(
    input_data: FloatArray, filter_h: int, filter_w: int, stride: int = 1, pad: int = 0
) -> FloatArray:
    """Lay the windows of a filter out as rows, so that a convolution is one matrix product.

    Args:
        input_data: images, shape (N, C, H, W).
        filter_h, filter_w: the size of the window.
        stride: by how many pixels it moves on.
        pad: how many zeros are put around each image.

    Returns:
        Shape (N * OH * OW, C * filter_h * filter_w), the windows of one image after the other,
        row by row; OH = (H + 2 pad - filter_h) // stride + 1, and OW likewise.
    """
    padded = np.pad(input_data, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (filter_h, filter_w), axis=(2, 3))
    chosen = windows[:, :, ::stride, ::stride].transpose(0, 2, 3, 1, 4, 5)
    return np.ascontiguousarray(chosen).reshape(-1, input_data.shape[1] * filter_h * filter_w)


def col2im(
    col: FloatArray,
    input_shape: Sequence[int],
    filter_h: int,
    filter_w: int,
    stride: int = 1,
    pad: int = 0,
) -> FloatArray:
    """Put the rows of ``im2col`` back where they came from; where windows overlap they add up.

    Args:
        col: shape (N * OH * OW, C * filter_h * filter_w).
        input_shape: (N, C, H, W), the shape of the images.
        filter_h, filter_w, stride, pad: as for ``im2col``.

    Returns:
        Shape (N, C, H, W).
    """
    n, channels, height, width = input_shape
    image = np.zeros((n, channels, height + 2 * pad, width + 2 * pad))
    rows = (image.shape[2] - filter_h) // stride + 1
    columns = (image.shape[3] - filter_w) // stride + 1
    windows = col.reshape(n, rows, columns, channels, filter_h, filter_w)
    for y, x in np.ndindex(filter_h, filter_w):
        down, right = slice(y, y + stride * rows, stride), slice(x, x + stride * columns, stride)
        image[:, :, down, right] += windows[..., y, x].transpose(0, 3, 1, 2)
    return image[:, :, pad : pad + height, pad : pad + width]
