"""What students see of the checks of Dropout."""

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


@check("Dropout.train", points=1)
@settings(max_examples=4)
@given(x=dropped_batches(), ratio=st.sampled_from(RATIOS))
def test_training(student, x, ratio):
    """In training each element is either 0, a share dropout_ratio of them drawn anew, or as it was

    훈련 때 각 원소는 매번 새로 뽑은 dropout_ratio의 비율로 0이 되거나 원래 값 그대로이다
    """
    assert_fresh_masks(student, x, ratio)


@check("Dropout.test", points=1)
@settings(max_examples=10)
@given(x=dropped_batches(), ratio=st.sampled_from(RATIOS))
def test_test_mode(student, x, ratio):
    """At test time all elements are multiplied by 1 - dropout_ratio

    시험 때는 모든 원소에 1 - dropout_ratio를 곱한다
    """
    layer = student.Dropout() if ratio == 0.5 else student.Dropout(ratio)  # 0.5 is the default
    out = layer.forward(x.copy(), True)
    assert_scaled_down(x, out, ratio, layer.forward(x.copy(), False))


@check("Dropout.backward", points=1)
@settings(max_examples=6)
@given(x=dropped_batches(), dout=dropped_batches(), ratio=st.sampled_from(RATIOS))
def test_backward(student, x, dout, ratio):
    """backward lets through dout where the last forward pass let x through

    backward는 마지막 forward에서 x를 통과시킨 자리의 dout만 통과시킨다
    """
    assert_backward_of_last(student, x, dout, ratio)
