"""The hidden checks of TwoLayerNet, each part against the student's own others or the reference."""

import numpy as np
from cases import (
    LAST_ROW,
    NAMES,
    SMALL,
    asked,
    assert_accuracies,
    assert_gradients,
    assert_losses,
    demand_full_rank,
    demand_independent,
    demand_normal,
    has_no_tie,
    net_with,
    own_answer,
    own_names,
    pairs,
    two_layer_cases,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.checks import Text, assert_array, assert_close, assert_unchanged, check, expect

USUAL = two_layer_cases(sizes=SMALL, rows=(1, 2, 3), is_bounded=True)


@check("TwoLayerNet.init", points=2)
def test_size_of_the_mnist_net(student):
    """TwoLayerNet(784, 100, 10) has the shapes that go with it, and can predict

    TwoLayerNet(784, 100, 10)의 매개변수 모양이 맞고 예측도 된다
    """
    params = student.TwoLayerNet(784, 100, 10).params
    shapes = ((784, 100), (100,), (100, 10), (10,))
    arrays = [
        assert_array(params[name], shape=shape, what=Text(name, name))
        for name, shape in zip(NAMES, shapes, strict=True)
    ]
    for name, weights in (("W1", arrays[0]), ("W2", arrays[2])):
        demand_normal(weights.ravel(), std=0.01, what=Text(name, name))
        demand_full_rank(weights, std=0.01, what=Text(name, name))
    expect(
        not arrays[1].any() and not arrays[3].any(),
        otherwise=Text("the biases should begin at zero", "편향의 처음 값은 0이어야 합니다"),
    )


@check("TwoLayerNet.init", points=2)
@settings(max_examples=5)
@given(std=st.sampled_from([0.5, 2.0, 0.037, 0.00123, 250.0]))
def test_weights_are_normal(student, std):
    """The weights are normal with weight_init_std, independent, and anew for every net

    가중치는 표준편차가 weight_init_std인 정규분포에서 신경망마다 새로, 서로 독립으로 뽑는다
    """
    drawn = []
    for _ in range(2):
        params = student.TwoLayerNet(80, 80, 80, weight_init_std=std).params
        for name in ("W1", "W2"):
            what = Text(name, name)
            weights = assert_array(params[name], shape=(80, 80), what=what)
            demand_normal(weights.ravel(), std=std, what=what)
            drawn.append(weights)
    expect(
        not np.array_equal(drawn[0], drawn[2]) and not np.array_equal(drawn[1], drawn[3]),
        otherwise=Text("two nets have the same weights", "서로 다른 신경망의 가중치가 같습니다"),
    )
    demand_independent(drawn, std=std, what=Text("W1 and W2", "W1과 W2"))


@check("TwoLayerNet.predict", points=6)
@given(case=two_layer_cases())
def test_predict(student, reference, case):
    """predict gives the probabilities of every row of a batch

    predict는 배치의 행마다 확률을 낸다
    """
    expected = net_with(reference.TwoLayerNet, case).predict(case["x"].copy())
    net = net_with(student.TwoLayerNet, case)
    what = Text("predict(x)", "predict(x)")
    # Scores within 30 are sums of at most 11 products: rounding is below 1e-13, and no larger in
    # the probabilities.
    assert_close(asked(net, "predict", case, "x"), expected=expected, tolerance=1e-10, what=what)
    row = {**case, "x": case["x"][-1:]}  # what was asked before is no answer to it
    assert_close(
        asked(net, "predict", row, "x"), expected=expected[-1:], tolerance=1e-10, what=LAST_ROW
    )
    _assert_params_unchanged(net, case)


@check("TwoLayerNet.loss", points=5)
@settings(max_examples=50)
@given(cases=pairs(USUAL, two_layer_cases()))
def test_loss(student, reference, cases):
    """The loss is the mean cross entropy over the batch

    손실은 배치 전체의 교차 엔트로피 평균이다
    """
    rights, own, losses = _asked_in_turn(student, reference, cases, "loss")
    assert_losses(losses, own, rights, [case["t"] for case in cases])


@check("TwoLayerNet.accuracy", points=4)
@settings(max_examples=50)
@given(cases=pairs(USUAL.filter(has_no_tie), two_layer_cases().filter(has_no_tie)))
def test_accuracy(student, reference, cases):
    """accuracy is the share of the rows that are right, between 0 and 1

    accuracy는 맞힌 행의 비율로, 0과 1 사이의 값이다
    """
    rights, own, shares = _asked_in_turn(student, reference, cases, "accuracy")
    assert_accuracies(shares, own, rights, [case["t"] for case in cases])


def _asked_in_turn(student, reference, cases, method):
    """Return what is right, what predict gives and what a method gives, in each of the cases."""
    rights, own, answers = [], [], []
    for case in cases:
        rights.append(net_with(reference.TwoLayerNet, case).predict(case["x"].copy()))
        net = net_with(student.TwoLayerNet, case)
        own.append(own_answer(net, case))
        answers.append(asked(net, method, case, "x", "t"))
        _assert_params_unchanged(net, case)
    return rights, own, answers


# The student's own loss is evaluated twice for each parameter, half of a grading's work: small
# nets, most of the time.
SIZES = ((1, 1, 2), (2, 1, 2), (2, 2, 2), (3, 2, 3), (1, 3, 2), (2, 2, 4), (5, 3, 3), (2, 3, 4))


@check("TwoLayerNet.numerical_gradient", points=6)
@settings(max_examples=80)
@given(case=two_layer_cases(sizes=SIZES, rows=(1, 2, 3, 8), is_bounded=True))
def test_gradient(student, reference, case):
    """numerical_gradient is the derivative of the loss by every parameter

    numerical_gradient는 손실을 모든 매개변수로 미분한 것이다
    """
    right = net_with(reference.TwoLayerNet, case).analytic_gradient(case["x"], case["t"])
    net = net_with(student.TwoLayerNet, case)
    gradients = asked(net, "numerical_gradient", case, "x", "t")
    _assert_params_unchanged(net, case)
    assert_gradients(net, case, gradients, lambda name: right[name])


def _assert_params_unchanged(net, case):
    __tracebackhide__ = True
    now = net.params.copy()
    names = own_names(now)
    for name in NAMES:
        before = case["params"][name]
        tolerance = 1e-12 * np.maximum(1.0, np.abs(before))
        what = Text(f"params[{name!r}]", f"params[{name!r}]")
        assert_unchanged(now[names[name]], before=before, what=what, tolerance=tolerance)
