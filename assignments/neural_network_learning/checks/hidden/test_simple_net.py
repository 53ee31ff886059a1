"""The hidden checks of SimpleNet: random weights, scores, and the loss of its own predict."""

import numpy as np
from cases import assert_loss, demand_normal, linear_cases, own_probabilities, softmax
from hypothesis import given

from autograder.checks import (
    Text,
    assert_array,
    assert_close,
    assert_unchanged,
    check,
    expect,
)


@check("SimpleNet.init", points=3)
def test_weights_are_normal(student):
    """W is drawn from the standard normal distribution, anew for every net

    W는 표준 정규분포에서, 신경망마다 새로 뽑는다
    """
    what = Text("W", "W")
    draws = [assert_array(student.SimpleNet().W, shape=(2, 3), what=what) for _ in range(300)]
    expect(
        len({draw.tobytes() for draw in draws}) == len(draws),
        otherwise=Text("two nets have the same W", "서로 다른 신경망의 W가 같습니다"),
    )
    demand_normal(np.concatenate([draw.ravel() for draw in draws]), std=1.0, what=what)


@check("SimpleNet.predict", points=6)
@given(case=linear_cases())
def test_predict(student, case):
    """predict gives the scores x @ W, for one input and for a batch, whatever W's shape

    predict는 입력 하나든 배치든, W의 모양이 무엇이든 점수 x @ W를 낸다
    """
    net = student.SimpleNet()
    W, x = case["W"], case["x"]
    net.W = W.copy()
    scores = net.predict(x.copy())
    what = Text("predict(x)", "predict(x)")
    # Sums of at most three products below 1: rounding is below 1e-15.
    assert_close(scores, expected=case["x"] @ W, tolerance=1e-9, what=what)
    assert_unchanged(net.W, before=W, what=Text("W", "W"))


@check("SimpleNet.loss", points=6)
@given(case=linear_cases())
def test_loss(student, case):
    """The loss is the cross entropy of the softmax of predict, a mean over the batch

    손실은 predict의 softmax에 대한 교차 엔트로피이고, 배치에서는 평균이다
    """
    net = student.SimpleNet()
    W, x, t = case["W"], case["x"], case["t"]
    net.W = W.copy()
    own = own_probabilities(net, x, W)
    loss = net.loss(x.copy(), t.copy())
    assert_loss(loss, [own, softmax(case["x"] @ W)], t)
    assert_unchanged(net.W, before=W, what=Text("W", "W"))
