"""What a submission sees of the checks."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checks import Function, Text, assert_close, assert_number, check


@check("slope", points=2)
def test_slope(student):
    """The slope of x² at 3 is 6

    3에서 x²의 기울기는 6이다
    """
    f = Function("np.sum(x ** 2)", shape=(1,))
    answer = student.slope(f, np.array([3.0]))
    assert_number(answer, expected=6.0, tolerance=1e-6, what=Text("the slope", "기울기"))


@check("double", points=2)
@settings(max_examples=12)
@given(x=st.integers(1, 99))
def test_double(student, x):
    """The double is twice the number

    두 배를 돌려준다
    """
    answer = student.double(np.array([float(x)]))
    assert_close(answer, expected=np.array([2.0 * x]), tolerance=0.0, what=Text("it", "값"))
