"""The hidden checks of Adam: whole trainings on the whole range, and two of them at a time."""

from hypothesis import given, settings
from hypothesis import strategies as st
from trainings import (
    LONG,
    RATES,
    SHARES,
    SQUARES,
    Training,
    adam,
    assert_steps,
    assert_steps_apart,
    trainings,
)

from autograder.checks import check


@check("Adam.steps", points=5)
@settings(max_examples=40)
@given(
    training=trainings(10, 14),
    lr=st.sampled_from(RATES),
    beta1=st.sampled_from(SHARES),
    beta2=st.sampled_from(SQUARES),
)
def test_a_whole_training(student, training: Training, lr, beta1, beta2):
    """Every update of a whole training is right

    긴 훈련에서도 모든 update가 맞다
    """
    optimizer = student.Adam(lr=lr, beta1=beta1, beta2=beta2)
    assert_steps(optimizer, training, adam(lr, beta1, beta2))


@check("Adam.steps", points=1)
def test_a_long_training(student):
    """The last of 132 updates are as right as the first

    132번째 update까지 처음처럼 맞다
    """
    assert_steps(student.Adam(lr=0.1, beta1=0.9, beta2=0.999), LONG, adam(0.1, 0.9, 0.999))


@check("Adam.steps", points=3)
@settings(max_examples=10)
@given(
    training=trainings(4, 6),
    lr=st.sampled_from(RATES),
    beta1=st.sampled_from(SHARES),
    beta2=st.sampled_from(SQUARES),
)
def test_two_at_a_time(student, training: Training, lr, beta1, beta2):
    """Two optimizers that take turns know nothing of each other; their settings are the usual ones

    번갈아 쓰는 두 옵티마이저는 서로 영향을 주지 않으며, 인수를 생략하면 기본값을 쓴다
    """
    optimizers = [student.Adam(), student.Adam(lr=lr, beta1=beta1, beta2=beta2)]
    assert_steps_apart(optimizers, training, [adam(0.001, 0.9, 0.999), adam(lr, beta1, beta2)])
