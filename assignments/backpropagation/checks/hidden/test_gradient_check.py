"""The hidden checks of gradient_check: other parameters, lies of every kind, nothing moved."""

import numpy as np
from cases import assert_differences, assert_net_kept, suspect
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks import arrays, check, numbers

SHAPES = (
    {"W1": (2, 3), "b1": (3,), "W2": (3, 2), "b2": (2,)},
    {"W1": (1, 2), "b1": (2,)},
    {"W1": (2, 2), "b1": (2,), "W2": (2, 1), "b2": (1,), "W3": (1, 2), "b3": (2,)},
)
LARGE = {"gamma": (67,), "kernel": (2, 3, 2), "W1": (2, 2)}


@st.composite
def lies(draw):
    """Draw what is added to the gradients of a net: to all entries, or to a single one.

    A large net, of other parameters, is dear, and rare.
    """
    is_large = draw(st.integers(0, 23)) == 23
    shapes = LARGE if is_large else draw(st.sampled_from(SHAPES))
    if draw(st.booleans()):
        return {name: draw(arrays(shape, -1, 1)) for name, shape in shapes.items()}
    lie = {name: np.zeros(shape) for name, shape in shapes.items()}
    spot = lie[draw(st.sampled_from(sorted(shapes)))]
    spot.flat[draw(st.integers(0, spot.size - 1))] = draw(st.sampled_from([0.5, -0.25, 0.01, 1e-5]))
    return lie


@st.composite
def batches(draw):
    """Draw a few rows of two numbers, or many."""
    return draw(numbers((draw(st.sampled_from([3, 2, 3, 5, 70])), 2), -1, 1))


@check("gradient_check.numbers", points=4)
@given(lie=lies(), x=batches())
def test_every_lie_is_found(student, lie, x):
    """Each parameter has the mean of its own absolute differences, however many there are

    매개변수가 몇 개든 저마다 차이의 절댓값 평균을 낸다
    """
    net = suspect(student, lie)
    assert_differences(student.gradient_check(net, x, np.resize(np.eye(2), x.shape)), lie, len(x))


@check("gradient_check.parameters", points=1)
def test_parameters_stay(student):
    """The parameters of the net are afterwards what they were before

    신경망의 매개변수는 검사한 뒤에도 그대로이다
    """
    lie = {"W1": np.full((2, 3), 0.5), "b1": np.array([0.25, 0.0, -1.0])}
    assert_net_kept(student, lie, rows=70)
