"""What students see of the checks of gradient_descent."""

import numpy as np
from cases import (
    FLAT,
    POINT_TOLERANCE,
    arrays,
    descents,
    is_right,
    looks_at_f,
    moves,
    path,
    point_of,
    point_tolerance,
    rows_of,
)
from hypothesis import example, given, settings

from autograder.checks import Function, Text, assert_close, check, expect

POINT = Text("the point that is returned", "반환한 점")
HISTORY = Text("the history", "history")


@check("gradient_descent.path", points=1)
def test_known_result(student):
    """From (-3, 4) with lr = 0.1, 100 steps reach the minimum of x0² + x1²

    (-3, 4)에서 lr = 0.1로 100걸음을 가면 x0² + x1²이 최소인 점에 도달한다
    """
    f = Function("np.sum(x ** 2)", gradient="2 * x", shape=(2,))
    answer = student.gradient_descent(f, np.array([-3.0, 4.0]), lr=0.1, step_num=100)
    expected = np.array([-6.11110793e-10, 8.14814391e-10])
    # Each step's gradient is off by at most 5e-8 for the smallest accepted h, and the steps
    # contract by 0.8: 0.1 * 5e-8 / 0.2. A 99th step would leave 7.6e-10, as good as there.
    assert_close(point_of(answer), expected=expected, tolerance=1e-7, what=POINT)
    # The same way down another bowl: nothing is left of the first.
    f = Function("np.sum((x - 1) ** 2)", gradient="2 * (x - 1)", shape=(2,))
    answer = student.gradient_descent(f, np.array([-3.0, 4.0]), lr=0.1, step_num=100)
    assert_close(point_of(answer), expected=np.array([1.0, 1.0]), tolerance=1e-7, what=POINT)


@check("gradient_descent.path", points=1)
@settings(max_examples=20)
@example(case=FLAT)
@given(case=descents())
def test_a_few_steps(student, case):
    """A few steps end where x ← x - lr · gradient leads, for vectors and for matrices

    벡터든 행렬이든, 몇 걸음 뒤의 위치가 x ← x - lr · 기울기로 계산한 곳과 같다
    """
    f, start = case["f"], case["start"]
    expected = path(f, start, case["lr"], case["step_num"])[-1]
    answer = student.gradient_descent(f, start.copy(), lr=case["lr"], step_num=case["step_num"])
    tolerance = point_tolerance(case)
    assert_close(point_of(answer), expected=expected, tolerance=tolerance, what=POINT)


@check("gradient_descent.path", points=1)
@settings(max_examples=1)
@given(start=arrays((2,)).filter(lambda start: bool(np.all(start != -1))))
def test_defaults(student, start):
    """Called without lr and step_num, it takes 100 steps with lr = 0.01

    lr과 step_num 없이 호출하면 lr = 0.01로 100걸음을 간다
    """
    a = np.array([0.5, 1.0])
    f = Function("np.sum(a * (x + 1) ** 2)", gradient="2 * a * (x + 1)", shape=(2,), a=a)
    expected = path(f, start, 0.01, 100)[-1]
    answer = student.gradient_descent(f, start.copy())
    assert_close(point_of(answer), expected=expected, tolerance=POINT_TOLERANCE, what=POINT)


@check("gradient_descent.path", points=1)
def test_large_learning_rate(student):
    """Too large a learning rate leads farther away with every step, too small a one hardly anywhere

    학습률이 너무 크면 걸음마다 더 멀어지고, 너무 작으면 거의 움직이지 않는다
    """
    f = Function("np.sum(x ** 2) + np.sum(x) ** 2", gradient="2 * x + 2 * np.sum(x)", shape=(2,))
    start = np.array([1.5, -2.5])
    # The curvatures are 2 and 6: a step multiplies by 0 and by -2, and what is rounded off grows
    # by at most 2**7.
    expected = path(f, start, 0.5, 7)[-1]
    answer = student.gradient_descent(f, start.copy(), lr=0.5, step_num=7)
    tolerance = POINT_TOLERANCE * 128
    assert_close(point_of(answer), expected=expected, tolerance=tolerance, what=POINT)
    # 140 steps of 1e-9 times 1 or 7; gradients off by 1e-6 change that by 2e-13.
    expected = path(f, start, 1e-9, 140)[-1]
    answer = student.gradient_descent(f, start.copy(), lr=1e-9, step_num=140)
    assert_close(point_of(answer), expected=expected, tolerance=1e-9, what=POINT)


