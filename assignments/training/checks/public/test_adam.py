"""What students see of the checks of Adam."""

from hypothesis import given, settings
from hypothesis import strategies as st
from trainings import (
    RATES,
    SHARES,
    SQUARES,
    Training,
    adam,
    assert_in_place,
    assert_steps_apart,
    trainings,
)

from autograder.checks import check


@check("Adam.in_place", points=2)
def test_in_place(student):
    """update changes the arrays in params themselves, and leaves grads alone

    update는 params에 든 배열 자체를 바꾸고 grads는 건드리지 않는다
    """
    assert_in_place(student.Adam(lr=0.5))


@check("Adam.steps", points=3)
@settings(max_examples=10)
@given(
    training=trainings(3, 11),
    lr=st.sampled_from(RATES),
    beta1=st.sampled_from(SHARES),
    beta2=st.sampled_from(SQUARES),
)
def test_a_few_steps(student, training: Training, lr, beta1, beta2):
    """The first updates are x ← x - lr · m̂ / √v̂, with the bias correction

    처음 몇 번의 update가 편향을 보정한 x ← x - lr · m̂ / √v̂와 같다
    """
    optimizers = [student.Adam(lr=lr, beta1=beta1, beta2=beta2), student.Adam()]
    assert_steps_apart(optimizers, training, [adam(lr, beta1, beta2), adam(0.001, 0.9, 0.999)])
