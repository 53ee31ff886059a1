"""The hidden checks of MultiLayerNet, each part by itself."""

from hypothesis import given, settings
from initial_weights import assert_initial_of_every_kind
from networks import (
    Net,
    assert_accuracy,
    assert_loss,
    assert_params_unchanged,
    assert_scores,
    far_nets,
    judge_gradient,
    judged,
    nets,
    nets_for_losses,
)

from autograder.checks import check


@check("MultiLayerNet.init", points=3)
def test_initial_weights(student):
    """weight_init_std is a number, or a word that goes by each layer's inputs

    weight_init_std는 숫자이거나, 층마다 입력의 개수로 정하는 방법의 이름이다
    """
    assert_initial_of_every_kind(student.MultiLayerNet, (40, 60, 60, 60, 30))


@check("MultiLayerNet.predict", points=3)
@given(case=far_nets(most_rows=4, most=4, layers=3))
def test_predict(student, case: Net):
    """predict is right for any number of layers; x and the parameters stay as they are

    층의 개수가 몇이든 predict가 맞으며, x와 매개변수는 그대로 둔다
    """
    net = case.made(student.MultiLayerNet)
    assert_scores(net, case)
    assert_params_unchanged(net, case)


@check("MultiLayerNet.loss", points=3)
@given(case=nets_for_losses(most_rows=4, layers=3))
def test_loss(student, case: Net):
    """The loss is right for any number of layers and any weight decay

    층의 개수와 가중치 감소의 세기가 달라도 손실이 맞다
    """
    judged(student.MultiLayerNet, case, assert_loss, assert_params_unchanged)


@check("MultiLayerNet.accuracy", points=2)
@given(case=nets(most_rows=6, layers=3))
def test_accuracy(student, case: Net):
    """accuracy is the share of the rows that are right

    accuracy는 맞힌 행의 비율이다
    """
    judged(student.MultiLayerNet, case, assert_accuracy, assert_params_unchanged)


@check("MultiLayerNet.gradient", points=3)
@settings(max_examples=30)
@given(case=nets(layers=3, is_large=False))
def test_gradient(student, case: Net):
    """gradient is right for any number of layers and leaves the parameters alone

    층의 개수가 달라도 gradient가 맞고, 매개변수는 그대로 둔다
    """
    judge_gradient(student.MultiLayerNet, case)
