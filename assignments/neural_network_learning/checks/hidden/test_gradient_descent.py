"""The hidden checks of gradient_descent: the path, and the history judged by itself."""

import numpy as np
from cases import (
    POINT_TOLERANCE,
    arrays,
    descents,
    is_right,
    looks_at_f,
    path,
    point_of,
    point_tolerance,
    rows_of,
)
from hidden_cases import steep_descents
from hypothesis import given, settings

from autograder.checks import Function, Text, assert_close, check, expect

POINT = Text("the point that is returned", "반환한 점")


@check("gradient_descent.path", points=4)
@settings(max_examples=80)
@given(case=steep_descents())
def test_path(student, case):
    """Every step follows the gradient of all variables at once

    걸음마다 모든 변수를 기울기에 따라 한꺼번에 옮긴다
    """
    f, start, lr, step_num = case["f"], case["start"], case["lr"], case["step_num"]
    expected = path(f, start, lr, step_num)[-1]
    answer = student.gradient_descent(f, start.copy(), lr=lr, step_num=step_num)
    tolerance = point_tolerance(case, case["growth"])
    assert_close(point_of(answer), expected=expected, tolerance=tolerance, what=POINT)


@check("gradient_descent.path", points=2)
@settings(max_examples=2)
@given(start=arrays((2,)).filter(lambda start: bool(np.all(start != 1))))
def test_defaults(student, start):
    """Without lr and step_num it takes 100 steps with lr = 0.01

    lr과 step_num을 생략하면 lr = 0.01로 100걸음을 간다
    """
    # Not the bowl of the lesson: its path can be written down without looking at f.
    a = np.array([1.25, 0.75])
    f = Function("np.sum(a * (x - 1) ** 2)", gradient="2 * a * (x - 1)", shape=(2,), a=a)
    expected = path(f, start, 0.01, 100)[-1]
    answer = student.gradient_descent(f, start.copy())
    assert_close(point_of(answer), expected=expected, tolerance=POINT_TOLERANCE, what=POINT)


@check("gradient_descent.path", points=2)
def test_learning_rates_out_of_proportion(student):
    """Too small a learning rate hardly moves, too large a one runs away

    학습률이 너무 작으면 거의 움직이지 않고, 너무 크면 발산한다
    """
    a = np.array([1.25, 0.75])
    f = Function("np.sum(a * x ** 2)", gradient="2 * a * x", shape=(2,), a=a)
    # 520 steps of 1e-10 times 7.5; gradients off by 3e-7 change that by 2e-14.
    steep = Function("1.25 * np.sum(x ** 2)", gradient="2.5 * x", shape=(1,))
    near = student.gradient_descent(steep, np.array([-3.0]), lr=1e-10, step_num=520)
    expected = np.array([-3 * (1 - 2.5e-10) ** 520])
    assert_close(point_of(near), expected=expected, tolerance=2e-10, what=POINT)
    far = point_of(student.gradient_descent(f, np.array([-3.0, 4.0]), lr=10.0, step_num=30))
    # How far depends on the step h and on the platform, and an h of 1e-5 is lost beside 1e13, which
    # may end in 0 / 0; that it runs away depends on nothing.
    expect(
        isinstance(far, np.ndarray) and far.shape == (2,) and not np.max(np.abs(far)) <= 1e6,
        otherwise=Text("with lr = 10 the point should run away", "lr = 10이면 발산해야 합니다"),
    )


@check("gradient_descent.history", points=5)
@given(case=descents())
def test_history_rows(student, case):
    """Row k of the history is where k steps lead

    history의 k번째 행은 k걸음 뒤의 위치이다
    """
    case = {**case, "step_num": min(case["step_num"], 4)}
    f, start, lr, step_num = case["f"], case["start"], case["lr"], case["step_num"]
    history = _history(student, case)
    # Of a slope that is wrong the history may still be right: the rows are then the student's own.
    right = np.array(path(f, start, lr, step_num)[:-1])
    if not is_right(history, right, point_tolerance(case)):
        _assert_own_rows(student, case, history, range(step_num))


@check("gradient_descent.history", points=1)
def test_long_history(student):
    """Of 520 steps, too, the history has all, the last ones like the first

    520걸음을 가도 history에는 처음부터 끝까지 모두 있다
    """
    f = Function("np.sum((x - 1) ** 2) / 4", gradient="(x - 1) / 2", shape=(1,))
    case = {"f": f, "start": np.array([-3.0]), "lr": 0.01, "k": 1.0, "step_num": 520}
    history = _history(student, case)
    right = np.array(path(f, case["start"], 0.01, 520)[:-1])
    if not is_right(history, right, point_tolerance(case)):
        expect(
            isinstance(history, np.ndarray) and history.shape == right.shape,
            otherwise=Text("the history has the wrong shape", "history의 모양이 다릅니다"),
        )
        _assert_own_rows(student, case, history, (0, 1, 99, 101, 519))


def _history(student, case):
    __tracebackhide__ = True
    f, start, lr, step_num = case["f"], case["start"], case["lr"], case["step_num"]
    answer = student.gradient_descent(f, start.copy(), lr=lr, step_num=step_num)
    expect(
        isinstance(answer, (tuple, list)) and len(answer) == 2,
        otherwise=Text(
            "gradient_descent should return two things: x and the history",
            "gradient_descent는 x와 history 두 가지를 반환해야 합니다",
        ),
    )
    return rows_of(answer[1])


def _assert_own_rows(student, case, history, places):
    """Demand rows of a history that are where the student's own steps lead, which look at f."""
    __tracebackhide__ = True
    f, start, lr = case["f"], case["start"], case["lr"]

    def end(function, steps):
        return point_of(student.gradient_descent(function, start.copy(), lr=lr, step_num=steps))

    expected = [end(f, steps) if steps else start for steps in places]
    expect(
        all(isinstance(point, np.ndarray) and point.shape == start.shape for point in expected),
        otherwise=Text("the point has the wrong shape", "점의 모양이 다릅니다"),
    )
    expect(
        looks_at_f(lambda g: end(g, case["step_num"]), f),
        otherwise=Text(
            "the point is the same for another f, so its history says nothing",
            "f가 달라도 점이 같아서, history로 알 수 있는 것이 없습니다",
        ),
    )
    is_all = len(expected) == case["step_num"]
    rows = history if is_all else history[list(places)]
    if np.array_equal(rows, expected, equal_nan=True):
        return  # also where a wrong step runs away beyond all numbers
    assert_close(
        rows,
        expected=np.array(expected),
        tolerance=1e-9 * max(1.0, float(np.max(np.abs(start)))),
        what=Text("the history", "history"),
    )
