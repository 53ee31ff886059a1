"""The public checks of this exercise; `grader.check` runs them."""

from otter.test_files import test_case

from autograder.selfcheck.otter import otter_test

OK_FORMAT = False

name = 'gradient_descent'
points = None


@test_case(points=1, name='From (-3, 4) with lr = 0.1, 100 steps reach the minimum of x0² + x1² / (-3, 4)에서 lr = 0.1로 100걸음을 가면 x0² + x1²이 최소인 점에 도달한다')
def test_1(env):
    otter_test(env, 'public/test_gradient_descent::test_known_result')


@test_case(points=1, name='A few steps end where x ← x - lr · gradient leads, for vectors and for matrices / 벡터든 행렬이든, 몇 걸음 뒤의 위치가 x ← x - lr · 기울기 로 계산한 곳과 같다')
def test_2(env):
    otter_test(env, 'public/test_gradient_descent::test_a_few_steps')


@test_case(points=1, name='Called without lr and step_num, it takes 100 steps with lr = 0.01 / lr과 step_num 없이 호출하면 lr = 0.01로 100걸음을 간다')
def test_3(env):
    otter_test(env, 'public/test_gradient_descent::test_defaults')


@test_case(points=1, name='With a learning rate that is too large every step lands farther away / 학습률이 너무 크면 걸음마다 더 멀어진다')
def test_4(env):
    otter_test(env, 'public/test_gradient_descent::test_large_learning_rate')


@test_case(points=1, name='The history has step_num rows and begins with the start / history에는 step_num개의 행이 있고 첫 행은 출발점이다')
def test_5(env):
    otter_test(env, 'public/test_gradient_descent::test_history_has_every_start_of_a_step')


@test_case(points=1, name='Every row of the history is the point before that step, as it was then / history의 각 행은 그 걸음을 내딛기 전의 위치이며, 그때의 값 그대로이다')
def test_6(env):
    otter_test(env, 'public/test_gradient_descent::test_history_rows')
