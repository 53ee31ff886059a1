"""What students see of the checks of SGD."""

from hypothesis import given, settings
from hypothesis import strategies as st
from trainings import (
    RATES,
    Training,
    assert_in_place,
    assert_steps_apart,
    sgd,
    trainings,
)

from autograder.checks import check


@check("SGD.in_place", points=1)
def test_in_place(student):
    """update changes the arrays in params themselves, and leaves grads alone

    update는 params에 든 배열 자체를 바꾸고 grads는 건드리지 않는다
    """
    assert_in_place(student.SGD(lr=0.5))


@check("SGD.steps", points=1)
@settings(max_examples=10)
@given(training=trainings(3, 11), lr=st.sampled_from(RATES))
def test_a_few_steps(student, training: Training, lr):
    """The first updates are those of x ← x - lr · g

    처음 몇 번의 update가 x ← x - lr · g와 같다
    """
    optimizers = [student.SGD(lr=lr), student.SGD()]
    assert_steps_apart(optimizers, training, [sgd(lr), sgd(0.01)])
