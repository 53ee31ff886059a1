"""What students see of the checks of Momentum."""

from hypothesis import given, settings
from hypothesis import strategies as st
from trainings import (
    RATES,
    SHARES,
    Training,
    assert_in_place,
    assert_steps_apart,
    momentum,
    trainings,
)

from autograder.checks import check


@check("Momentum.in_place", points=1)
def test_in_place(student):
    """update changes the arrays in params themselves, and leaves grads alone

    update는 params에 든 배열 자체를 바꾸고 grads는 건드리지 않는다
    """
    assert_in_place(student.Momentum(lr=0.5))


@check("Momentum.steps", points=2)
@settings(max_examples=10)
@given(training=trainings(3, 11), lr=st.sampled_from(RATES), share=st.sampled_from(SHARES))
def test_a_few_steps(student, training: Training, lr, share):
    """The first updates are those of v ← momentum · v - lr · g, x ← x + v

    처음 몇 번의 update가 v ← momentum · v - lr · g, x ← x + v와 같다
    """
    optimizers = [student.Momentum(lr=lr, momentum=share), student.Momentum()]
    assert_steps_apart(optimizers, training, [momentum(lr, share), momentum(0.01, 0.9)])
