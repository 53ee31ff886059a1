"""The hidden checks of RMSprop: whole trainings on the whole range, and two of them at a time."""

from hypothesis import given, settings
from hypothesis import strategies as st
from trainings import (
    LONG,
    RATES,
    SHARES,
    Training,
    assert_steps,
    assert_steps_apart,
    rmsprop,
    trainings,
)

from autograder.checks import check


@check("RMSprop.steps", points=2)
@settings(max_examples=40)
@given(training=trainings(10, 14), lr=st.sampled_from(RATES), decay=st.sampled_from(SHARES))
def test_a_whole_training(student, training: Training, lr, decay):
    """Every update of a whole training is right

    긴 훈련에서도 모든 update가 맞다
    """
    optimizer = student.RMSprop(lr=lr, decay_rate=decay)
    assert_steps(optimizer, training, rmsprop(lr, decay))


@check("RMSprop.steps", points=1)
def test_a_long_training(student):
    """The last of 132 updates are as right as the first

    132번째 update까지 처음처럼 맞다
    """
    assert_steps(student.RMSprop(lr=0.1, decay_rate=0.9), LONG, rmsprop(0.1, 0.9))


@check("RMSprop.steps", points=2)
@settings(max_examples=10)
@given(training=trainings(4, 6), lr=st.sampled_from(RATES), decay=st.sampled_from(SHARES))
def test_two_at_a_time(student, training: Training, lr, decay):
    """Two optimizers that take turns know nothing of each other; their settings are the usual ones

    번갈아 쓰는 두 옵티마이저는 서로 영향을 주지 않으며, 인수를 생략하면 기본값을 쓴다
    """
    optimizers = [student.RMSprop(), student.RMSprop(lr=lr, decay_rate=decay)]
    assert_steps_apart(optimizers, training, [rmsprop(0.01, 0.99), rmsprop(lr, decay)])
