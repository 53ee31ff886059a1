"""The hidden checks of Relu: any shape, the last forward, nothing changed."""

from cases import (
    assert_arguments_kept,
    assert_forward_of_relu,
    assert_relu_of_last,
    elementwise,
)
from hypothesis import given

from autograder.checks import a_row_more, attempt, check

SHAPES = ((5,), (1,), (4, 3), (1, 4), (2, 3, 2), (2, 1, 2, 2), (70, 2), (2, 70))

FAR = (1.0, 40.0, 1e-4, 1e-30)  # up to 1000, and next to 0


@check("Relu.forward", points=2)
@given(case=elementwise(SHAPES, reach=25, scales=FAR))
def test_forward_of_any_shape(student, case):
    """forward gives max(x, 0) in the shape of x, whatever that is

    forward는 x의 모양이 무엇이든 그 모양대로 max(x, 0)을 낸다
    """
    relu = student.Relu()
    attempt(relu.forward, a_row_more(case["x"]))  # the size of each batch is its own
    y = relu.forward(case["x"].copy())
    assert_forward_of_relu(y, case["x"])


@check("Relu.backward", points=2)
@given(first=elementwise(((2, 2),)), case=elementwise(SHAPES, reach=25, scales=FAR))
def test_backward_of_the_last_forward(student, first, case):
    """backward goes by the x of the last forward, in any shape

    backward는 모양에 상관없이 마지막 forward의 x를 따른다
    """
    assert_relu_of_last(student, first["x"], case["x"], case["dout"])


@check("Relu.arguments", points=1)
@given(case=elementwise(((4,), (3, 2), (2, 2, 2), (70, 2)), reach=3))
def test_arguments_are_kept(student, case):
    """forward and backward leave their arguments as they were, in any shape

    forward와 backward는 모양에 상관없이 인수를 그대로 둔다
    """
    x = case["x"] - 0.125  # never 0
    x.flat[0], x.flat[-1] = -1.5, 2.0
    assert_arguments_kept(student.Relu(), x, case["dout"])
