"""What students see of the checks of BatchNormalization."""

from hypothesis import given, settings
from normalisation import (
    Normal,
    assert_one_of,
    gradients_by_gamma,
    gradients_by_x,
    in_test_mode,
    normalised,
    normals,
    own_line,
)

from autograder.checks import Text, assert_close, check


@check("BatchNormalization.forward", points=2)
@settings(max_examples=25)
@given(case=normals())
def test_training(student, case: Normal):
    """In training every column gets the mean beta and the standard deviation gamma

    훈련 때 각 열의 평균은 beta, 표준편차는 gamma가 된다
    """
    x = case.batches[0]
    expected = normalised(case, x)
    what = Text("forward(x, True)", "forward(x, True)")
    out = case.layer(student.BatchNormalization).forward(x.copy(), True)
    assert_close(out, expected=expected.change, tolerance=expected.tolerance, what=what)


@check("BatchNormalization.running", points=1)
@settings(max_examples=25)
@given(case=normals(most_batches=3))
def test_test_mode(student, case: Normal):
    """In test mode the running mean and variance are used

    시험 때는 이동 평균과 이동 분산을 쓴다
    """
    layer = case.layer(student.BatchNormalization)
    own = [own_line(case, x, layer.forward(x.copy(), True)) for x in case.batches]
    asked = case.batches[0][:2] + 0.5
    assert_one_of(
        layer.forward(asked.copy(), False),
        in_test_mode(case, asked, own),
        what=Text("forward(x, False)", "forward(x, False)"),
    )


@check("BatchNormalization.backward", points=2)
@settings(max_examples=25)
@given(case=normals())
def test_backward(student, case: Normal):
    """backward gives the gradient by x

    backward는 x에 대한 기울기를 낸다
    """
    layer, x = case.layer(student.BatchNormalization), case.batches[0]
    own = own_line(case, x, layer.forward(x.copy(), True))
    assert_one_of(
        layer.backward(case.dout.copy()),
        gradients_by_x(case, own),
        what=Text("backward(dout)", "backward(dout)"),
    )


@check("BatchNormalization.gradients", points=1)
@settings(max_examples=25)
@given(case=normals())
def test_gradients_of_parameters(student, case: Normal):
    """backward leaves the gradients by gamma and beta in dgamma and dbeta

    backward는 gamma와 beta에 대한 기울기를 dgamma와 dbeta에 남긴다
    """
    layer, x = case.layer(student.BatchNormalization), case.batches[0]
    out = layer.forward(x.copy(), True)
    layer.backward(case.dout.copy())
    assert_one_of(layer.dgamma, gradients_by_gamma(case, out), what=Text("dgamma", "dgamma"))
    # A sum of at most five numbers up to 2: rounding is below 1e-14.
    expected = case.dout.sum(axis=0)
    assert_close(layer.dbeta, expected=expected, tolerance=1e-9, what=Text("dbeta", "dbeta"))
