"""The slope is computed from x, not from y.

y가 아니라 x로 기울기를 계산한다.
"""

import numpy as np

PART = "Sigmoid.backward"
HINT_EN = """
Your formula has the right form, but the wrong array in it: you use the input x. The slope of the
sigmoid is written with its output y, which lies between 0 and 1, so it can never be negative. Look
at what forward keeps. Is it what went in, or what came out?
"""
HINT_KO = """
식의 모양은 맞지만 배열이 틀렸습니다. 입력 x를 쓰고 있습니다. sigmoid의 기울기는 0과 1 사이인 출력
y로 쓰기 때문에 음수가 될 수 없습니다. forward에서 무엇을 남겨 두는지 살펴보세요. 들어간 값인가요,
나온 값인가요?
"""


class Sigmoid:
    def __init__(self):
        self.out = None

    def forward(self, x):
        self.out = x
        return 1 / (1 + np.exp(-x))

    def backward(self, dout):
        return dout * self.out * (1.0 - self.out)
