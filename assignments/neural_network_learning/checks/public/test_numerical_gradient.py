"""What students see of the checks of numerical_gradient."""

import numpy as np
from cases import GRADIENT, Case, bottoms, entangled, far_arrays, gradient_tolerance
from hypothesis import given, settings

from autograder.checks import Function, Text, assert_close, assert_unchanged, check, expect

NEARLY = Text(
    "A central difference gets that close: is this a forward difference, or is h too large?",
    "중심 차분이면 그만큼 정확해집니다. 혹시 전방 차분이거나 h가 너무 크지 않나요?",
)

LEFT_MOVED = Text(
    "The call before has left x changed: put each element back",
    "앞선 호출이 x를 바꿔 놓았습니다. 원소마다 원래 값을 되돌려 놓으세요",
)
OTHER = Text(
    "the gradient of another f at the same x, asked next,",
    "이어서 같은 x에서 구한 다른 f의 기울기",
)


@check("numerical_gradient", points=1)
def test_sum_of_squares(student):
    """The gradient of x0² + x1² at (3, 4) is (6, 8)

    (3, 4)에서 x0² + x1²의 기울기는 (6, 8)이다
    """
    x = np.array([3.0, 4.0])
    expected = np.array([6.0, 8.0])
    f = Function("np.sum(x ** 2)", shape=(2,))
    gradient = student.numerical_gradient(f, x)
    tolerance = gradient_tolerance(np.array([3.0, 4.0]), expected, 25.0, 0.0)
    assert_close(gradient, expected=expected, tolerance=tolerance, what=GRADIENT, nearly=NEARLY)
    # Of other functions at the same place nothing is known from before. What is kept by id(f) is
    # taken for theirs: a function that is gone leaves its id to the next.
    for formula, right in (("x[0] * x[1]", (4.0, 3.0)), ("np.sum(x ** 2) - 9 * x[1]", (6.0, -1.0))):
        why = NEARLY if np.array_equal(x, (3.0, 4.0)) else LEFT_MOVED
        other = student.numerical_gradient(Function(formula, shape=(2,)), x)
        expected = np.array(right)
        assert_close(other, expected=expected, tolerance=tolerance, what=OTHER, nearly=why)


@check("numerical_gradient", points=1)
@settings(max_examples=15)
@given(case=entangled())
def test_entangled_variables(student, case: Case):
    """Right for a cubic whose variables are multiplied with each other

    변수끼리 곱해진 3차식에서도 맞다
    """
    gradient = student.numerical_gradient(case.f, case.x)
    assert_close(
        gradient, expected=case.gradient, tolerance=case.tolerance, what=GRADIENT, nearly=NEARLY
    )


@check("numerical_gradient", points=1)
@settings(max_examples=10)
@given(case=bottoms())
def test_bottom(student, case: Case):
    """Right at the bottom of a steep valley, where a forward difference is wrong

    가파른 골짜기의 바닥에서도 맞다 (전방 차분으로는 틀린다)
    """
    gradient = student.numerical_gradient(case.f, case.x)
    assert_close(
        gradient, expected=case.gradient, tolerance=case.tolerance, what=GRADIENT, nearly=NEARLY
    )


@check("numerical_gradient", points=1)
@settings(max_examples=15)
@given(x=far_arrays(((2, 2), (1, 3), (3, 1), (2, 3), (7, 2), (3, 6))))
def test_matrix(student, x):
    """Right for a matrix, element by element

    행렬(2차원 배열)에서도 원소마다 맞다
    """
    # A sum over rows of a function of one row: it means the same for a row alone.
    f = Function("np.sum(x ** 3) - np.sum(x ** 2)", shape=x.shape, rows=True)
    gradient = 3 * x**2 - 2 * x
    scale = float(np.sum(np.abs(x) ** 3 + x**2)) + 1
    tolerance = gradient_tolerance(x, gradient, scale, 6.0)
    actual = student.numerical_gradient(f, x)
    assert_close(actual, expected=gradient, tolerance=tolerance, what=GRADIENT, nearly=NEARLY)


@check("numerical_gradient", points=1)
@settings(max_examples=10)
@given(x=far_arrays(((2,), (3,), (2, 2), (2, 3), (7,))))
def test_f_reads_the_array_itself(student, x):
    """Right for an f that ignores its argument and reads the array x itself, as a network does

    인수를 쓰지 않고 배열 x를 직접 읽는 f(신경망의 손실이 그렇다)에서도 맞다
    """
    gradient = 2 * x - 3 * x**2
    scale = float(np.sum(x**2) + np.sum(np.abs(x) ** 3)) + 1
    f = Function("np.sum(X ** 2) - np.sum(X ** 3)", shape=None, X=x)
    tolerance = gradient_tolerance(x, gradient, scale, 6.0)
    actual = student.numerical_gradient(f, x)
    assert_close(actual, expected=gradient, tolerance=tolerance, what=GRADIENT, nearly=NEARLY)


@check("numerical_gradient", points=1)
@settings(max_examples=10)
@given(x=far_arrays(((2,), (3,), (2, 2), (7,))))
def test_x_is_put_back(student, x):
    """x is the same after the call as before

    호출이 끝나면 x는 호출 전과 같다
    """
    before = x.copy()
    f = Function("np.sum(X ** 2 - X)", shape=None, X=x)
    student.numerical_gradient(f, x)
    # Each element moved at least once: f reads the array itself, and is asked at another place.
    expect(
        f.calls >= x.size,
        otherwise=Text(
            "f was not called with every element moved, so nothing had to be put back",
            "모든 원소를 움직이며 f를 호출하지 않아서, x를 되돌려 놓는지 확인할 수 없었습니다",
        ),
    )
    # Restoring by arithmetic, (x + h) - h, leaves an ulp or two; 1e-12 is thousands of them.
    tolerance = 1e-12 * np.maximum(1.0, np.abs(before))
    assert_unchanged(x, before=before, what=Text("x", "x"), tolerance=tolerance)
