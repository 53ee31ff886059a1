"""What students see of the checks of SoftmaxWithLoss."""

import numpy as np
from cases import (
    assert_labels_agree,
    assert_loss,
    assert_scaled,
    assert_softmax_of_last,
    scores,
)
from hypothesis import given, settings

from autograder.checks import check


@check("SoftmaxWithLoss.forward", points=2)
@settings(max_examples=25)
@given(case=scores(is_mistaken=True))
def test_forward(student, case):
    """forward gives the mean cross entropy of the softmax, for one-hot targets

    forward는 one-hot 정답에 대해 softmax의 교차 엔트로피 평균을 낸다
    """
    loss = student.SoftmaxWithLoss().forward(case["x"].copy(), case["t"].copy())
    assert_loss(loss, [case["x"]], case["t"])


@check("SoftmaxWithLoss.backward", points=2)
@settings(max_examples=25)
@given(case=scores(is_sure=True))
def test_backward(student, case):
    """backward gives (y - t) / batch of the last forward

    backward는 마지막 forward의 (y - t) / 배치 크기를 낸다
    """
    assert_softmax_of_last(student, case)


@check("SoftmaxWithLoss.labels", points=2)
def test_labels(student):
    """Labels mean the same as one-hot targets

    정답이 번호여도 one-hot과 결과가 같다
    """
    x = np.array([[0.5, -1.0, 0.25, 0.0, 1.5, -0.5, 0.75], [1.0, 0.0, -0.5, 0.25, 0.5, -1.0, 0.0]])
    assert_labels_agree(student, x, np.array([6, 0]))
    assert_labels_agree(student, x[:, :3].copy(), np.array([2, 0]))


@check("SoftmaxWithLoss.dout", points=1)
def test_dout(student):
    """backward(2) is twice backward(1)

    backward(2)는 backward(1)의 두 배이다
    """
    x = np.array([[0.5, -1.0, 0.25], [1.0, 0.0, -0.5]])
    labels = np.array([2, 0])
    assert_scaled(student, {"x": x, "t": np.eye(3)[labels], "labels": labels}, 2.0)
