"""The hidden checks of Dropout: a fresh mask each time, independent for every element."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from masks import (
    RATIOS,
    assert_backward_of_last,
    assert_fresh_masks,
    assert_scaled_down,
    dropped_batches,
)

from autograder.checks import check


@check("Dropout.train", points=2)
@settings(max_examples=4)
@given(x=dropped_batches(), ratio=st.sampled_from(RATIOS))
def test_fresh_and_independent(student, x, ratio):
    """The mask is drawn anew in every forward pass, independently for every element

    마스크는 forward 때마다 새로, 원소마다 독립으로 뽑는다
    """
    assert_fresh_masks(student, x, ratio)


@check("Dropout.test", points=1)
@settings(max_examples=4)
@given(x=dropped_batches())
def test_default_in_test_mode(student, x):
    """Without an argument the ratio is 0.5; what is asked at test time is always the same

    인수를 생략하면 비율은 0.5이고, 시험 때의 결과는 늘 같다
    """
    layer = student.Dropout()
    first = layer.forward(x[:3].copy(), False)
    trained = layer.forward(x.copy(), True)
    assert_scaled_down(x[:3], trained[:3], 0.5, first)
    assert_scaled_down(x[:3], trained[:3], 0.5, layer.forward(x[:3].copy(), False))


@check("Dropout.backward", points=2)
@settings(max_examples=6)
@given(x=dropped_batches(), ratio=st.sampled_from(RATIOS))
def test_last_mask(student, x, ratio):
    """backward uses the mask of the last forward pass, whatever came before

    backward는 이전 것이 아니라 마지막 forward의 마스크를 쓴다
    """
    assert_backward_of_last(student, x, np.ones(x.shape), ratio)
