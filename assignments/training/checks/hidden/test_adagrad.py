"""The hidden checks of AdaGrad: whole trainings on the whole range, and two of them at a time."""

from hypothesis import given, settings
from hypothesis import strategies as st
from trainings import LONG, RATES, Training, adagrad, assert_steps, assert_steps_apart, trainings

from autograder.checks import check


@check("AdaGrad.steps", points=2)
@settings(max_examples=40)
@given(training=trainings(10, 14), lr=st.sampled_from(RATES))
def test_a_whole_training(student, training: Training, lr):
    """Every update of a whole training is right

    긴 훈련에서도 모든 update가 맞다
    """
    optimizer = student.AdaGrad(lr=lr)
    assert_steps(optimizer, training, adagrad(lr))


@check("AdaGrad.steps", points=1)
def test_a_long_training(student):
    """The last of 132 updates are as right as the first

    132번째 update까지 처음처럼 맞다
    """
    assert_steps(student.AdaGrad(lr=0.1), LONG, adagrad(0.1))


@check("AdaGrad.steps", points=2)
@settings(max_examples=10)
@given(training=trainings(4, 6), lr=st.sampled_from(RATES))
def test_two_at_a_time(student, training: Training, lr):
    """Two optimizers that take turns know nothing of each other; their settings are the usual ones

    번갈아 쓰는 두 옵티마이저는 서로 영향을 주지 않으며, 인수를 생략하면 기본값을 쓴다
    """
    optimizers = [student.AdaGrad(), student.AdaGrad(lr=lr)]
    assert_steps_apart(optimizers, training, [adagrad(0.01), adagrad(lr)])
