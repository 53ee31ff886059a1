"""What students see of the checks of TwoLayerNet."""

import numpy as np
from cases import (
    NAMES,
    SUM_TOLERANCE,
    assert_accuracy,
    assert_loss,
    forward,
    gradients_of,
    net_cases,
    net_with,
    own_scores,
)
from hypothesis import given, settings

from autograder.checks import Text, assert_array, assert_close, check, expect

SHAPES = {"W1": (4, 3), "b1": (3,), "W2": (3, 2), "b2": (2,)}


@check("TwoLayerNet.init", points=1)
def test_shapes_of_params(student):
    """params holds W1, b1, W2 and b2 in the right shapes, the biases zero

    params에 W1, b1, W2, b2가 올바른 모양으로 있고 편향은 0이다
    """
    params = student.TwoLayerNet(4, 3, 2).params
    for name, shape in SHAPES.items():
        value = assert_array(params[name], shape=shape, what=Text(name, name))
        expect(
            bool(value.any()) == (name[0] == "W"),
            otherwise=Text(f"{name} begins with the wrong values", f"{name}의 처음 값이 다릅니다"),
            expected="random numbers" if name[0] == "W" else "zeros",
            actual=value,
        )


@check("TwoLayerNet.predict", points=2)
@settings(max_examples=25)
@given(case=net_cases())
def test_predict(student, case):
    """predict gives the scores of Affine - Relu - Affine, without softmax

    predict는 softmax를 씌우지 않은 Affine - Relu - Affine의 점수를 낸다
    """
    net = net_with(student, case)
    what = Text("predict(x)", "predict(x)")
    expected = forward(case["params"], case["x"])
    assert_close(
        net.predict(case["x"].copy()), expected=expected, tolerance=SUM_TOLERANCE, what=what
    )


@check("TwoLayerNet.loss", points=1)
@settings(max_examples=25)
@given(case=net_cases())
def test_loss(student, case):
    """The loss is the mean cross entropy of the softmax of the scores

    손실은 점수의 softmax에 대한 교차 엔트로피 평균이다
    """
    right = forward(case["params"], case["x"])
    net = net_with(student, case)
    own = own_scores(net, case, right)
    assert_loss(net.loss(case["x"].copy(), case["t"].copy()), [own, right], case["t"])


@check("TwoLayerNet.accuracy", points=1)
@settings(max_examples=25)
@given(case=net_cases())
def test_accuracy(student, case):
    """accuracy is the share of rows whose largest score is the target's, from 0 to 1

    accuracy는 가장 큰 점수가 정답인 행의 비율로, 0과 1 사이의 값이다
    """
    assert_accuracy(net_with(student, case), case, case["t"])


@check("TwoLayerNet.gradient", points=2)
def test_gradient_has_the_shapes_of_params(student):
    """gradient gives an array for each parameter, in its shape, and not all zero

    gradient는 매개변수마다 그와 모양이 같은 배열을 반환하며, 값이 모두 0이지는 않다
    """
    net = student.TwoLayerNet(4, 3, 2, weight_init_std=0.5)
    x = np.array([[1.0, -0.5, 0.25, 2.0], [0.5, 1.0, -1.0, 0.5], [-1.0, 2.0, 0.5, 0.25]])
    gradients = gradients_of(net, x, np.eye(2)[[0, 1, 1]])
    for name in NAMES:
        what = Text(f"the gradient of {name}", f"{name}의 기울기")
        assert_array(gradients[name], shape=SHAPES[name], what=what)
    expect(
        any(bool(gradients[name].any()) for name in NAMES),
        otherwise=Text("all gradients are zero everywhere", "모든 기울기가 0입니다"),
    )
