"""The public checks of this exercise; `grader.check` runs them."""

from otter.test_files import test_case

from autograder.selfcheck import otter_test

OK_FORMAT = False

name = 'gradient_descent'
points = None


@test_case(points=2, name='From (-3, 4) with lr = 0.1, 100 steps reach the minimum of x0² + x1² / (-3, 4)에서 lr = 0.1로 100걸음을 가면 x0² + x1²이 최소인 점에 도달한다')
def test_1(env):
    otter_test(env, 'public/test_gradient_descent::test_known_result')


@test_case(points=2, name='A few steps end where x ← x - lr · gradient leads / 몇 걸음 뒤의 위치가 x ← x - lr · 기울기 로 계산한 곳과 같다')
def test_2(env):
    otter_test(env, 'public/test_gradient_descent::test_a_few_steps')


@test_case(points=2, name='The history has step_num rows and begins with the start / history에는 step_num개의 행이 있고 첫 행은 출발점이다')
def test_3(env):
    otter_test(env, 'public/test_gradient_descent::test_history_has_every_start_of_a_step')
