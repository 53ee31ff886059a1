"""The sign in the exponent is missing.

지수의 부호가 빠졌다.
"""

import numpy as np

PART = "Sigmoid.forward"
HINT_EN = """
Your curve falls where it should rise: large numbers give nearly 0, small ones nearly 1. In the
exponent of the sigmoid the sign of x is turned round before the exponential is taken. Look at the
exponent. By hand: what should come out for a large positive x?
"""
HINT_KO = """
올라가야 할 곡선이 내려갑니다. 큰 수를 넣으면 0에 가깝고 작은 수를 넣으면 1에 가까운 값이 나옵니다.
sigmoid의 지수에서는 x의 부호를 뒤집은 다음 지수 함수를 씌웁니다. 지수 부분을 살펴보세요. x가 큰
양수일 때 무엇이 나와야 할까요?
"""


class Sigmoid:
    def __init__(self):
        self.out = None

    def forward(self, x):
        self.out = 1 / (1 + np.exp(x))
        return self.out

    def backward(self, dout):
        return dout * self.out * (1.0 - self.out)
