"""The parameters are moved afterwards.

검사하고 나서 매개변수를 바꾼다.
"""

import numpy as np

PART = "gradient_check.parameters"
HINT_EN = """
The numbers are right, but afterwards the parameters of the net are others. A check only looks; it
must leave everything as it was, or whatever is computed later is of another net. Something in your
function writes into the parameters. Which line could it be?
"""
HINT_KO = """
값은 맞지만, 부르고 나면 신경망의 매개변수가 달라져 있습니다. 검사는 보기만 해야 합니다. 그렇지
않으면 그 뒤에 계산하는 것은 모두 다른 신경망의 것이 됩니다. 함수 안의 무언가가 매개변수에 값을
쓰고 있습니다. 어느 줄일까요?
"""


def gradient_check(net, x, t):
    grad_numerical = net.numerical_gradient(x, t)
    grad_backprop = net.gradient(x, t)

    result = {}
    for key in grad_numerical:
        difference = np.abs(grad_backprop[key] - grad_numerical[key])
        result[key] = np.average(difference)
        net.params[key] -= 0.01 * grad_backprop[key]
    return result
