"""What students see of the checks of gradient_descent."""

import numpy as np
from cases import POINT_TOLERANCE, descents, moves, path, point_of, rows_of
from hypothesis import given, settings

from autograder.checks import Function, Text, assert_close, check, expect

POINT = Text("the point that is returned", "반환한 점")


@check("gradient_descent.path", points=2)
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


@check("gradient_descent.path", points=2)
@settings(max_examples=25)
@given(case=descents())
def test_a_few_steps(student, case):
    """A few steps end where x ← x - lr · gradient leads

    몇 걸음 뒤의 위치가 x ← x - lr · 기울기 로 계산한 곳과 같다
    """
    f, start = case["f"], case["start"]
    expected = path(f, start, case["lr"], case["step_num"])[-1]
    answer = student.gradient_descent(f, start.copy(), lr=case["lr"], step_num=case["step_num"])
    assert_close(point_of(answer), expected=expected, tolerance=POINT_TOLERANCE, what=POINT)


@check("gradient_descent.history", points=2)
@settings(max_examples=25)
@given(case=descents(least_steps=2).filter(moves))
def test_history_has_every_start_of_a_step(student, case):
    """The history has step_num rows and begins with the start

    history에는 step_num개의 행이 있고 첫 행은 출발점이다
    """
    f, start, step_num = case["f"], case["start"], case["step_num"]
    answer = student.gradient_descent(f, start.copy(), lr=case["lr"], step_num=step_num)
    expect(
        isinstance(answer, (tuple, list)) and len(answer) == 2,
        otherwise=Text(
            "gradient_descent should return two things: x and the history",
            "gradient_descent는 x와 history 두 가지를 반환해야 합니다",
        ),
        expected="(x, history)",
        actual=answer,
    )
    point, history = answer
    rows = rows_of(history)
    wanted = (step_num, *start.shape)
    expect(
        isinstance(rows, np.ndarray) and rows.shape == wanted,
        otherwise=Text("the history has the wrong shape", "history의 모양이 다릅니다"),
        expected=f"shape {wanted}",
        actual=f"shape {getattr(rows, 'shape', '?')}",
    )
    assert_close(
        rows[0],
        expected=start,
        tolerance=1e-12,
        what=Text("the first row of the history", "history의 첫 행"),
    )
    # A wrong step may lead back to the start, but not every time.
    expect(
        isinstance(point, np.ndarray) and bool(np.any(point != start) or np.any(rows != start)),
        otherwise=Text("the point did not move at all", "점이 전혀 움직이지 않았습니다"),
    )
