"""The hidden checks of TwoLayerNet, each part by the student's own others or the right ones."""

import numpy as np
from cases import (
    NAMES,
    SUM_TOLERANCE,
    assert_accuracy,
    assert_loss,
    forward,
    gradients_of,
    labels_of,
    net_cases,
    net_with,
    own_scores,
    right_gradient,
)
from hidden_cases import difference_of_own_loss, own_loss_varies
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks import (
    Text,
    assert_array,
    assert_close,
    assert_normal,
    assert_unchanged,
    check,
    expect,
)

# A right gradient is right to 1e-6; as much again for the step of a difference, and for 1e-7 in
# the logarithm, which moves a gradient by 1e-7 / p < 1e-6 times itself for every p >= 0.1.
GRADIENT_TOLERANCE = 2e-6


@check("TwoLayerNet.init", points=3)
def test_weights_are_normal(student):
    """The weights are normal with weight_init_std, independent, and anew for every net

    가중치는 표준편차가 weight_init_std인 정규분포에서 신경망마다 새로, 서로 독립으로 뽑는다
    """
    for words, std in (({}, 0.01), ({"weight_init_std": 2.0}, 2.0)):
        nets = [student.TwoLayerNet(40, 40, 40, **words).params for _ in range(2)]
        drawn = [assert_array(net[n], shape=(40, 40), what=N) for net in nets for n, N in WEIGHTS]
        for values, (_, what) in zip(drawn, 2 * WEIGHTS, strict=True):
            assert_normal(values, std=std, what=what)
        # Independent matrices of 1600 numbers correlate by 0.025 on average; 0.3 is 12 of that.
        related = np.abs(np.corrcoef([values.ravel() for values in drawn]) - np.eye(4))
        expect(
            float(related.max()) < 0.3,
            otherwise=Text(
                "W1 and W2, or two nets, hold the same numbers",
                "W1과 W2에, 또는 서로 다른 신경망에 같은 숫자가 들어 있습니다",
            ),
        )
        for net, name in ((net, name) for net in nets for name in ("b1", "b2")):
            bias = assert_array(net[name], shape=(40,), what=Text(name, name))
            expect(
                not bias.any(),
                otherwise=Text(f"{name} should be zero", f"{name}의 처음 값은 0이어야 합니다"),
            )


WEIGHTS = [("W1", Text("W1", "W1")), ("W2", Text("W2", "W2"))]
N = Text("the weights", "가중치")


@check("TwoLayerNet.predict", points=3)
@given(case=net_cases(is_large=True))
def test_predict(student, case):
    """predict gives the scores of every row, and leaves x and the parameters alone

    predict는 행마다 점수를 내고, x와 매개변수는 그대로 둔다
    """
    net = net_with(student, case)
    what = Text("predict(x)", "predict(x)")
    expected = forward(case["params"], case["x"])
    scores = net.predict(case["x"].copy())
    assert_close(scores, expected=expected, tolerance=SUM_TOLERANCE, what=what)
    assert_params_unchanged(net, case)


@check("TwoLayerNet.loss", points=3)
@given(case=net_cases(), has_labels=st.booleans())
def test_loss(student, case, has_labels):
    """The loss is the mean cross entropy, for one-hot targets and for labels

    손실은 정답이 one-hot이든 번호든 교차 엔트로피 평균이다
    """
    right = forward(case["params"], case["x"])
    net = net_with(student, case)
    own = own_scores(net, case, right)
    x, t = case["x"].copy(), labels_of(case["t"]) if has_labels else case["t"].copy()
    assert_loss(net.loss(x, t), [own, right], case["t"])
    assert_params_unchanged(net, case)


@check("TwoLayerNet.accuracy", points=3)
@given(case=net_cases(is_large=True), has_labels=st.booleans())
def test_accuracy(student, case, has_labels):
    """accuracy is the share of the rows that are right, for one-hot targets and for labels

    accuracy는 정답이 one-hot이든 번호든 맞힌 행의 비율이다
    """
    net = net_with(student, case)
    assert_accuracy(net, case, labels_of(case["t"]) if has_labels else case["t"])
    assert_params_unchanged(net, case)


@check("TwoLayerNet.gradient", points=6)
@given(case=net_cases(max_rows=3))
def test_gradient(student, case):
    """gradient is the derivative of the loss by every parameter

    gradient는 손실을 모든 매개변수로 미분한 것이다
    """
    net = net_with(student, case)
    gradients = gradients_of(net, case["x"], case["t"])
    assert_params_unchanged(net, case)
    right = right_gradient(case)
    for name in NAMES:
        what = Text(f"the gradient of {name}", f"{name}의 기울기")
        actual = assert_array(gradients[name], shape=right[name].shape, what=what)
        expected = right[name]
        if np.all(np.abs(actual - expected) <= GRADIENT_TOLERANCE):
            continue
        own = difference_of_own_loss(net, case, name) if own_loss_varies(net, case) else None
        expected = expected if own is None else own
        assert_close(actual, expected=expected, tolerance=GRADIENT_TOLERANCE, what=what)


def assert_params_unchanged(net, case):
    """Demand that the parameters are what was put there."""
    __tracebackhide__ = True
    now = net.params.copy()
    for name in NAMES:
        before = case["params"][name]
        what = Text(f"params[{name!r}]", f"params[{name!r}]")
        assert_unchanged(now[name], before=before, what=what, tolerance=1e-12)
