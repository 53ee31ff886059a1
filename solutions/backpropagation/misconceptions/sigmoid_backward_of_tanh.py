"""It is the slope of the hyperbolic tangent.

쌍곡탄젠트의 기울기를 썼다.
"""

import numpy as np

PART = "Sigmoid.backward"
HINT_EN = """
Your slope is 1 minus the square of y. That belongs to the hyperbolic tangent. For the sigmoid it
is y times what is missing to 1: at the middle, where y is one half, the slope is one quarter, and
yours is three quarters. Look at both factors once more.
"""
HINT_KO = """
기울기로 1에서 y의 제곱을 뺀 값을 썼습니다. 그것은 쌍곡탄젠트의 기울기입니다. sigmoid의 기울기는
y와, 1에서 y를 뺀 값의 곱입니다. y가 절반인 가운데에서 기울기는 4분의 1이어야 하는데, 지금은 4분의
3입니다. 두 인수를 다시 살펴보세요.
"""


class Sigmoid:
    def __init__(self):
        self.out = None

    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * (1.0 - self.out**2)
