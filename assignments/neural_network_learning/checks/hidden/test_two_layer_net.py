"""The hidden checks of TwoLayerNet, each part against the student's own others or the reference."""

import numpy as np
from cases import (
    assert_accuracy,
    assert_loss,
    demand_normal,
    difference_of_own_loss,
    net_with,
    own_loss_varies,
    own_predict,
    two_layer_cases,
)
from hypothesis import given

from autograder.checks import (
    Text,
    assert_array,
    assert_close,
    assert_unchanged,
    check,
    expect,
)

NAMES = ("W1", "b1", "W2", "b2")


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
    demand_normal(arrays[0].ravel(), std=0.01, what=Text("W1", "W1"))
    demand_normal(arrays[2].ravel(), std=0.01, what=Text("W2", "W2"))
    expect(
        not arrays[1].any() and not arrays[3].any(),
        otherwise=Text("the biases should begin at zero", "편향의 처음 값은 0이어야 합니다"),
    )


@check("TwoLayerNet.init", points=2)
def test_weights_are_normal(student):
    """The weights are normal with weight_init_std, independent, and anew for every net

    가중치는 표준편차가 weight_init_std인 정규분포에서 신경망마다 새로, 서로 독립으로 뽑는다
    """
    for std in (0.5, 2.0):
        params = [student.TwoLayerNet(40, 40, 40, weight_init_std=std).params for _ in range(2)]
        nets = [{name: p[name] for name in ("W1", "W2")} for p in params]
        for net in nets:
            for name in ("W1", "W2"):
                what = Text(name, name)
                weights = assert_array(net[name], shape=(40, 40), what=what)
                demand_normal(weights.ravel(), std=std, what=what)
        expect(
            not np.array_equal(nets[0]["W1"], nets[1]["W1"])
            and not np.array_equal(nets[0]["W2"], nets[1]["W2"]),
            otherwise=Text(
                "two nets have the same weights", "서로 다른 신경망의 가중치가 같습니다"
            ),
        )
        # Independent W1 and W2 of 1600 numbers correlate by 0.025 on average; 0.3 is 12 of that.
        correlation = np.corrcoef(nets[0]["W1"].ravel(), nets[0]["W2"].ravel())[0, 1]
        expect(
            abs(correlation) < 0.3,
            otherwise=Text(
                "W1 and W2 hold the same numbers", "W1과 W2에 같은 숫자가 들어 있습니다"
            ),
        )


@check("TwoLayerNet.predict", points=6)
@given(case=two_layer_cases())
def test_predict(student, reference, case):
    """predict gives the probabilities of every row of a batch

    predict는 배치의 행마다 확률을 낸다
    """
    expected = net_with(reference.TwoLayerNet, case).predict(case["x"].copy())
    net = net_with(student.TwoLayerNet, case)
    before = case["x"].copy()
    what = Text("predict(x)", "predict(x)")
    # Sums of at most four products below 4, then exp and a quotient: rounding is below 1e-13.
    assert_close(net.predict(case["x"]), expected=expected, tolerance=1e-9, what=what)
    assert_unchanged(case["x"], before=before, what=Text("x", "x"))
    _assert_params_unchanged(net, case)


@check("TwoLayerNet.loss", points=5)
@given(case=two_layer_cases(shift=2.0))
def test_loss(student, reference, case):
    """The loss is the mean cross entropy over the batch

    손실은 배치 전체의 교차 엔트로피 평균이다
    """
    right = net_with(reference.TwoLayerNet, case).predict(case["x"].copy())
    net = net_with(student.TwoLayerNet, case)
    own = own_predict(net, case, right)
    assert_loss(net.loss(case["x"].copy(), case["t"].copy()), [own, right], case["t"])
    _assert_params_unchanged(net, case)


@check("TwoLayerNet.accuracy", points=4)
@given(case=two_layer_cases(shift=2.0))
def test_accuracy(student, reference, case):
    """accuracy is the share of the rows that are right, between 0 and 1

    accuracy는 맞힌 행의 비율로, 0과 1 사이의 값이다
    """
    right = net_with(reference.TwoLayerNet, case).predict(case["x"].copy())
    net = net_with(student.TwoLayerNet, case)
    assert_accuracy(net, case, right)
    _assert_params_unchanged(net, case)


@check("TwoLayerNet.numerical_gradient", points=6)
# Small: the student's own loss is evaluated twice for each parameter, half of a grading's work.
@given(case=two_layer_cases(max_rows=3, shift=2.0, largest=(3, 2, 3)))
def test_gradient(student, reference, case):
    """numerical_gradient is the derivative of the loss by every parameter

    numerical_gradient는 손실을 모든 매개변수로 미분한 것이다
    """
    right = net_with(reference.TwoLayerNet, case).analytic_gradient(case["x"], case["t"])
    net = net_with(student.TwoLayerNet, case)
    gradients = net.numerical_gradient(case["x"].copy(), case["t"].copy())
    expect(
        isinstance(gradients, dict) and set(gradients) >= set(NAMES),
        otherwise=Text(
            "numerical_gradient should return a dict with W1, b1, W2 and b2",
            "numerical_gradient는 W1, b1, W2, b2가 있는 딕셔너리를 반환해야 합니다",
        ),
    )
    _assert_params_unchanged(net, case)
    # An epsilon e in the logarithm scales a row's gradient by p / (p + e), p >= 0.02: 5e-6 for
    # 1e-7, left out by those who back-propagate; with an epsilon of 1e-6 it is 5e-5 against the
    # reference, but then the difference of the student's own loss agrees. A numerical gradient
    # with any accepted h is within 1e-7 + 2e-9.
    for name in NAMES:
        value, what = gradients[name], Text(f"the gradient of {name}", f"{name}의 기울기")
        actual = assert_array(value, shape=case["params"][name].shape, what=what)
        if np.all(np.abs(actual - right[name]) <= 1e-5):
            continue
        own = difference_of_own_loss(net, case, name) if own_loss_varies(net, case) else None
        expected = right[name] if own is None else own
        assert_close(actual, expected=expected, tolerance=1e-5, what=what)


def _assert_params_unchanged(net, case):
    __tracebackhide__ = True
    now = net.params.copy()
    for name in NAMES:
        before = case["params"][name]
        tolerance = 1e-12 * np.maximum(1.0, np.abs(before))
        what = Text(f"params[{name!r}]", f"params[{name!r}]")
        assert_unchanged(now[name], before=before, what=what, tolerance=tolerance)
