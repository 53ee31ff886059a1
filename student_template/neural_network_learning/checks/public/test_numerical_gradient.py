"""What students see of the checks of numerical_gradient."""

import numpy as np
from cases import GRADIENT, Case, cubics, gradient_tolerance
from hypothesis import given, settings

from autograder.checks import Function, assert_close, check


@check("numerical_gradient", points=2)
def test_sum_of_squares(student):
    """The gradient of x0² + x1² at (3, 4) is (6, 8)

    (3, 4)에서 x0² + x1²의 기울기는 (6, 8)이다
    """
    x = np.array([3.0, 4.0])
    expected = np.array([6.0, 8.0])
    f = Function("np.sum(x ** 2)", shape=(2,))
    gradient = student.numerical_gradient(f, x)
    tolerance = gradient_tolerance(np.array([3.0, 4.0]), expected, 25.0, 0.0)
    assert_close(gradient, expected=expected, tolerance=tolerance, what=GRADIENT)


@check("numerical_gradient", points=4)
@settings(max_examples=25)
@given(case=cubics(max_size=3))
def test_cubic(student, case: Case):
    """Right where the slope is not a straight line

    기울기가 직선이 아닌 함수(3차식)에서도 맞다
    """
    gradient = student.numerical_gradient(case.f, case.x)
    assert_close(gradient, expected=case.gradient, tolerance=case.tolerance, what=GRADIENT)
