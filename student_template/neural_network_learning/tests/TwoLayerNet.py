"""The public checks of this exercise; `grader.check` runs them."""

from otter.test_files import test_case

from autograder.selfcheck.otter import otter_test

OK_FORMAT = False

name = 'TwoLayerNet'
points = None


@test_case(points=1, name='params holds W1, b1, W2 and b2 in the right shapes, the biases zero / params에 W1, b1, W2, b2가 올바른 모양으로 있고 편향은 0이다')
def test_1(env):
    otter_test(env, 'public/test_two_layer_net::test_shapes_of_params')


@test_case(points=1, name='The weights are normal with the standard deviation weight_init_std, others in every new net / 가중치는 표준편차가 weight_init_std인 정규분포에서 신경망마다 새로 뽑는다')
def test_2(env):
    otter_test(env, 'public/test_two_layer_net::test_spread_of_the_weights')


@test_case(points=3, name='predict gives softmax(sigmoid(x W1 + b1) W2 + b2), row by row / predict는 행마다 softmax(sigmoid(x W1 + b1) W2 + b2)를 낸다')
def test_3(env):
    otter_test(env, 'public/test_two_layer_net::test_predict')


@test_case(points=2, name='The loss is the mean cross entropy of what predict gives / 손실은 predict가 낸 확률의 교차 엔트로피 평균이다')
def test_4(env):
    otter_test(env, 'public/test_two_layer_net::test_loss')


@test_case(points=1, name="accuracy is the share of rows whose largest probability is the target's, from 0 to 1 / accuracy는 가장 큰 확률이 정답인 행의 비율로, 0과 1 사이의 값이다")
def test_5(env):
    otter_test(env, 'public/test_two_layer_net::test_accuracy_is_a_share')


@test_case(points=1, name='numerical_gradient gives an array for each parameter, in its shape, and not all zero / numerical_gradient는 매개변수마다 그와 모양이 같은 배열을 반환하며, 값이 모두 0이지는 않다')
def test_6(env):
    otter_test(env, 'public/test_two_layer_net::test_gradient_has_the_shapes_of_params')


@test_case(points=1, name='Each of the four arrays is the gradient of the loss with respect to its own parameter / 네 배열은 각각 해당 매개변수에 대한 손실의 기울기이다')
def test_7(env):
    otter_test(env, 'public/test_two_layer_net::test_gradient_of_the_loss')
