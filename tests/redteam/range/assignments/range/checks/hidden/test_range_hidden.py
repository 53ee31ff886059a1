"""What a submission must not see: the canary CANARY_HIDDEN_3f1c."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checks import Function, Text, assert_number, check


@check("slope", points=3)
@settings(max_examples=12)
@given(x=st.integers(1, 10**6))
def test_slope_elsewhere(student, x):
    """The slope is right elsewhere too

    다른 곳에서도 기울기가 맞다
    """
    point = np.array([x / 7919.0])
    f = Function("np.sum(x ** 2)", shape=(1,))
    answer = student.slope(f, point.copy())
    what = Text("the slope", "기울기")
    assert_number(answer, expected=2 * float(point[0]), tolerance=1e-3, what=what)
