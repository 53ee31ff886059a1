"""What students see of the checks of weight_std."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st
from initial_weights import assert_refused

from autograder.checks import Text, assert_number, check

ACTIVATIONS = ["relu", "he", "sigmoid", "tanh", "xavier"]
STD = Text("the standard deviation", "표준편차")


@check("weight_std.values", points=2)
@settings(max_examples=20)
@given(n_in=st.integers(1, 5000), activation=st.sampled_from(ACTIVATIONS))
def test_values(student, n_in, activation):
    """√(2 / n_in) for relu and he, √(1 / n_in) for sigmoid, tanh and xavier

    relu와 he이면 √(2 / n_in), sigmoid, tanh, xavier이면 √(1 / n_in)이다
    """
    gain = 2 if activation in ("relu", "he") else 1
    # A root and a quotient are each right to half an ulp, for numbers of at most 1.5.
    assert_number(
        student.weight_std(n_in, activation),
        expected=math.sqrt(gain / n_in),
        tolerance=1e-12,
        what=STD,
    )


@check("weight_std.unknown", points=1)
def test_unknown(student):
    """An activation that it does not know is a ValueError

    모르는 활성화 함수 이름이면 ValueError를 낸다
    """
    for activation in ("softmax", "sig", ""):
        assert_refused(student, 10, activation)
