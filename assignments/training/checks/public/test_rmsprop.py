"""What students see of the checks of RMSprop."""

from hypothesis import given, settings
from hypothesis import strategies as st
from trainings import (
    RATES,
    SHARES,
    Training,
    assert_in_place,
    assert_steps_apart,
    rmsprop,
    trainings,
)

from autograder.checks import check


@check("RMSprop.in_place", points=1)
def test_in_place(student):
    """update changes the arrays in params themselves, and leaves grads alone

    update는 params에 든 배열 자체를 바꾸고 grads는 건드리지 않는다
    """
    assert_in_place(student.RMSprop(lr=0.5))


@check("RMSprop.steps", points=2)
@settings(max_examples=10)
@given(training=trainings(3, 11), lr=st.sampled_from(RATES), decay=st.sampled_from(SHARES))
def test_a_few_steps(student, training: Training, lr, decay):
    """The first updates are those of h ← d · h + (1 - d) · g² (d = decay_rate), x ← x - lr · g / √h

    처음 몇 번의 update가 h ← d · h + (1 - d) · g² (d = decay_rate), x ← x - lr · g / √h와 같다
    """
    optimizers = [student.RMSprop(lr=lr, decay_rate=decay), student.RMSprop()]
    assert_steps_apart(optimizers, training, [rmsprop(lr, decay), rmsprop(0.01, 0.99)])
