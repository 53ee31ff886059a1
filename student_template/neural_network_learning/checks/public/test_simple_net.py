"""What students see of the checks of SimpleNet."""

import numpy as np
from cases import arrays, assert_loss, own_probabilities
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checks import Text, assert_array, assert_close, check

W = np.array([[-0.16465003, 1.37271586, 0.81078875], [-0.59474692, -0.74124992, 2.08852494]])


@check("SimpleNet.init", points=1)
def test_shape_of_W(student):
    """W has the shape (2, 3)

    W의 모양은 (2, 3)이다
    """
    assert_array(student.SimpleNet().W, shape=(2, 3), what=Text("W", "W"))


@check("SimpleNet.predict", points=2)
@settings(max_examples=25)
@given(x=st.sampled_from([(2,), (3, 2)]).flatmap(arrays))
def test_predict(student, x):
    """predict gives the scores x @ W

    predict는 점수 x @ W를 낸다
    """
    net = student.SimpleNet()
    net.W = W
    # Sums of two products below 3 * 2.1: rounding is below 1e-14.
    assert_close(
        net.predict(x.copy()), expected=x @ W, tolerance=1e-9, what=Text("predict(x)", "predict(x)")
    )


@check("SimpleNet.loss", points=2)
def test_loss_of_the_textbook(student):
    """The loss of the textbook's example is 0.148003202

    교재 예제의 손실은 0.148003202이다
    """
    net = student.SimpleNet()
    net.W = W
    x, t = np.array([0.6, 0.9]), np.array([0.0, 0.0, 1.0])
    # exp(-0.148003202) is the probability of the third class.
    right = np.array([0.0, 1 - np.exp(-0.148003202), np.exp(-0.148003202)])
    own = own_probabilities(net, x, W)
    assert_loss(net.loss(x.copy(), t.copy()), [own, right], t)
