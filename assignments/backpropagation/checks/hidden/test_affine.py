"""The hidden checks of Affine: other shapes, the last batch, images, weights that change."""

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
from hidden_cases import image_passes
from hypothesis import given

from autograder.checks import Text, a_row_more, assert_close, attempt, check, unshown


@check("Affine.forward", points=3)
@given(case=passes(), other=passes())
def test_forward(student, case, other):
    """forward gives x W + b, with the W and b of its own layer

    forward는 그 계층 자신의 W와 b로 x W + b를 낸다
    """
    affine = student.Affine(case.W.copy(), case.b.copy())
    student.Affine(other.W.copy(), other.b.copy()).forward(other.x.copy())
    attempt(affine.forward, a_row_more(case.x))  # how many rows a batch has is its own
    what = Text("forward(x)", "forward(x)")
    expected = case.x @ case.W + case.b
    assert_close(
        affine.forward(case.x.copy()), expected=expected, tolerance=case.tolerance, what=what
    )


@check("Affine.holds", points=2)
@given(case=passes())
def test_holds_its_weights(student, case):
    """What happens to W and b in place after the layer was made, the layer sees

    계층을 만든 뒤 W와 b를 제자리에서 바꾸면 계층에도 반영된다
    """
    assert_holds(student, case.W, case.b, case.x + 0.125)


@check("Affine.backward", points=3)
@given(case=passes(), dout=passes())
def test_backward(student, case, dout):
    """backward gives dout Wᵀ, whatever went through another layer

    backward는 다른 계층에 무엇이 지나갔든 dout Wᵀ를 낸다
    """
    other, _ = gone_through(student, dout)
    _, dx = gone_through(student, case, after_a_longer_batch=True)
    assert_close(dx, expected=expected_backward(case)[0], tolerance=case.tolerance, what=DX)
    with unshown(other):
        dx = other.backward(dout.dout.copy())
    assert_close(dx, expected=expected_backward(dout)[0], tolerance=dout.tolerance, what=DX)


@check("Affine.dW", points=3)
@given(case=passes(min_rows=2))
def test_gradient_by_weights_of_the_last_batch(student, case):
    """dW is xᵀ dout of the last batch, added up over its rows and over nothing else

    dW는 마지막 배치의 xᵀ dout으로, 그 배치의 행에 대해서만 더한 값이다
    """
    affine = gone_through_again(student, case)
    expected = expected_backward(case)[1]
    assert_close(affine.dW, expected=expected, tolerance=case.tolerance, what=Text("dW", "dW"))


@check("Affine.db", points=3)
@given(case=passes(min_rows=2))
def test_gradient_by_bias_of_the_last_batch(student, case):
    """db is the sum of dout over the rows of the last batch

    db는 마지막 배치의 dout을 행에 대해 더한 값이다
    """
    affine = gone_through_again(student, case)
    expected = expected_backward(case)[2]
    assert_close(affine.db, expected=expected, tolerance=case.tolerance, what=Text("db", "db"))


@check("Affine.images", points=3)
@given(case=image_passes())
def test_images(student, case):
    """x of three and more dimensions is a row a sample, and backward gives its shape back

    3차원 이상의 x는 표본마다 한 행으로 보고, backward는 x의 모양으로 돌려준다
    """
    affine = student.Affine(case.W.copy(), case.b.copy())
    flat = Pass(case.W, case.b, case.x.reshape(len(case.x), -1), case.dout)
    attempt(affine.forward, flat.x.copy())  # the shape of each batch is its own
    y, dx = affine.forward(case.x.copy()), affine.backward(case.dout.copy())
    assert_rows(student, flat, y, dx, case.x.shape)
    if len(case.x) > 3:
        return
    # Rows after images, and images of another shape after those, on the same layer. They are as
    # many: who goes by how many there were at first has the fault in forward or backward.
    for x in (flat.x, flat.x.reshape(len(flat.x), -1, *case.x.shape[1:-1])):
        y, dx = affine.forward(x.copy()), affine.backward(flat.dout.copy())
        assert_rows(student, flat, y, dx, x.shape)
