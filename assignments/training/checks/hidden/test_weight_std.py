"""The hidden checks of weight_std."""

import math

from hypothesis import given
from hypothesis import strategies as st
from initial_weights import assert_refused

from autograder.checks import Text, assert_number, check

STD = Text("the standard deviation", "표준편차")


@check("weight_std.values", points=3)
@given(
    n_in=st.integers(1, 5000),
    activation=st.sampled_from(["relu", "he", "sigmoid", "tanh", "xavier"]),
)
def test_values(student, n_in, activation):
    """Right for every activation and number of inputs

    어떤 활성화 함수와 입력 개수에 대해서도 맞다
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
    """Other names are a ValueError, too

    다른 이름도 ValueError를 낸다
    """
    for activation in ("linear", "relu6", "leaky_relu", ""):
        assert_refused(student, 4, activation)
