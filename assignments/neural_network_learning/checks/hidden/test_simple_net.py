"""The hidden checks of SimpleNet: random weights, scores, and the loss of its own predict."""

from agreement import assert_linear_losses
from hypothesis import given, settings
from nets import LAST_ROW, asked, linear_cases, linear_net, pairs
from stand_ins import SCORES
from weights import (
    demand_full_rank,
    demand_independent_nets,
    standard_normal,
)

from autograder.checks import (
    Text,
    assert_close,
    assert_same_again,
    assert_unchanged,
    check,
    expect,
    judged_beside,
    of_many,
)

WHAT = Text("W", "W")
NEW_W = Text("predict(x) with other weights, asked next,", "이어서 W를 바꾼 뒤의 predict(x)")


@check("SimpleNet.init", points=3)
def test_weights_are_normal(student):
    """W is drawn from the standard normal distribution, anew for every net

    W는 표준 정규분포에서, 신경망마다 새로 뽑는다
    """
    values = standard_normal(lambda count: of_many(student.SimpleNet, "W", count), 2_500, WHAT)
    expect(
        len({row.tobytes() for row in values}) == len(values),
        otherwise=Text("two nets have the same W", "서로 다른 신경망의 W가 같습니다"),
    )
    demand_independent_nets(values, std=1.0, what=WHAT)
    demand_full_rank(values, std=1.0, what=WHAT)


@check("SimpleNet.predict", points=6)
@given(case=linear_cases())
def test_predict(student, case):
    """predict gives the scores x @ W, for one input and for a batch, whatever W's shape

    predict는 입력 하나든 배치든, W의 모양이 무엇이든 점수 x @ W를 낸다
    """
    net = linear_net(student.SimpleNet)
    W, x = case["W"], case["x"]
    net.W = W.copy()
    given = x.copy()
    scores = net.predict(given)
    what = Text("predict(x)", "predict(x)")
    # Sums of at most 12 products, whose sizes add up to less than 12 * 30: rounding is below 1e-12.
    assert_close(scores, expected=x @ W, tolerance=1e-10, what=what)
    # What was asked before is no answer to another question.
    if x.ndim == 2:
        scores = asked(net, "predict", {**case, "x": x[-1:]}, "x")
        assert_close(scores, expected=x[-1:] @ W, tolerance=1e-10, what=LAST_ROW)
    else:
        W = case["other W"]
        net.W = W.copy()
        assert_close(net.predict(given), expected=x @ W, tolerance=1e-8, what=NEW_W)
    if W.shape == (2, 3):
        assert_same_again(net.predict, case["x"], what=what)
    assert_unchanged(net.W, before=W, what=WHAT)


@check("SimpleNet.loss", points=6)
@settings(max_examples=50)
@given(cases=pairs(linear_cases(is_bounded=True), linear_cases()))
def test_loss(student, cases):
    """The loss is the cross entropy of the softmax of predict, a mean over the batch

    손실은 predict의 softmax에 대한 교차 엔트로피이고, 배치에서는 평균이다
    """
    judged_beside(
        lambda make: assert_linear_losses(make, cases, is_asked_again=True),
        student.SimpleNet,
        SCORES,
    )
