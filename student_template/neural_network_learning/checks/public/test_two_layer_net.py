"""What students see of the checks of TwoLayerNet."""

import numpy as np
from cases import (
    assert_accuracy,
    assert_loss,
    demand_normal,
    difference_of_own_loss,
    mean_cross_entropy,
    net_with,
    own_loss_varies,
    own_predict,
    softmax,
    two_layer_cases,
)
from hypothesis import given, settings

from autograder.checks import Text, assert_array, assert_close, assert_unchanged, check, expect

NAMES = ("W1", "b1", "W2", "b2")
SIZES = (4, 3, 2)
SHAPES = {"W1": (4, 3), "b1": (3,), "W2": (3, 2), "b2": (2,)}
PARAMS = {
    "W1": np.array([[0.5, -1.0, 0.25], [1.0, 0.75, -0.5], [-0.25, 0.5, 1.0], [0.75, -0.5, 0.25]]),
    "b1": np.array([0.25, -0.5, 0.75]),
    "W2": np.array([[0.5, -0.25], [-0.75, 1.0], [0.25, 0.5]]),
    "b2": np.array([2.25, 1.75]),
}


def _probabilities(case):
    p = case["params"]
    hidden = 1 / (1 + np.exp(-(case["x"] @ p["W1"] + p["b1"])))
    return softmax(hidden @ p["W2"] + p["b2"])


@check("TwoLayerNet.init", points=1)
def test_shapes_of_params(student):
    """params holds W1, b1, W2 and b2 in the right shapes, the biases zero

    params에 W1, b1, W2, b2가 올바른 모양으로 있고 편향은 0이다
    """
    params = student.TwoLayerNet(*SIZES).params
    for name, shape in SHAPES.items():
        value = assert_array(params[name], shape=shape, what=Text(name, name))
        expect(
            name[0] == "W" or not value.any(),
            otherwise=Text(f"{name} should begin at zero", f"{name}의 처음 값은 0이어야 합니다"),
            expected="zeros",
            actual=value,
        )
        expect(
            name[0] == "b" or bool(value.any()),
            otherwise=Text(f"{name} should not be zero", f"{name}의 값이 모두 0이면 안 됩니다"),
        )


@check("TwoLayerNet.init", points=1)
def test_spread_of_the_weights(student):
    """The weights are normal with the standard deviation weight_init_std, others in every new net

    가중치는 표준편차가 weight_init_std인 정규분포에서 신경망마다 새로 뽑는다
    """
    for std, given_std in ((0.01, {}), (1.5, {"weight_init_std": 1.5})):
        nets = [student.TwoLayerNet(40, 30, 50, **given_std).params for _ in range(2)]
        for name in ("W1", "W2"):
            first, second = (net[name] for net in nets)
            expect(
                not np.array_equal(first, second),
                otherwise=Text(
                    f"two nets have the same {name}", f"서로 다른 신경망의 {name}이 같습니다"
                ),
            )
            demand_normal(first.ravel(), std=std, what=Text(name, name))
        # Independent numbers, 1200 of each, correlate by 0.03 on average; 0.3 is ten of that.
        pair = [nets[0][name].ravel()[:1200] for name in ("W1", "W2")]
        expect(
            abs(float(np.corrcoef(*pair)[0, 1])) < 0.3,
            otherwise=Text(
                "W1 and W2 hold the same numbers", "W1과 W2에 같은 숫자가 들어 있습니다"
            ),
        )


@check("TwoLayerNet.predict", points=3)
@settings(max_examples=25)
@given(case=two_layer_cases(max_rows=3))
def test_predict(student, case):
    """predict gives softmax(sigmoid(x W1 + b1) W2 + b2), row by row

    predict는 행마다 softmax(sigmoid(x W1 + b1) W2 + b2)를 낸다
    """
    net = net_with(student.TwoLayerNet, case)
    what = Text("predict(x)", "predict(x)")
    # Sums of at most four products below 4, then exp and a quotient: rounding is below 1e-13.
    expected = _probabilities(case)
    assert_close(net.predict(case["x"]), expected=expected, tolerance=1e-9, what=what)
    _assert_params_unchanged(net, case)


