"""What students see of the checks of TwoLayerNet."""

import numpy as np
from cases import assert_accuracy, assert_loss, net_with, own_predict, softmax, two_layer_cases
from hypothesis import given, settings

from autograder.checks import Text, assert_array, assert_close, check, expect

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


@check("TwoLayerNet.init", points=2)
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


@check("TwoLayerNet.predict", points=3)
@settings(max_examples=25)
@given(case=two_layer_cases(max_rows=2))
def test_predict(student, case):
    """predict gives softmax(sigmoid(x W1 + b1) W2 + b2), row by row

    predict는 행마다 softmax(sigmoid(x W1 + b1) W2 + b2)를 낸다
    """
    net = net_with(student.TwoLayerNet, case)
    what = Text("predict(x)", "predict(x)")
    # Sums of at most four products below 4, then exp and a quotient: rounding is below 1e-13.
    expected = _probabilities(case)
    assert_close(net.predict(case["x"]), expected=expected, tolerance=1e-9, what=what)


@check("TwoLayerNet.loss", points=2)
@settings(max_examples=25)
@given(case=two_layer_cases(max_rows=2, shift=2.0))
def test_loss(student, case):
    """The loss is the mean cross entropy of what predict gives

    손실은 predict가 낸 확률의 교차 엔트로피 평균이다
    """
    net = net_with(student.TwoLayerNet, case)
    right = _probabilities(case)
    own = own_predict(net, case, right)
    loss = net.loss(case["x"].copy(), case["t"].copy())
    assert_loss(loss, [own, right], case["t"])


@check("TwoLayerNet.accuracy", points=1)
@settings(max_examples=25)
@given(case=two_layer_cases(max_rows=3, shift=2.0))
def test_accuracy_is_a_share(student, case):
    """accuracy is the share of rows whose largest probability is the target's, from 0 to 1

    accuracy는 가장 큰 확률이 정답인 행의 비율로, 0과 1 사이의 값이다
    """
    assert_accuracy(net_with(student.TwoLayerNet, case), case, _probabilities(case))


@check("TwoLayerNet.numerical_gradient", points=2)
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
