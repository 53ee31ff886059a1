"""What students see of the checks of TwoLayerNet."""

from cases import SUM_TOLERANCE
from hypothesis import given, settings
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


@check("TwoLayerNet.init", points=1)
def test_initial_params(student):
    """W1 and W2 are normal with weight_init_std, drawn anew for every net; b1 and b2 are zero

    W1, W2는 표준편차가 weight_init_std인 정규분포에서 신경망마다 새로 뽑고, b1, b2는 0이다
    """
    assert_initial(student, (50, 25, 40))


@check("TwoLayerNet.predict", points=2)
@settings(max_examples=25)
@given(case=net_cases())
def test_predict(student, case):
    """predict gives the scores of Affine - Relu - Affine, without softmax

    predict는 softmax를 씌우지 않은 Affine - Relu - Affine의 점수를 낸다
    """
    net = net_with(student.TwoLayerNet, case)
    held = net.params.held()
    what = Text("predict(x)", "predict(x)")
    expected = forward(case["params"], case["x"])
    assert_close(
        net.predict(asked_before(net.predict, case["x"])),
        expected=expected,
        tolerance=SUM_TOLERANCE,
        what=what,
    )
    assert_params_unchanged(net, case)
    assert_params_count(student, net, held, case)


@check("TwoLayerNet.loss", points=1)
@settings(max_examples=25)
@given(case=net_cases(is_mistaken=True), has_labels=st.booleans())
def test_loss(student, case, has_labels):
    """The loss is the mean cross entropy of the softmax of the scores, for one-hot and for labels

    손실은 정답이 one-hot이든 번호든 점수의 softmax에 대한 교차 엔트로피 평균이다
    """
    judged_by_targets(assert_loss_of_net, student.TwoLayerNet, case, has_labels=has_labels)


@check("TwoLayerNet.accuracy", points=1)
@settings(max_examples=25)
@given(case=net_cases(is_large=True), has_labels=st.booleans())
def test_accuracy(student, case, has_labels):
    """accuracy is the share of rows whose largest score is the target's, from 0 to 1

    accuracy는 가장 큰 점수가 정답인 행의 비율로, 0과 1 사이의 값이다
    """
    judged_by_targets(assert_accuracy_of_net, student.TwoLayerNet, case, has_labels=has_labels)


@check("TwoLayerNet.gradient", points=2)
@settings(max_examples=15)
@given(case=net_cases())
def test_gradient(student, case):
    """gradient is the derivative of the loss by each parameter, as its differences say

    gradient는 손실의 수치 미분과 같은, 매개변수마다의 기울기이다
    """
    judge_gradient(student.TwoLayerNet, case)
