"""What students see of the checks of Sigmoid."""

import numpy as np
from cases import SIGMOID_TOLERANCE, assert_sigmoid_of_last, elementwise
from hypothesis import given, settings

from autograder.checks import Text, assert_close, check


@check("Sigmoid.forward", points=1)
@settings(max_examples=25)
@given(case=elementwise(((3,), (2, 3)), reach=30))
def test_forward(student, case):
    """forward gives 1 / (1 + exp(-x)) for every element

    forward는 원소마다 1 / (1 + exp(-x))를 낸다
    """
    y = student.Sigmoid().forward(case["x"].copy())
    expected = 1 / (1 + np.exp(-case["x"]))
    what = Text("forward(x)", "forward(x)")
    assert_close(y, expected=expected, tolerance=SIGMOID_TOLERANCE, what=what)


@check("Sigmoid.backward", points=2)
@settings(max_examples=25)
@given(case=elementwise(((3,), (2, 3)), reach=30))
def test_backward(student, case):
    """backward gives dout * y * (1 - y), with y of the last forward

    backward는 마지막 forward의 y로 dout * y * (1 - y)를 낸다
    """
    assert_sigmoid_of_last(student, case["x"][::-1], case["x"], case["dout"])
