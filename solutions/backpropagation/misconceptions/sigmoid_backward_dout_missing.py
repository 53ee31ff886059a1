"""dout is left out.

dout을 곱하지 않는다.
"""

import numpy as np

PART = "Sigmoid.backward"
HINT_EN = """
Your gradient doesn't depend on dout. What you return is the slope of the sigmoid alone. By the
chain rule, the slope of the whole is a product: what comes from above, times the slope of this
layer. Look for dout in your formula. What if dout is 0 everywhere?
"""
HINT_KO = """
기울기가 dout과 아무 상관이 없습니다. sigmoid 자신의 기울기만 반환하고 있습니다. 연쇄 법칙에 따르면
전체의 기울기는 위에서 내려온 값과 이 계층의 기울기를 곱한 것입니다. 식에서 dout을 찾아보세요.
dout이 모두 0이라면 어떻게 되어야 할까요?
"""


class Sigmoid:
    def __init__(self):
        self.out = None

    def forward(self, x):
        self.out = 1 / (1 + np.exp(-x))
        return self.out

    def backward(self, dout):
        return self.out * (1.0 - self.out)
