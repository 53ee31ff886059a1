"""The right gradient that exercises 2 to 4 are given in place of the student's own.

Takes and ignores whatever else a student's own version would take (``h=1e-4``).
"""

import numpy as np


def numerical_gradient(f, x, *_, **__):
    """Return the central differences of ``f`` at ``x``, which is moved in place and put back."""
    gradient = np.empty(x.shape)
    for index in np.ndindex(x.shape):
        here = x[index]
        x[index] = here + 1e-4
        above = f(x)
        x[index] = here - 1e-4
        below = f(x)
        x[index] = here
        gradient[index] = (above - below) / 2e-4
    return gradient
