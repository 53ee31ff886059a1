"""The public checks of this exercise; `grader.check` runs them."""

from otter.test_files import test_case

from autograder.selfcheck import otter_test

OK_FORMAT = False

name = 'SimpleNet'
points = None


@test_case(points=1, name='W has the shape (2, 3) / W의 모양은 (2, 3)이다')
def test_1(env):
    otter_test(env, 'public/test_simple_net::test_shape_of_W')


@test_case(points=2, name='predict gives the scores x @ W / predict는 점수 x @ W를 낸다')
def test_2(env):
    otter_test(env, 'public/test_simple_net::test_predict')


@test_case(points=2, name="The loss of the textbook's example is 0.148003202 / 교재 예제의 손실은 0.148003202이다")
def test_3(env):
    otter_test(env, 'public/test_simple_net::test_loss_of_the_textbook')
