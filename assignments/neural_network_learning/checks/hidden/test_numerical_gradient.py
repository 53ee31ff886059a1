"""The hidden checks of numerical_gradient: values, shapes, what f is handed, and x afterwards."""

import numpy as np
from cases import GRADIENT, far_arrays
from hidden_cases import closures, cross_terms, matrices, steep_vertices
from hypothesis import given

from autograder.checks import (
    Function,
    Text,
    assert_close,
    assert_unchanged,
    check,
    expect,
)


@check("numerical_gradient", points=5)
@given(case=cross_terms())
def test_cross_terms(student, case):
    """Right where the variables depend on each other

    변수들이 서로 얽힌 함수에서도 맞다
    """
    gradient = student.numerical_gradient(case.f, case.x)
    assert_close(gradient, expected=case.gradient, tolerance=case.tolerance, what=GRADIENT)


@check("numerical_gradient", points=4)
@given(case=steep_vertices())
def test_steep_quadratic(student, case):
    """Right at the bottom of a steep valley: the difference is central

    가파른 골짜기의 바닥에서도 맞다 (중심 차분)
    """
    gradient = student.numerical_gradient(case.f, case.x)
    assert_close(gradient, expected=case.gradient, tolerance=case.tolerance, what=GRADIENT)


@check("numerical_gradient", points=4)
@given(case=matrices())
def test_matrix(student, case):
    """Right for a matrix, element by element

    행렬(2차원 배열)에서도 원소마다 맞다
    """
    gradient = student.numerical_gradient(case.f, case.x)
    assert_close(gradient, expected=case.gradient, tolerance=case.tolerance, what=GRADIENT)


@check("numerical_gradient", points=3)
@given(case=closures())
def test_f_reads_the_array_itself(student, case):
    """Right for an f that reads the array itself, as a network's loss reads its weights

    f가 인수 대신 배열 자체를 읽을 때도(신경망의 손실처럼) 맞다
    """
    gradient = student.numerical_gradient(case.f, case.x)
    assert_close(gradient, expected=case.gradient, tolerance=case.tolerance, what=GRADIENT)


@check("numerical_gradient", points=3)
@given(x=far_arrays(((1,), (3,), (2, 2), (17,), (2, 4))))
def test_x_is_put_back(student, x):
    """x is put back as it was

    x를 원래대로 되돌려 놓는다
    """
    before = x.copy()
    f = Function("np.sum(X ** 2)", shape=None, X=x)
    student.numerical_gradient(f, x)
    # Each element moved at least once: f reads the array itself, and is asked at another place.
    # At most two rows: who remembers f of equal rows asks twice per column, once per element.
    expect(
        f.calls >= x.size,
        otherwise=Text(
            "f was not called with every element moved, so nothing had to be put back",
            "모든 원소를 움직이며 f를 호출하지 않아서, x를 되돌려 놓는지 확인할 수 없었습니다",
        ),
    )
    # Restoring by arithmetic, (x + h) - h, leaves an ulp or two; 1e-12 is thousands of them and
    # still far below any step.
    tolerance = 1e-12 * np.maximum(1.0, np.abs(before))
    assert_unchanged(x, before=before, what=Text("x", "x"), tolerance=tolerance)
