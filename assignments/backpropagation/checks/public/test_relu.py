"""What students see of the checks of Relu."""

import numpy as np
from cases import (
    assert_arguments_kept,
    assert_forward_of_relu,
    assert_relu_of_last,
    elementwise,
)
from hypothesis import given, settings

from autograder.checks import check

FAR = (1.0, 40.0, 1e-4, 1e-30)  # up to 1000, and next to 0


@check("Relu.forward", points=2)
@settings(max_examples=25)
@given(case=elementwise(((3,), (2, 3)), reach=25, scales=FAR))
def test_forward(student, case):
    """forward keeps what is above 0 and makes the rest 0

    forward는 0보다 큰 값은 그대로 두고 나머지는 0으로 만든다
    """
    assert_forward_of_relu(student.Relu().forward(case["x"].copy()), case["x"])


@check("Relu.backward", points=2)
@settings(max_examples=25)
@given(case=elementwise(((3,), (2, 3)), reach=25, scales=FAR))
def test_backward(student, case):
    """backward lets dout through where the last x was above 0, and nothing elsewhere

    backward는 마지막 x가 0보다 컸던 곳에서는 dout을 그대로, 나머지에서는 0을 흘려보낸다
    """
    assert_relu_of_last(student, case["x"][::-1], case["x"], case["dout"])


@check("Relu.arguments", points=1)
def test_arguments(student):
    """Neither forward nor backward changes what it is handed

    forward도 backward도 받은 배열을 바꾸지 않는다
    """
    x = np.array([[1.0, -0.5], [-2.0, 3.0]])
    assert_arguments_kept(student.Relu(), x, np.array([[1.0, 2.0], [3.0, 2.5]]))
