"""What students see of the checks of BatchNormalization."""

from hypothesis import given, settings
from normalisation import (
    Normal,
    assert_backward_of_last,
    assert_gradients_of_last,
    assert_modes_in_turn,
    assert_training,
    normals,
)

from autograder.checks import check


@check("BatchNormalization.forward", points=2)
@settings(max_examples=15)
@given(case=normals(most_batches=2))
def test_training(student, case: Normal):
    """In training every column gets the mean beta and the standard deviation gamma

    훈련 때 각 열의 평균은 beta, 표준편차는 gamma가 된다
    """
    assert_training(student, case)


@check("BatchNormalization.running", points=1)
@settings(max_examples=15)
@given(case=normals(most_batches=3))
def test_test_mode(student, case: Normal):
    """In test mode the running mean and variance are used

    시험 때는 이동 평균과 이동 분산을 쓴다
    """
    assert_modes_in_turn(student, case)


@check("BatchNormalization.backward", points=2)
@settings(max_examples=15)
@given(case=normals(most_batches=2))
def test_backward(student, case: Normal):
    """backward gives the gradient by x

    backward는 x에 대한 기울기를 낸다
    """
    assert_backward_of_last(student, case)


@check("BatchNormalization.gradients", points=1)
@settings(max_examples=15)
@given(case=normals(most_batches=2))
def test_gradients_of_parameters(student, case: Normal):
    """backward leaves the gradients by gamma and beta in dgamma and dbeta

    backward는 gamma와 beta에 대한 기울기를 dgamma와 dbeta에 남긴다
    """
    assert_gradients_of_last(student, case)
