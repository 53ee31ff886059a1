"""It says yes or no in place of a number.

수가 아니라 예/아니오로 답한다.
"""

import numpy as np

PART = "gradient_check.numbers"
HINT_EN = """
You decide whether the gradients are near enough, and return that. How near is near enough depends
on the step, the loss and the purpose, so the number itself is asked for: the mean absolute
difference, which may be 1e-10 or 0.3. Whoever reads it can judge. What do you put into the dict?
"""
HINT_KO = """
기울기가 충분히 가까운지 판단해서 그 결과를 반환했습니다. 얼마나 가까워야 하는지는 간격과 손실과
목적에 따라 다르므로, 여기서는 1e-10이든 0.3이든 차이의 절댓값 평균 자체를 묻습니다. 판단은 읽는
사람의 몫입니다. 딕셔너리에 무엇을 넣고 있나요?
"""


def gradient_check(net, x, t):
    grad_numerical = net.numerical_gradient(x, t)
    grad_backprop = net.gradient(x, t)

    result = {}
    for key in grad_numerical:
        difference = np.abs(grad_backprop[key] - grad_numerical[key])
        result[key] = bool(np.average(difference) < 1e-6)
    return result
