"""The hidden checks of TwoLayerNet, each part against the student's own others or the reference."""

from functools import partial

import numpy as np
from agreement import (
    assert_accuracies,
    assert_gradients,
    assert_losses,
    assert_params_unchanged,
    gradient_where_loss_is,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from nets import (
    LAST_ROW,
    NAMES,
    REVERSED,
    SMALL,
    has_no_tie,
    net_with,
    now_and_then,
    pairs,
    put,
    put_into,
    two_layer_cases,
    with_a_row_more,
)
from stand_ins import LOSS, PREDICT, judged_in_turn
from weights import (
    demand_full_rank,
    demand_independent,
    demand_nearly_normal,
    demand_normal,
)

from autograder.checks import (
    Text,
    asked_before,
    assert_apart,
    assert_array,
    assert_close,
    assert_same_again,
    check,
    expect,
    judged_beside,
)

# Batches: of one row alone a wrong predict may say nothing.
USUAL = two_layer_cases(sizes=SMALL, rows=(2, 3), is_bounded=True)


@check("TwoLayerNet.init", points=2)
def test_size_of_the_mnist_net(student):
    """TwoLayerNet(784, 100, 10) has the shapes that go with it, and can predict

    TwoLayerNet(784, 100, 10)의 매개변수 모양이 맞고 예측도 된다
    """
    biases, weights = _params_of_mnist(student)
    for name, each in zip(("W1", "W2"), weights, strict=True):
        demand_normal(each.ravel(), std=0.01, what=Text(name, name))
        demand_full_rank(each, std=0.01, what=Text(name, name))
    demand_nearly_normal(
        weights, lambda: _params_of_mnist(student)[1], std=0.01, what=Text("W1 and W2", "W1과 W2")
    )
    expect(
        not any(bias.any() for bias in biases),
        otherwise=Text("the biases should begin at zero", "편향의 처음 값은 0이어야 합니다"),
    )


def _params_of_mnist(student):
    """Return the biases and the weights of a new net for the digits of MNIST."""
    __tracebackhide__ = True
    params = student.TwoLayerNet(784, 100, 10).params
    shapes = ((784, 100), (100,), (100, 10), (10,))
    arrays = [
        assert_array(params[name], shape=shape, what=Text(name, name))
        for name, shape in zip(NAMES, shapes, strict=True)
    ]
    return arrays[1::2], arrays[::2]


@check("TwoLayerNet.init", points=2)
@settings(max_examples=5)
@given(std=st.sampled_from([0.5, 2.0, 0.037, 0.00123, 250.0]))
def test_weights_are_normal(student, std):
    """The weights are normal with weight_init_std, independent, and anew for every net

    가중치는 표준편차가 weight_init_std인 정규분포에서 신경망마다 새로, 서로 독립으로 뽑는다
    """
    drawn = []
    nets = [student.TwoLayerNet(80, 80, 80, weight_init_std=std) for _ in range(2)]
    for net in nets:  # what the second one has made of the first
        params = net.params
        drawn += [
            assert_array(params[name], shape=(80, 80), what=Text(name, name))
            for name in ("W1", "W2")
        ]
    for name, both in (("W1", drawn[::2]), ("W2", drawn[1::2])):
        demand_normal(np.concatenate(both, axis=None), std=std, what=Text(name, name))
    expect(
        not np.array_equal(drawn[0], drawn[2]) and not np.array_equal(drawn[1], drawn[3]),
        otherwise=Text("two nets have the same weights", "서로 다른 신경망의 가중치가 같습니다"),
    )
    demand_independent(drawn, std=std, what=Text("W1 and W2", "W1과 W2"))
    own, others = (net.params for net in nets)
    assert_apart(partial(put_into, own), own, others, dict.fromkeys(("b1", "b2"), np.zeros(80)))


@check("TwoLayerNet.predict", points=6)
@given(case=two_layer_cases(is_of_any_sign=True))
def test_predict(student, reference, case):
    """predict gives the probabilities of every row of a batch

    predict는 배치의 행마다 확률을 낸다
    """
    expected = net_with(reference.TwoLayerNet, case).predict(case["x"].copy())
    net = net_with(student.TwoLayerNet, case)
    held = net.params.held() if case["sizes"] == SMALL[0] else None
    what = Text("predict(x)", "predict(x)")
    # Scores within 30 are sums of at most 11 products: rounding is below 1e-13, and no larger in
    # the probabilities.
    given = case["x"].copy()
    assert_close(net.predict(given), expected=expected, tolerance=1e-10, what=what)
    # What was asked before is no answer to another question, of whatever shape, nor of one array.
    if len(expected) % 2:
        what, expected, given = LAST_ROW, expected[-1:], given[-1:].copy()
    else:
        what, expected = REVERSED, expected[::-1]
        given[...] = case["reversed x"]
    assert_close(net.predict(given), expected=expected, tolerance=1e-10, what=what)
    if case["sizes"] == SMALL[0]:
        assert_same_again(net.predict, case["x"], what=what)
    assert_params_unchanged(net, case)
    if held is not None:  # whoever holds the arrays, as a numerical gradient does
        now = case["other params"]
        put_into(held, now)
        expected = net_with(reference.TwoLayerNet, {**case, "params": now}).predict(case["x"])
        what = Text("predict(x) with other params", "params를 바꾼 뒤의 predict(x)")
        assert_close(net.predict(case["x"].copy()), expected=expected, tolerance=1e-10, what=what)


@check("TwoLayerNet.loss", points=5)
@settings(max_examples=50)
@given(cases=pairs(USUAL, two_layer_cases()))
def test_loss(student, reference, cases):
    """The loss is the mean cross entropy over the batch

    손실은 배치 전체의 교차 엔트로피 평균이다
    """
    judged_in_turn(
        student.TwoLayerNet,
        cases,
        "loss",
        assert_losses,
        right=lambda case: net_with(reference.TwoLayerNet, case).predict(case["x"].copy()),
        is_asked_again=True,
    )


@check("TwoLayerNet.accuracy", points=4)
@settings(max_examples=50)
@given(
    cases=pairs(USUAL.filter(has_no_tie), two_layer_cases(is_of_any_sign=True).filter(has_no_tie))
)
def test_accuracy(student, reference, cases):
    """accuracy is the share of the rows that are right, between 0 and 1

    accuracy는 맞힌 행의 비율로, 0과 1 사이의 값이다
    """
    judged_in_turn(
        student.TwoLayerNet,
        cases,
        "accuracy",
        assert_accuracies,
        right=lambda case: net_with(reference.TwoLayerNet, case).predict(case["x"].copy()),
        is_asked_again=True,
    )


# The student's own loss is evaluated twice for each parameter, half of a grading's work: small
# nets, most of the time.
SIZES = ((1, 1, 2), (2, 1, 2), (2, 2, 2), (3, 2, 3), (1, 3, 2), (2, 2, 4), (5, 3, 3), (2, 3, 4))
FEW_ROWS = two_layer_cases(sizes=SIZES, rows=(1, 2, 3, 8), is_bounded=True)
MANY_ROWS = two_layer_cases(sizes=SIZES[:2], rows=(67,), is_bounded=True)


@check("TwoLayerNet.numerical_gradient", points=6)
@settings(max_examples=80)
@given(case=now_and_then(MANY_ROWS, FEW_ROWS))
def test_gradient(student, reference, case):
    """numerical_gradient is the derivative of the loss by every parameter

    numerical_gradient는 손실을 모든 매개변수로 미분한 것이다
    """

    def demand(make):
        __tracebackhide__ = True
        _assert_gradients_in_turn(make, reference, case)

    judged_beside(demand, student.TwoLayerNet, PREDICT, LOSS)


def _assert_gradients_in_turn(make, reference, case):
    __tracebackhide__ = True
    net = net_with(make, case)
    case, gradients = gradient_where_loss_is(net, case)
    right = net_with(reference.TwoLayerNet, case).analytic_gradient(case["x"], case["t"])
    assert_params_unchanged(net, case, make, "predict", "loss")
    assert_gradients(net, case, gradients, lambda name: right[name])
    if case["sizes"] == SIZES[0]:  # other inputs, and more: nothing is left of the first time
        case = with_a_row_more({**case, "x": case["other x"][: len(case["x"])]})
        ask, t = net.numerical_gradient, case["t"].copy()
        x = asked_before(ask, case["x"], t, is_longer_first=False)
        for params in (case["params"], case["flatter params"]):  # the very arrays, other parameters
            now = {**case, "params": params}
            put(net, params)
            again = ask(x, t)
            right = net_with(reference.TwoLayerNet, now).analytic_gradient(case["x"], case["t"])
            assert_gradients(net, now, again, right.__getitem__)
