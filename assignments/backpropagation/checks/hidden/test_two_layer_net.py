"""The hidden checks of TwoLayerNet, each part by the student's own others or the right ones."""

from cases import SUM_TOLERANCE
from hypothesis import given
from hypothesis import strategies as st
from nets import (
    assert_accuracy_of_net,
    assert_initial,
    assert_loss_of_net,
    assert_params_count,
    assert_params_unchanged,
    forward,
    judge_gradient,
    judged_by_targets,
    net_cases,
    net_with,
)

from autograder.checks import Text, asked_before, assert_close, check


@check("TwoLayerNet.init", points=3)
def test_weights_are_normal(student):
    """The weights are normal with weight_init_std, independent, and anew for every net

    가중치는 표준편차가 weight_init_std인 정규분포에서 신경망마다 새로, 서로 독립으로 뽑는다
    """
    assert_initial(student, (100, 100, 100))


@check("TwoLayerNet.predict", points=3)
@given(case=net_cases(is_large=True))
def test_predict(student, case):
    """predict gives the scores of every row, and leaves x and the parameters alone

    predict는 행마다 점수를 내고, x와 매개변수는 그대로 둔다
    """
    net = net_with(student.TwoLayerNet, case)
    held = net.params.held()
    what = Text("predict(x)", "predict(x)")
    expected = forward(case["params"], case["x"])
    scores = net.predict(asked_before(net.predict, case["x"]))
    assert_close(scores, expected=expected, tolerance=SUM_TOLERANCE, what=what)
    assert_params_unchanged(net, case)
    assert_params_count(student, net, held, case)


@check("TwoLayerNet.loss", points=3)
@given(case=net_cases(is_mistaken=True), has_labels=st.booleans())
def test_loss(student, case, has_labels):
    """The loss is the mean cross entropy, for one-hot targets and for labels

    손실은 정답이 one-hot이든 번호든 교차 엔트로피 평균이다
    """
    judged_by_targets(assert_loss_of_net, student.TwoLayerNet, case, has_labels=has_labels)


@check("TwoLayerNet.accuracy", points=3)
@given(case=net_cases(is_large=True), has_labels=st.booleans())
def test_accuracy(student, case, has_labels):
    """accuracy is the share of the rows that are right, for one-hot targets and for labels

    accuracy는 정답이 one-hot이든 번호든 맞힌 행의 비율이다
    """
    judged_by_targets(assert_accuracy_of_net, student.TwoLayerNet, case, has_labels=has_labels)


@check("TwoLayerNet.gradient", points=6)
@given(case=net_cases())
def test_gradient(student, case):
    """gradient is the derivative of the loss by every parameter

    gradient는 손실을 모든 매개변수로 미분한 것이다
    """
    judge_gradient(student.TwoLayerNet, case)
