"""The hidden checks of SimpleNet: random weights, scores, and the loss of its own predict."""

import numpy as np
from cases import (
    LAST_ROW,
    asked,
    assert_losses,
    demand_full_rank,
    demand_independent,
    demand_normal,
    linear_cases,
    own_answer,
    pairs,
    softmax,
)
from hypothesis import given, settings

from autograder.checks import Text, assert_array, assert_close, assert_unchanged, check, expect

WHAT = Text("W", "W")


@check("SimpleNet.init", points=3)
def test_weights_are_normal(student):
    """W is drawn from the standard normal distribution, anew for every net

    W는 표준 정규분포에서, 신경망마다 새로 뽑는다
    """
    draws = [assert_array(student.SimpleNet().W, shape=(2, 3), what=WHAT) for _ in range(300)]
    expect(
        len({draw.tobytes() for draw in draws}) == len(draws),
        otherwise=Text("two nets have the same W", "서로 다른 신경망의 W가 같습니다"),
    )
    values = np.array([draw.ravel() for draw in draws])
    demand_normal(values.ravel(), std=1.0, what=WHAT)
    demand_independent([values], std=1.0, what=WHAT)
    demand_full_rank(values, std=1.0, what=WHAT)


@check("SimpleNet.predict", points=6)
@given(case=linear_cases())
def test_predict(student, case):
    """predict gives the scores x @ W, for one input and for a batch, whatever W's shape

    predict는 입력 하나든 배치든, W의 모양이 무엇이든 점수 x @ W를 낸다
    """
    net = student.SimpleNet()
    W, x = case["W"], case["x"]
    net.W = W.copy()
    scores = asked(net, "predict", case, "x")
    what = Text("predict(x)", "predict(x)")
    # Sums of at most 12 products, whose sizes add up to less than 12 * 30: rounding is below 1e-12.
    assert_close(scores, expected=x @ W, tolerance=1e-10, what=what)
    if x.ndim == 2:  # what was asked before is no answer to it
        scores = asked(net, "predict", {**case, "x": x[-1:]}, "x")
        assert_close(scores, expected=x[-1:] @ W, tolerance=1e-10, what=LAST_ROW)
    assert_unchanged(net.W, before=W, what=WHAT)


@check("SimpleNet.loss", points=6)
@settings(max_examples=50)
@given(cases=pairs(linear_cases(is_bounded=True), linear_cases()))
def test_loss(student, cases):
    """The loss is the cross entropy of the softmax of predict, a mean over the batch

    손실은 predict의 softmax에 대한 교차 엔트로피이고, 배치에서는 평균이다
    """
    net = student.SimpleNet()
    own, losses = [], []
    for case in cases:
        net.W = case["W"].copy()
        own.append(own_answer(net, case))
        losses.append(asked(net, "loss", case, "x", "t"))
        assert_unchanged(net.W, before=case["W"], what=WHAT)
    rights = [case["x"] @ case["W"] for case in cases]
    assert_losses(losses, own, rights, [case["t"] for case in cases], of=softmax)
