"""The public checks of this exercise; `grader.check` runs them."""

from otter.test_files import test_case

from autograder.selfcheck.otter import otter_test

OK_FORMAT = False

name = 'SimpleNet'
points = None


@test_case(points=1, name='W has the shape (2, 3) and holds standard normal numbers, others in every new net / W의 모양은 (2, 3)이고, 값은 표준 정규분포에서 신경망마다 새로 뽑는다')
def test_1(env):
    otter_test(env, 'public/test_simple_net::test_shape_of_W')


@test_case(points=1, name='predict gives the scores x @ W, for one vector and for a batch / predict는 벡터 하나든 배치든 점수 x @ W를 낸다')
def test_2(env):
    otter_test(env, 'public/test_simple_net::test_predict')


@test_case(points=1, name='predict works with a W of any shape, and leaves W as it is / W의 모양이 무엇이든 predict가 동작하고 W를 바꾸지 않는다')
def test_3(env):
    otter_test(env, 'public/test_simple_net::test_another_shape')


@test_case(points=1, name="The loss of the textbook's example is 0.148003202 / 교재 예제의 손실은 0.148003202이다")
def test_4(env):
    otter_test(env, 'public/test_simple_net::test_loss_of_the_textbook')


@test_case(points=1, name='The loss of a batch is the mean over its rows, and W stays as it is / 배치의 손실은 각 행의 손실의 평균이고, W는 바뀌지 않는다')
def test_5(env):
    otter_test(env, 'public/test_simple_net::test_loss_of_a_batch')
