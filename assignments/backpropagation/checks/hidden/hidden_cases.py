"""Cases that only the hidden checks draw."""

from __future__ import annotations

import numpy as np
from cases import Pass
from hypothesis import strategies as st

from autograder.checks import arrays


@st.composite
def image_passes(draw: st.DrawFn) -> Pass:
    """Draw a batch of three or four dimensions and what belongs to it; few rows or many."""
    rows = st.integers(1, 3) | st.sampled_from([2, 3, 70])
    shape = draw(
        st.tuples(rows, st.integers(1, 2), st.integers(1, 3))
        | st.tuples(rows, st.integers(1, 2), st.integers(2, 2), st.integers(1, 2))
    )
    inputs, outputs = int(np.prod(shape[1:])), draw(st.integers(1, 3))
    W, b = draw(arrays((inputs, outputs))), draw(arrays((outputs,)))
    return Pass(W, b, draw(arrays(shape)), draw(arrays((shape[0], outputs))))
