"""What students see of the checks of MultiLayerNet."""

import math

import numpy as np
from hypothesis import given, settings
from initial_weights import assert_independent, assert_initial, assert_initial_of_every_kind
from networks import (
    Net,
    assert_accuracy,
    assert_loss,
    assert_scores,
    far_nets,
    judge_gradient,
    judged,
    nets,
    nets_for_losses,
)

from autograder.checks import Text, check, expect

SIZES = (50, 40, 60, 20)


@check("MultiLayerNet.init", points=2)
def test_initial_parameters(student):
    """W1, b1, W2, … have their shapes and the spread asked for, He's if none is; biases zero

    W1, b1, W2, …의 모양이 맞고, 가중치는 정해 준 초깃값(없으면 He), 편향은 0이다
    """
    first, second = (student.MultiLayerNet(50, [40, 60], 20).params for _ in range(2))
    stds = [math.sqrt(2 / n_in) for n_in in SIZES[:-1]]
    weights = [*assert_initial(first, SIZES, stds), *assert_initial(second, SIZES, stds)]
    assert_independent(weights)
    biases = {"b1": np.ones(40), "b2": np.ones(60), "b3": np.ones(20)}
    first.update(biases)
    for name in biases:  # what one network has learned is no other's
        expect(
            not np.any(second[name]),
            otherwise=Text(
                f"{name} of one network changes with that of another",
                f"한 신경망에서 {name}의 값을 바꾸면 다른 신경망의 {name}도 달라집니다",
            ),
        )
    assert_initial_of_every_kind(student.MultiLayerNet, SIZES)


@check("MultiLayerNet.predict", points=2)
@settings(max_examples=15)
@given(case=far_nets(layers=3))
def test_predict(student, case: Net):
    """predict gives the scores of every row, without softmax

    predict는 행마다 소프트맥스를 거치지 않은 점수를 낸다
    """
    net = case.made(student.MultiLayerNet)
    assert_scores(net, case)


@check("MultiLayerNet.loss", points=1)
@settings(max_examples=15)
@given(case=nets_for_losses())
def test_loss(student, case: Net):
    """The loss is the mean cross entropy, plus 0.5 · lambda · W² summed up over every layer

    손실은 교차 엔트로피 평균에 모든 층의 0.5 · lambda · W²을 더한 값이다
    """
    judged(student.MultiLayerNet, case, assert_loss)


@check("MultiLayerNet.accuracy", points=1)
@settings(max_examples=15)
@given(case=nets(most_rows=5))
def test_accuracy(student, case: Net):
    """accuracy is the share of rows whose largest score is the target's, from 0 to 1

    accuracy는 가장 큰 점수가 정답인 행의 비율로, 0과 1 사이의 값이다
    """
    judged(student.MultiLayerNet, case, assert_accuracy)


@check("MultiLayerNet.gradient", points=2)
@settings(max_examples=15)
@given(case=nets(most=2, is_large=False))
def test_gradient(student, case: Net):
    """gradient is the derivative of the loss by every parameter, weight decay included

    gradient는 가중치 감소까지 포함한 손실을 모든 매개변수로 미분한 것이다
    """
    judge_gradient(student.MultiLayerNet, case)
