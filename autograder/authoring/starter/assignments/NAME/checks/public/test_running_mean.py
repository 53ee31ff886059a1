"""Public checks of a class: the object lives in the student's process, a proxy of it here."""

from hypothesis import given
from hypothesis import strategies as st

from autograder.checks import Text, assert_number, check

MEAN = Text("the mean so far", "지금까지의 평균")


@check("RunningMean", points=4)
@given(numbers=st.lists(st.floats(-100, 100), min_size=1, max_size=8))
def test_mean_after_each_number(student, numbers):
    """After each number it tells the mean of all so far"""
    running = student.RunningMean()
    for count, number in enumerate(numbers, start=1):
        answer = running.show(number)
        # A sum of eight numbers up to 100, or a mean that is updated: rounding below 1e-12.
        assert_number(answer, expected=sum(numbers[:count]) / count, tolerance=1e-9, what=MEAN)
