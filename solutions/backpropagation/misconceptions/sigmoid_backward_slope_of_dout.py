"""The slope is taken of dout.

dout에 대해 기울기 식을 쓴다.
"""

import numpy as np

PART = "Sigmoid.backward"
HINT_EN = """
You put dout where the output belongs. The slope of the sigmoid is y times what is missing to 1,
and y is what forward gave. dout only comes in as a factor, since it says how much the loss changes
with y. Which array stands in your brackets?
"""
HINT_KO = """
출력이 들어갈 자리에 dout을 넣었습니다. sigmoid의 기울기는 y에, 1에서 y를 뺀 값을 곱한 것이고, y는
forward가 낸 값입니다. dout은 손실이 y에 따라 얼마나 변하는지를 나타내므로 곱해지기만 합니다. 괄호
안에 어떤 배열이 있나요?
"""


class Sigmoid:
    def __init__(self):
        self.out = None

    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return dout * (1.0 - dout)
