"""It is the hyperbolic tangent.

쌍곡탄젠트 함수를 썼다.
"""

import numpy as np

PART = "Sigmoid.forward"
HINT_EN = """
Your values lie between -1 and 1, and 0 gives 0. That is the hyperbolic tangent, a relative of the
sigmoid, stretched and shifted. The sigmoid stays between 0 and 1, and for 0 it gives one half.
Look at which function forward calls, and compare it with the formula.
"""
HINT_KO = """
값이 -1과 1 사이에 있고, 0을 넣으면 0이 나옵니다. 그것은 sigmoid를 늘이고 옮긴 쌍곡탄젠트입니다.
sigmoid의 값은 0과 1 사이이고, 0을 넣으면 절반인 0.5가 나와야 합니다. forward에서 어떤 함수를
부르는지 식과 견주어 보세요.
"""


class Sigmoid:
    def __init__(self):
        self.out = None

    def forward(self, x):
        self.out = np.tanh(x)
        return self.out

    def backward(self, dout):
        return dout * self.out * (1.0 - self.out)
