"""Only y is multiplied, the second factor is missing.

y만 곱하고 두 번째 인수가 빠졌다.
"""

import numpy as np

PART = "Sigmoid.backward"
HINT_EN = """
Half of the slope is missing: you multiply dout by y alone. Where y is nearly 1 the curve is flat
and the gradient has to be nearly 0, but yours is largest there. The slope has two factors, y and
what is missing to 1. Which one do you have?
"""
HINT_KO = """
기울기의 절반이 빠졌습니다. dout에 y만 곱하고 있습니다. y가 1에 가까운 곳에서는 곡선이 평평해서
기울기가 0에 가까워야 하는데, 오히려 가장 큽니다. 기울기는 y와, 1에서 y를 뺀 값, 이 두 인수의
곱입니다. 어느 쪽이 빠졌나요?
"""


class Sigmoid:
    def __init__(self):
        self.out = None

    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * self.out
