"""The hidden checks of SoftmaxWithLoss: larger scores, labels, and what comes from above."""

from cases import (
    assert_labels_agree,
    assert_loss,
    assert_scaled,
    assert_softmax_of_last,
    labels_of,
    scores,
)
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks import a_row_more, check


@check("SoftmaxWithLoss.forward", points=3)
@given(case=scores(is_mistaken=True), shift=st.sampled_from([0.0, 20.0, -20.0]))
def test_forward(student, case, shift):
    """The loss is the mean over the rows, and adding a number to all scores changes nothing

    손실은 행에 대한 평균이고, 모든 점수에 같은 수를 더해도 변하지 않는다
    """
    layer = student.SoftmaxWithLoss()
    loss = layer.forward(case["x"] + shift, case["t"].copy())
    assert_loss(loss, [case["x"]], case["t"])
    x, t = a_row_more(case["x"]), a_row_more(case["t"])  # each batch has its own size
    assert_loss(layer.forward(x.copy(), t.copy()), [x], t)


@check("SoftmaxWithLoss.backward", points=4)
@given(case=scores(is_sure=True), shift=st.sampled_from([0.0, 20.0, -20.0]))
def test_backward(student, case, shift):
    """backward gives (y - t) / batch of the last forward, however often it is asked

    backward는 몇 번을 불러도 마지막 forward의 (y - t) / 배치 크기를 낸다
    """
    assert_softmax_of_last(student, case, shift)


@check("SoftmaxWithLoss.labels", points=3)
@given(case=scores(min_rows=2, is_mistaken=True))
def test_labels(student, case):
    """Labels mean the same as one-hot targets, forward and backward

    정답이 번호여도 forward와 backward의 결과가 one-hot일 때와 같다
    """
    assert_labels_agree(student, case["x"], labels_of(case["t"]))


@check("SoftmaxWithLoss.dout", points=3)
@given(case=scores(), dout=st.sampled_from([0.5, 3.0, -2.0, 0.0, 250.0]))
def test_dout(student, case, dout):
    """backward(dout) is dout times backward(1)

    backward(dout)은 backward(1)의 dout배이다
    """
    assert_scaled(student, case, dout)
