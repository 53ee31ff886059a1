"""What students see of the checks of TwoLayerNet."""

import numpy as np
from agreement import (
    NO_GRADIENTS,
    assert_accuracies,
    assert_gradients,
    assert_losses,
    assert_params_unchanged,
    gradient_where_loss_is,
)
from hypothesis import given, settings
from nets import (
    SMALL,
    asked,
    has_no_tie,
    mean_cross_entropy,
    names_in,
    net_with,
    pairs,
    probabilities_of,
    two_layer_cases,
)
from stand_ins import LOSS, PREDICT, judged_in_turn
from weights import (
    demand_normal,
)

from autograder.checks import Text, assert_array, assert_close, check, expect, judged_beside

# Batches: of one row alone a wrong predict may say nothing.
USUAL = two_layer_cases(sizes=SMALL, rows=(2, 3), is_bounded=True)
SIZES = (4, 3, 2)
SHAPES = {"W1": (4, 3), "b1": (3,), "W2": (3, 2), "b2": (2,)}
PARAMS = {
    "W1": np.array([[0.5, -1.0, 0.25], [1.0, 0.75, -0.5], [-0.25, 0.5, 1.0], [0.75, -0.5, 0.25]]),
    "b1": np.array([0.25, -0.5, 0.75]),
    "W2": np.array([[0.5, -0.25], [-0.75, 1.0], [0.25, 0.5]]),
    "b2": np.array([2.25, 1.75]),
}


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
            expected=np.zeros(shape),
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
        nets = [student.TwoLayerNet(100, 80, 90, **given_std).params for _ in range(2)]
        for name in ("W1", "W2"):
            first, second = (net[name] for net in nets)
            expect(
                not np.array_equal(first, second),
                otherwise=Text(
                    f"two nets have the same {name}", f"서로 다른 신경망의 {name}이 같습니다"
                ),
            )
            both = np.concatenate([first, second], axis=None)
            demand_normal(both, std=std, what=Text(name, name))
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
@given(case=two_layer_cases(rows=(1, 2, 3, 71), is_of_any_sign=True))
def test_predict(student, case):
    """predict gives softmax(sigmoid(x W1 + b1) W2 + b2), row by row

    predict는 행마다 softmax(sigmoid(x W1 + b1) W2 + b2)를 낸다
    """
    net = net_with(student.TwoLayerNet, case)
    what = Text("predict(x)", "predict(x)")
    # Scores within 30 are sums of at most 11 products: rounding is below 1e-13.
    expected = probabilities_of(case)
    assert_close(asked(net, "predict", case, "x"), expected=expected, tolerance=1e-10, what=what)
    assert_params_unchanged(net, case)


@check("TwoLayerNet.loss", points=2)
@settings(max_examples=12)
@given(cases=pairs(USUAL, two_layer_cases(rows=(1, 2, 4))))
def test_loss(student, cases):
    """The loss is the mean cross entropy of what predict gives

    손실은 predict가 낸 확률의 교차 엔트로피 평균이다
    """
    net = student.TwoLayerNet
    judged_in_turn(net, cases, "loss", assert_losses, right=probabilities_of)


@check("TwoLayerNet.accuracy", points=1)
@settings(max_examples=12)
@given(
    cases=pairs(
        USUAL.filter(has_no_tie),
        two_layer_cases(rows=(1, 2, 3, 31), is_of_any_sign=True).filter(has_no_tie),
    )
)
def test_accuracy_is_a_share(student, cases):
    """accuracy is the share of rows whose largest probability is the target's, from 0 to 1

    accuracy는 가장 큰 확률이 정답인 행의 비율로, 0과 1 사이의 값이다
    """
    judged_in_turn(
        student.TwoLayerNet, cases, "accuracy", assert_accuracies, right=probabilities_of
    )


@check("TwoLayerNet.numerical_gradient", points=1)
def test_gradient_has_the_shapes_of_params(student):
    """numerical_gradient gives an array for each parameter, in its shape, and not all zero

    numerical_gradient는 매개변수마다 그와 모양이 같은 배열을 반환하며, 값이 모두 0이지는 않다
    """
    judged_beside(_assert_shapes_of_gradients, student.TwoLayerNet, PREDICT, LOSS)


def _assert_shapes_of_gradients(make):
    __tracebackhide__ = True
    net = net_with(make, {"sizes": SIZES, "params": PARAMS})
    x = np.array([[1.0, -0.5, 0.25, 2.0], [0.0, 1.0, -1.0, 0.5]])
    gradients = net.numerical_gradient(x, np.eye(2))
    names = names_in(gradients, net)
    expect(names is not None, otherwise=NO_GRADIENTS, actual=gradients)
    for name, shape in SHAPES.items():
        what = Text(f"the gradient of {name}", f"{name}의 기울기")
        assert_array(gradients[names[name]], shape=shape, what=what)
    # One of them may be: that of a bias that predict forgets.
    expect(
        any(bool(gradients[name].any()) for name in names.values()),
        otherwise=Text("all gradients are zero everywhere", "모든 기울기가 0입니다"),
    )


@check("TwoLayerNet.numerical_gradient", points=1)
@settings(max_examples=6)
@given(case=two_layer_cases(sizes=((1, 1, 2), (2, 1, 2), (2, 2, 2)), rows=(1, 2), is_bounded=True))
def test_gradient_of_the_loss(student, case):
    """Each of the four arrays is the gradient of the loss with respect to its own parameter

    네 배열은 각각 해당 매개변수에 대한 손실의 기울기이다
    """

    def demand(make):
        __tracebackhide__ = True
        _assert_gradients_in_turn(make, case)

    judged_beside(demand, student.TwoLayerNet, PREDICT, LOSS)


def _assert_gradients_in_turn(make, case):
    __tracebackhide__ = True
    net = net_with(make, case)
    case, gradients = gradient_where_loss_is(net, case)
    assert_params_unchanged(net, case, make, "predict", "loss")
    assert_gradients(net, case, gradients, lambda name: _difference(case, name))
    if case["sizes"] == (1, 1, 2):  # other inputs: nothing is left of the first time
        case = {**case, "x": case["other x"][: len(case["x"])]}
        again = asked(net, "numerical_gradient", case, "x", "t")
        assert_gradients(net, case, again, lambda name: _difference(case, name))


def _difference(case, name):
    """Return how the right loss changes with a parameter, which is moved by 1e-4 to each side."""
    result = np.empty_like(case["params"][name])
    for index in np.ndindex(result.shape):
        sides = []
        for step in (1e-4, -1e-4):
            params = {key: value.copy() for key, value in case["params"].items()}
            params[name][index] += step
            probabilities = probabilities_of({**case, "params": params})
            sides.append(mean_cross_entropy(probabilities, case["t"]))
        result[index] = (sides[0] - sides[1]) / 2e-4
    return result
