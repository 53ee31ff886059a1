"""The hidden checks of BatchNormalization: longer trainings, both modes in turn, the last batch."""

import numpy as np
from hypothesis import given
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

OUT = Text("forward(x, True)", "forward(x, True)")


@check("BatchNormalization.forward", points=4)
@given(case=normals(most_batches=3, most=(8, 4)))
def test_training(student, case: Normal):
    """Every batch is normalised by its own mean and variance; x stays as it is

    배치마다 자기 평균과 분산으로 정규화하며, x는 그대로 둔다
    """
    layer = case.layer(student.BatchNormalization)
    for batch in case.batches:
        expected = normalised(case, batch)
        out = layer.forward(batch.copy())
        assert_close(out, expected=expected.change, tolerance=expected.tolerance, what=OUT)


@check("BatchNormalization.running", points=3)
@given(case=normals(most_batches=4, most=(8, 4)))
def test_both_modes_in_turn(student, case: Normal):
    """What is asked in test mode changes nothing, of this layer or of another

    시험 때 부른 것은 이 계층에도 다른 계층에도 아무 영향을 주지 않는다
    """
    layer, other = (case.layer(student.BatchNormalization) for _ in range(2))
    asked = case.batches[0][::-1] - 1.5
    own = []
    for k, x in enumerate(case.batches, start=1):
        own.append(own_line(case, x, layer.forward(x.copy(), True)))
        other.forward(2.0 * x, True)
        so_far = case._replace(batches=case.batches[:k])
        for rows in (asked, asked[:1]):
            assert_one_of(
                layer.forward(rows.copy(), False),
                in_test_mode(so_far, rows, own),
                what=Text("forward(x, False)", "forward(x, False)"),
            )


@check("BatchNormalization.backward", points=4)
@given(case=normals(most_batches=2, most=(8, 4)))
def test_backward(student, case: Normal):
    """The gradient by x is that of the last batch, through the mean and the variance as well

    x에 대한 기울기는 마지막 배치의 것이며, 평균과 분산을 거치는 길도 따진다
    """
    layer = case.layer(student.BatchNormalization)
    for x in case.batches:
        out = layer.forward(x.copy(), True)
    assert_one_of(
        layer.backward(case.dout.copy()),
        gradients_by_x(case, own_line(case, case.batches[-1], out)),
        what=Text("backward(dout)", "backward(dout)"),
    )


@check("BatchNormalization.gradients", points=3)
@given(case=normals(most_batches=2, most=(8, 4)))
def test_gradients_of_parameters(student, case: Normal):
    """dgamma and dbeta are those of the last batch, summed up over its rows

    dgamma와 dbeta는 마지막 배치의 것으로, 행 방향으로 더한 값이다
    """
    layer = case.layer(student.BatchNormalization)
    for x in case.batches:
        layer.forward(x.copy(), True)
        layer.backward(np.ones(x.shape))
    out = layer.forward(case.batches[-1].copy(), True)
    layer.backward(case.dout.copy())
    assert_one_of(layer.dgamma, gradients_by_gamma(case, out), what=Text("dgamma", "dgamma"))
    # A sum of at most eight numbers up to 2: rounding is below 1e-14.
    expected = case.dout.sum(axis=0)
    assert_close(layer.dbeta, expected=expected, tolerance=1e-9, what=Text("dbeta", "dbeta"))
