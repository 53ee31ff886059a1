"""What students see of the checks of SimpleNet."""

import numpy as np
from agreement import assert_linear_losses
from cases import (
    arrays,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from nets import linear_cases, linear_net, pairs
from stand_ins import SCORES
from weights import (
    demand_full_rank,
    demand_independent_nets,
    standard_normal,
)

from autograder.checks import (
    Text,
    assert_array,
    assert_close,
    assert_unchanged,
    check,
    expect,
    judged_beside,
    of_many,
)

W = np.array([[-0.16465003, 1.37271586, 0.81078875], [-0.59474692, -0.74124992, 2.08852494]])
WHAT = Text("W", "W")
PREDICT = Text("predict(x)", "predict(x)")
NEW_W = Text("predict(x) with other weights, asked next,", "이어서 W를 바꾼 뒤의 predict(x)")


@check("SimpleNet.init", points=1)
def test_shape_of_W(student):
    """W has the shape (2, 3) and holds standard normal numbers, others in every new net

    W의 모양은 (2, 3)이고, 값은 표준 정규분포에서 신경망마다 새로 뽑는다
    """
    nets = [assert_array(student.SimpleNet().W, shape=(2, 3), what=WHAT) for _ in range(2)]
    expect(
        not np.array_equal(*nets),
        otherwise=Text("two nets have the same W", "서로 다른 신경망의 W가 같습니다"),
    )
    values = standard_normal(lambda count: of_many(student.SimpleNet, "W", count), 1_200, WHAT)
    demand_independent_nets(values, std=1.0, what=WHAT)
    demand_full_rank(values, std=1.0, what=WHAT)


@check("SimpleNet.predict", points=1)
@settings(max_examples=15)
@given(x=st.sampled_from([(2,), (3, 2)]).flatmap(arrays))
def test_predict(student, x):
    """predict gives the scores x @ W, for one vector and for a batch

    predict는 벡터 하나든 배치든 점수 x @ W를 낸다
    """
    net = linear_net(student.SimpleNet)
    net.W = W
    # Sums of two products below 3 * 2.1: rounding is below 1e-14.
    assert_close(net.predict(x.copy()), expected=x @ W, tolerance=1e-9, what=PREDICT)


@check("SimpleNet.predict", points=1)
@settings(max_examples=15)
@given(case=linear_cases())
def test_another_shape(student, case):
    """predict works with a W of any shape, and leaves W as it is

    W의 모양이 무엇이든 predict가 동작하고 W를 바꾸지 않는다
    """
    net = linear_net(student.SimpleNet)
    net.W = case["W"].copy()
    x = case["x"].copy()
    assert_close(net.predict(x), expected=x @ case["W"], tolerance=1e-9, what=PREDICT)
    assert_unchanged(net.W, before=case["W"], what=WHAT)
    net.W = case["other W"].copy()
    assert_close(net.predict(x), expected=x @ case["other W"], tolerance=1e-8, what=NEW_W)


@check("SimpleNet.loss", points=1)
def test_loss_of_the_textbook(student):
    """The loss of the textbook's example is 0.148003202

    교재 예제의 손실은 0.148003202이다
    """
    cases = [
        {"W": W, "x": np.array([0.6, 0.9]), "t": np.array([0.0, 0.0, 1.0])},
        {"W": -W, "x": np.array([0.9, 0.5]), "t": np.array([1.0, 0.0, 0.0])},
    ]
    judged_beside(lambda make: assert_linear_losses(make, cases), student.SimpleNet, SCORES)


@check("SimpleNet.loss", points=1)
@settings(max_examples=10)
@given(cases=pairs(linear_cases(is_bounded=True), linear_cases()))
def test_loss_of_a_batch(student, cases):
    """The loss of a batch is the mean over its rows, and W stays as it is

    배치의 손실은 각 행의 손실의 평균이고, W는 바뀌지 않는다
    """
    judged_beside(lambda make: assert_linear_losses(make, cases), student.SimpleNet, SCORES)