def _answered(student, case):
    """Return the point, and the history as an array that has the right shape."""
    __tracebackhide__ = True
    start, step_num = case["start"], case["step_num"]
    answer = student.gradient_descent(
        case["f"], start.copy(), lr=case["lr"], step_num=case["step_num"]
    )
    expect(
        isinstance(answer, (tuple, list)) and len(answer) == 2,
        otherwise=Text(
            "gradient_descent should return two things: x and the history",
            "gradient_descent는 x와 history 두 가지를 반환해야 합니다",
        ),
        expected="(x, history)",
        actual=answer,
    )
    rows = rows_of(answer[1])
    wanted = (step_num, *start.shape)
    expect(
        isinstance(rows, np.ndarray) and rows.shape == wanted,
        otherwise=Text("the history has the wrong shape", "history의 모양이 다릅니다"),
        expected=f"shape={wanted}",
        actual=f"shape={getattr(rows, 'shape', '?')}",
    )
    return answer[0], rows


@check("gradient_descent.history", points=1)
@settings(max_examples=20)
@given(case=descents(least_steps=2).filter(moves))
def test_history_has_every_start_of_a_step(student, case):
    """The history has step_num rows and begins with the start

    history에는 step_num개의 행이 있고 첫 행은 출발점이다
    """
    start = case["start"]
    point, rows = _answered(student, case)
    assert_close(
        rows[0],
        expected=start,
        tolerance=1e-12 * np.maximum(1.0, np.abs(start)),
        what=Text("the first row of the history", "history의 첫 행"),
    )
    if is_right(point, path(case["f"], start, case["lr"], case["step_num"])[-1], 1e-3):
        return
    _assert_looks_at_f(student, case)


@check("gradient_descent.history", points=1)
@settings(max_examples=8)
@given(case=descents(least_steps=2).filter(moves))
def test_history_rows(student, case):
    """Every row of the history is the point before that step, as it was then

    history의 각 행은 그 걸음을 내딛기 전의 위치이며, 그때의 값 그대로이다
    """
    at_rest = Function("np.sum((x - 1) ** 2)", gradient="2 * (x - 1)", shape=(2,))
    # Nothing moves there, and no step is left out.
    _answered(student, {"f": at_rest, "start": np.ones(2), "lr": 0.125, "step_num": 3})
    _answered(student, {**case, "step_num": 1})  # of which the history has a row, and no number
    case = {**case, "step_num": min(case["step_num"], 3)}
    _point, rows = _answered(student, case)
    f, start, lr, steps = case["f"], case["start"], case["lr"], case["step_num"]
    # Of a slope that is wrong the history may still be right: the rows are then the student's own.
    if is_right(rows, np.array(path(f, start, lr, steps)[:-1]), point_tolerance(case)):
        return
    _assert_looks_at_f(student, case)
    expected = [start]
    for step_num in range(1, steps):
        end = point_of(student.gradient_descent(f, start.copy(), lr=lr, step_num=step_num))
        expect(
            isinstance(end, np.ndarray) and end.shape == start.shape,
            otherwise=Text("the point has the wrong shape", "점의 모양이 다릅니다"),
        )
        expected.append(end)
    tolerance = 1e-9 * max(1.0, float(np.max(np.abs(start))))
    assert_close(rows, expected=np.array(expected), tolerance=tolerance, what=HISTORY)


def _assert_looks_at_f(student, case):
    """Demand of a wrong path that it depends on f: else its history says nothing."""
    __tracebackhide__ = True
    start, lr, step_num = case["start"], case["lr"], case["step_num"]
    expect(
        looks_at_f(
            lambda f: student.gradient_descent(f, start.copy(), lr=lr, step_num=step_num),
            case["f"],
        ),
        otherwise=Text(
            "the point is the same for another f, so its history says nothing",
            "f가 달라도 점이 같아서, history로 알 수 있는 것이 없습니다",
        ),
    )
