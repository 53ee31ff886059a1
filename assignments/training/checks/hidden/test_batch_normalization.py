"""The hidden checks of BatchNormalization: longer trainings, both modes in turn, the last batch."""

from hypothesis import given
from normalisation import (
    Normal,
    assert_backward_of_last,
    assert_gradients_of_last,
    assert_modes_in_turn,
    assert_training,
    normals,
)

from autograder.checks import check


@check("BatchNormalization.forward", points=4)
@given(case=normals(most_batches=3, most=(8, 4)))
def test_training(student, case: Normal):
    """Every batch is normalised by its own mean and variance; x stays as it is

    배치마다 자기 평균과 분산으로 정규화하며, x는 그대로 둔다
    """
    assert_training(student, case)


@check("BatchNormalization.running", points=3)
@given(case=normals(most_batches=4, most=(8, 4)))
def test_both_modes_in_turn(student, case: Normal):
    """What is asked in test mode changes nothing, of this layer or of another

    시험 때 부른 것은 이 계층에도 다른 계층에도 아무 영향을 주지 않는다
    """
    assert_modes_in_turn(student, case)


@check("BatchNormalization.backward", points=4)
@given(case=normals(most_batches=2, most=(8, 4)))
def test_backward(student, case: Normal):
    """The gradient by x is that of the last batch, through the mean and the variance as well

    x에 대한 기울기는 마지막 배치의 것이며, 평균과 분산을 거치는 길도 따진다
    """
    assert_backward_of_last(student, case)


@check("BatchNormalization.gradients", points=3)
@given(case=normals(most_batches=2, most=(8, 4)))
def test_gradients_of_parameters(student, case: Normal):
    """dgamma and dbeta are those of the last batch, summed up over its rows

    dgamma와 dbeta는 마지막 배치의 것으로, 행 방향으로 더한 값이다
    """
    assert_gradients_of_last(student, case)
