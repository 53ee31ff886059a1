"""What checks draw from: students get this file, so it holds no answers."""

from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp


def arrays():
    """Draw arrays of one or two dimensions, of any size that a student may meet."""
    shapes = hnp.array_shapes(min_dims=1, max_dims=2, min_side=1, max_side=6)
    return hnp.arrays("float64", shapes, elements=st.floats(-100, 100))
