"""What students see of the checks of gradient_check."""

import numpy as np
from cases import assert_differences, assert_net_kept, suspect

from autograder.checks import check

X = np.array([[0.5, -1.0], [1.0, 0.25]])
T = np.eye(2)


@check("gradient_check.numbers", points=2)
def test_mean_of_absolute_differences(student):
    """For each parameter: the mean of the absolute differences, a number

    매개변수마다 차이의 절댓값 평균을 숫자 하나로 낸다
    """
    lie = {"W1": np.array([[0.5, -0.5], [0.25, -1.0]]), "b1": np.array([3.0, -7.0])}
    net = suspect(student, lie)
    assert_differences(student.gradient_check(net, X.copy(), T.copy()), lie, len(X))


@check("gradient_check.numbers", points=2)
def test_finds_one_wrong_entry(student):
    """A gradient that is wrong in one entry of one parameter is found

    매개변수 하나에서 값 하나만 틀려도 찾아낸다
    """
    lie = {"W1": np.zeros((2, 3)), "b1": np.zeros(3), "W2": np.zeros((3, 2))}
    lie["b2"] = np.array([0.0, 1e-5])
    net = suspect(student, lie)
    assert_differences(student.gradient_check(net, X.copy(), T.copy()), lie, len(X))


@check("gradient_check.parameters", points=1)
def test_parameters_stay(student):
    """The parameters of the net are afterwards what they were before

    신경망의 매개변수는 검사한 뒤에도 그대로이다
    """
    assert_net_kept(student, {"W1": np.full((3, 2), 0.25), "b1": np.array([0.5, -0.5])})
