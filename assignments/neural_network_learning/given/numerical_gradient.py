"""The right gradient that exercises 2 to 4 are given in place of the student's own.

It must never depend on anything but NumPy, nor leave `x` other than it was: whatever `f` does, the
very values that were there are written back.
"""

import numpy as np

STEP = 1e-4
# The judge may answer with the derivative of its own function, in place of two values an element.
IS_GRADIENT = True


def numerical_gradient(f, x):
    """Return the central difference of `f` for every element of `x`, in the shape of `x`."""
    slopes = np.zeros(np.shape(x), dtype=np.float64)
    for index, kept in np.ndenumerate(np.array(x)):
        values = []
        try:
            for moved in (kept - STEP, kept + STEP):
                x[index] = moved
                values.append(f(x))
        finally:
            x[index] = kept
        slopes[index] = (values[1] - values[0]) / (2 * STEP)
    return slopes
