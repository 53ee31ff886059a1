"""Public checks: students get this file and run it themselves."""

import numpy as np
from cases import arrays
from hypothesis import given

from autograder.checks import Text, assert_number, check

ANSWER = Text("mean_square(x)", "mean_square(x)")


@check("mean_square", points=2)
def test_three_and_four(student):
    """The mean square of 3 and 4 is 12.5"""
    answer = student.mean_square(np.array([3.0, 4.0]))
    assert_number(answer, expected=12.5, tolerance=1e-9, what=ANSWER)


@check("mean_square", points=4)
@given(x=arrays())
def test_any_shape(student, x):
    """It takes the mean over all elements, whatever the shape"""
    # Squares up to 1e4, summed over at most 36 elements: rounding stays below 36 * 1e4 * 2**-52.
    answer = student.mean_square(x)
    assert_number(answer, expected=float(np.mean(x**2)), tolerance=1e-9, what=ANSWER)
