"""Cases that only the hidden checks draw."""

from __future__ import annotations

import numpy as np
from cases import Pass
from hypothesis import strategies as st

from autograder.checks import arrays


@st.composite
def image_passes(draw: st.DrawFn) -> Pass:
    """Draw a batch of three or four dimensions and what belongs to it; few rows or many.

    Never as many rows as inputs and outputs: a gradient by W has the shape of one by x then.
    """
    rows = st.integers(1, 3) | st.sampled_from([2, 3, 70])
    shape = draw(
        st.tuples(rows, st.integers(1, 2), st.integers(1, 3))
        | st.tuples(rows, st.integers(1, 2), st.integers(2, 2), st.integers(1, 2))
    )
    inputs = int(np.prod(shape[1:]))
    outputs = draw(st.integers(1, 3).filter(lambda count: not shape[0] == inputs == count))
    W, b = draw(arrays((inputs, outputs))), draw(arrays((outputs,)))
    return Pass(W, b, draw(arrays(shape)), draw(arrays((shape[0], outputs))))