@check("TwoLayerNet.loss", points=2)
@settings(max_examples=25)
@given(case=two_layer_cases(max_rows=4, shift=2.0))
def test_loss(student, case):
    """The loss is the mean cross entropy of what predict gives

    손실은 predict가 낸 확률의 교차 엔트로피 평균이다
    """
    net = net_with(student.TwoLayerNet, case)
    right = _probabilities(case)
    own = own_predict(net, case, right)
    loss = net.loss(case["x"].copy(), case["t"].copy())
    assert_loss(loss, [own, right], case["t"])
    _assert_params_unchanged(net, case)


@check("TwoLayerNet.accuracy", points=1)
@settings(max_examples=25)
@given(case=two_layer_cases(max_rows=3, shift=2.0))
def test_accuracy_is_a_share(student, case):
    """accuracy is the share of rows whose largest probability is the target's, from 0 to 1

    accuracy는 가장 큰 확률이 정답인 행의 비율로, 0과 1 사이의 값이다
    """
    net = net_with(student.TwoLayerNet, case)
    assert_accuracy(net, case, _probabilities(case))
    _assert_params_unchanged(net, case)


@check("TwoLayerNet.numerical_gradient", points=1)
def test_gradient_has_the_shapes_of_params(student):
    """numerical_gradient gives an array for each parameter, in its shape, and not all zero

    numerical_gradient는 매개변수마다 그와 모양이 같은 배열을 반환하며, 값이 모두 0이지는 않다
    """
    net = net_with(student.TwoLayerNet, {"sizes": SIZES, "params": PARAMS})
    x = np.array([[1.0, -0.5, 0.25, 2.0], [0.0, 1.0, -1.0, 0.5]])
    gradients = net.numerical_gradient(x, np.eye(2))
    expect(
        isinstance(gradients, dict) and set(gradients) >= set(SHAPES),
        otherwise=Text(
            "numerical_gradient should return a dict with W1, b1, W2 and b2",
            "numerical_gradient는 W1, b1, W2, b2가 있는 딕셔너리를 반환해야 합니다",
        ),
        actual=gradients,
    )
    for name, shape in SHAPES.items():
        what = Text(f"the gradient of {name}", f"{name}의 기울기")
        assert_array(gradients[name], shape=shape, what=what)
    # One of them may be: that of a bias that predict forgets.
    expect(
        any(bool(gradients[name].any()) for name in SHAPES),
        otherwise=Text("all gradients are zero everywhere", "모든 기울기가 0입니다"),
    )


@check("TwoLayerNet.numerical_gradient", points=1)
@settings(max_examples=6)
@given(case=two_layer_cases(max_rows=2, shift=2.0, largest=(2, 2, 2)))
def test_gradient_of_the_loss(student, case):
    """Each of the four arrays is the gradient of the loss with respect to its own parameter

    네 배열은 각각 해당 매개변수에 대한 손실의 기울기이다
    """
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
    # A difference of losses with any accepted h is within 1e-7 of the derivative; an epsilon of
    # up to 1e-6 in the logarithm changes it by 5e-5 of itself, but then it is the student's own.
    for name in NAMES:
        value, what = gradients[name], Text(f"the gradient of {name}", f"{name}의 기울기")
        actual = assert_array(value, shape=case["params"][name].shape, what=what)
        right = _difference(case, name)
        if np.all(np.abs(actual - right) <= 1e-5):
            continue
        own = difference_of_own_loss(net, case, name) if own_loss_varies(net, case) else None
        assert_close(actual, expected=right if own is None else own, tolerance=1e-5, what=what)


def _difference(case, name):
    """Return how the right loss changes with a parameter, which is moved by 1e-4 to each side."""
    result = np.empty_like(case["params"][name])
    for index in np.ndindex(result.shape):
        sides = []
        for step in (1e-4, -1e-4):
            params = {key: value.copy() for key, value in case["params"].items()}
            params[name][index] += step
            probabilities = _probabilities({**case, "params": params})
            sides.append(mean_cross_entropy(probabilities, case["t"]))
        result[index] = (sides[0] - sides[1]) / 2e-4
    return result


def _assert_params_unchanged(net, case):
    __tracebackhide__ = True
    for name in NAMES:
        before = case["params"][name]
        tolerance = 1e-12 * np.maximum(1.0, np.abs(before))
        what = Text(f"params[{name!r}]", f"params[{name!r}]")
        assert_unchanged(net.params[name], before=before, what=what, tolerance=tolerance)
