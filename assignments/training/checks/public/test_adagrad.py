"""What students see of the checks of AdaGrad."""

from hypothesis import given, settings
from hypothesis import strategies as st
from trainings import (
    RATES,
    Training,
    adagrad,
    assert_in_place,
    assert_steps_apart,
    trainings,
)

from autograder.checks import check


@check("AdaGrad.in_place", points=1)
def test_in_place(student):
    """update changes the arrays in params themselves, and leaves grads alone

    update는 params에 든 배열 자체를 바꾸고 grads는 건드리지 않는다
    """
    assert_in_place(student.AdaGrad(lr=0.5))


@check("AdaGrad.steps", points=2)
@settings(max_examples=10)
@given(training=trainings(3, 11), lr=st.sampled_from(RATES))
def test_a_few_steps(student, training: Training, lr):
    """The first updates are those of h ← h + g², x ← x - lr · g / √h

    처음 몇 번의 update가 h ← h + g², x ← x - lr · g / √h와 같다
    """
    optimizers = [student.AdaGrad(lr=lr), student.AdaGrad()]
    assert_steps_apart(optimizers, training, [adagrad(lr), adagrad(0.01)])
