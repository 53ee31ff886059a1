"""Hidden checks: never in a student's folder; `reference` is the reference solution."""

from cases import arrays
from hypothesis import given

from autograder.checks import Text, assert_number, check


@check("mean_square", points=4)
@given(x=arrays())
def test_like_the_reference(student, reference, x):
    """It agrees with the reference on other arrays"""
    answer, what = student.mean_square(x), Text("mean_square(x)", "mean_square(x)")
    assert_number(answer, expected=float(reference.mean_square(x)), tolerance=1e-9, what=what)


@check("RunningMean", points=6)
def test_two_objects_share_nothing(student):
    """Two of them share nothing"""
    first, second = student.RunningMean(), student.RunningMean()
    first.show(10.0)
    what = Text("the mean so far", "지금까지의 평균")
    assert_number(second.show(2.0), expected=2.0, tolerance=1e-9, what=what)
