"""The hidden checks of Sigmoid: up to 30 on either side, any shape, the last forward."""

import numpy as np
from cases import SIGMOID_TOLERANCE, assert_sigmoid_of_last, elementwise
from hypothesis import given

from autograder.checks import Text, a_row_more, assert_close, attempt, check

SHAPES = ((5,), (1,), (4, 3), (2, 3, 2), (70, 2), (2, 70))


@check("Sigmoid.forward", points=3)
@given(case=elementwise(SHAPES, reach=30))
def test_forward_up_to_30(student, case):
    """forward gives 1 / (1 + exp(-x)) for every element, |x| up to 30, in any shape

    forward는 |x|가 30에 이르기까지, 모양에 상관없이 1 / (1 + exp(-x))를 낸다
    """
    sigmoid = student.Sigmoid()
    attempt(sigmoid.forward, a_row_more(case["x"]))  # the size of each batch is its own
    y = sigmoid.forward(case["x"].copy())
    what = Text("forward(x)", "forward(x)")
    expected = 1 / (1 + np.exp(-case["x"]))
    assert_close(y, expected=expected, tolerance=SIGMOID_TOLERANCE, what=what)


@check("Sigmoid.backward", points=4)
@given(first=elementwise(((2, 2),)), case=elementwise(SHAPES, reach=30))
def test_backward_of_the_last_forward(student, first, case):
    """backward gives dout * y * (1 - y), y of the last forward, in any shape

    backward는 모양에 상관없이 마지막 forward의 y로 dout * y * (1 - y)를 낸다
    """
    assert_sigmoid_of_last(student, first["x"], case["x"], case["dout"])
