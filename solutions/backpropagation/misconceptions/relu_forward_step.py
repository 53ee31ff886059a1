"""Only ones and zeros come out.

0과 1만 나온다.
"""

import numpy as np

PART = "Relu.forward"
HINT_EN = """
Your forward answers 1 where x is above 0, and 0 elsewhere. That is the step function; it tells
whether a unit is on, but forgets how strongly. Relu hands on the number itself. Look at what you
return: is it x, or only the answer to a question about x?
"""
HINT_KO = """
forward가 x가 0보다 큰 곳에서 1을, 나머지에서는 0을 냅니다. 그것은 계단 함수입니다. 켜졌는지만 알려
주고 얼마나 큰지는 잊어버립니다. Relu는 그 수를 그대로 흘려보냅니다. 무엇을 반환하는지 살펴보세요.
x인가요, 아니면 x에 대한 물음의 답인가요?
"""


class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = x <= 0
        return np.where(self.mask, 0.0, 1.0)

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx
