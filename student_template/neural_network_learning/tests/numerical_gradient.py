"""The public checks of this exercise; `grader.check` runs them."""

from otter.test_files import test_case

from autograder.selfcheck import otter_test

OK_FORMAT = False

name = 'numerical_gradient'
points = None


@test_case(points=2, name='The gradient of x0² + x1² at (3, 4) is (6, 8) / (3, 4)에서 x0² + x1²의 기울기는 (6, 8)이다')
def test_1(env):
    otter_test(env, 'public/test_numerical_gradient::test_sum_of_squares')


@test_case(points=4, name='Right where the slope is not a straight line / 기울기가 직선이 아닌 함수(3차식)에서도 맞다')
def test_2(env):
    otter_test(env, 'public/test_numerical_gradient::test_cubic')
