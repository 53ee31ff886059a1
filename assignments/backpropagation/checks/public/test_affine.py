"""What students see of the checks of Affine."""

import numpy as np
from cases import (
    DX,
    Pass,
    assert_holds,
    assert_rows,
    expected_backward,
    gone_through,
    gone_through_again,
    passes,
)
from hypothesis import given, settings

from autograder.checks import Text, assert_close, check

X = np.arange(24.0).reshape(2, 3, 2, 2) / 8
W = np.arange(-12.0, 12.0).reshape(12, 2) / 4
B = np.array([0.5, -1.0])


@check("Affine.forward", points=2)
@settings(max_examples=25)
@given(case=passes())
def test_forward(student, case):
    """forward gives x W + b for a batch

    forward는 배치에 대해 x W + b를 낸다
    """
    y = student.Affine(case.W.copy(), case.b.copy()).forward(case.x.copy())
    what = Text("forward(x)", "forward(x)")
    assert_close(y, expected=case.x @ case.W + case.b, tolerance=case.tolerance, what=what)


@check("Affine.holds", points=1)
def test_holds_its_weights(student):
    """A change of W and b in place is seen by the next forward

    W와 b를 제자리에서 바꾸면 다음 forward가 그 값을 쓴다
    """
    assert_holds(student, W, B, X.reshape(2, 12))


@check("Affine.backward", points=2)
@settings(max_examples=25)
@given(case=passes())
def test_backward(student, case):
    """backward gives the gradient by x

    backward는 x에 대한 기울기를 낸다
    """
    _, dx = gone_through(student, case)
    assert_close(dx, expected=expected_backward(case)[0], tolerance=case.tolerance, what=DX)


@check("Affine.dW", points=1)
@settings(max_examples=25)
@given(case=passes())
def test_gradient_by_weights(student, case):
    """After backward, dW holds the gradient by W, of the last batch alone

    backward 뒤에 dW에는 마지막 배치만의 W에 대한 기울기가 있다
    """
    affine = gone_through_again(student, case)
    what = Text("dW", "dW")
    assert_close(
        affine.dW, expected=expected_backward(case)[1], tolerance=case.tolerance, what=what
    )


@check("Affine.db", points=1)
@settings(max_examples=25)
@given(case=passes())
def test_gradient_by_bias(student, case):
    """After backward, db holds the gradient by b, summed over the last batch alone

    backward 뒤에 db에는 마지막 배치만 더한 b의 기울기가 있다
    """
    affine = gone_through_again(student, case)
    what = Text("db", "db")
    assert_close(
        affine.db, expected=expected_backward(case)[2], tolerance=case.tolerance, what=what
    )


@check("Affine.images", points=1)
def test_images(student):
    """x of shape (2, 3, 2, 2) or (2, 3, 4) counts as two rows, and backward gives that shape back

    (2, 3, 2, 2)나 (2, 3, 4) 모양의 x는 행 두 개로 보고, backward는 그 모양으로 돌려준다
    """
    flat = Pass(W, B, X.reshape(2, 12), np.ones((2, 2)))
    for images in (X, X.reshape(2, 3, 4)):
        affine = student.Affine(W.copy(), B.copy())
        y, dx = affine.forward(images.copy()), affine.backward(flat.dout.copy())
        assert_rows(student, flat, y, dx, images.shape)
