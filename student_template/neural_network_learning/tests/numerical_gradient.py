"""The public checks of this exercise; `grader.check` runs them."""

from otter.test_files import test_case

from autograder.selfcheck.otter import otter_test

OK_FORMAT = False

name = 'numerical_gradient'
points = None


@test_case(points=1, name='The gradient of x0² + x1² at (3, 4) is (6, 8) / (3, 4)에서 x0² + x1²의 기울기는 (6, 8)이다')
def test_1(env):
    otter_test(env, 'public/test_numerical_gradient::test_sum_of_squares')


@test_case(points=1, name='Right for a cubic whose variables are multiplied with each other / 변수끼리 곱해진 3차식에서도 맞다')
def test_2(env):
    otter_test(env, 'public/test_numerical_gradient::test_entangled_variables')


@test_case(points=1, name='Zero at the lowest point of a steep valley, where a forward difference is not / 가파른 골짜기의 가장 낮은 곳에서 0이다 (전방 차분으로는 0이 되지 않는다)')
def test_3(env):
    otter_test(env, 'public/test_numerical_gradient::test_bottom')


@test_case(points=1, name='Right for a matrix, element by element / 행렬(2차원 배열)에서도 원소마다 맞다')
def test_4(env):
    otter_test(env, 'public/test_numerical_gradient::test_matrix')


@test_case(points=1, name='Right for an f that ignores its argument and reads the array x itself, as a network does / 인수를 쓰지 않고 배열 x를 직접 읽는 f(신경망의 손실이 그렇다)에서도 맞다')
def test_5(env):
    otter_test(env, 'public/test_numerical_gradient::test_f_reads_the_array_itself')


@test_case(points=1, name='x is the same after the call as before / 호출이 끝나면 x는 호출 전과 같다')
def test_6(env):
    otter_test(env, 'public/test_numerical_gradient::test_x_is_put_back')
