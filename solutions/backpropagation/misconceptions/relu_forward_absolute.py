"""Negative numbers become positive.

음수를 양수로 바꾼다.
"""

import numpy as np

PART = "Relu.forward"
HINT_EN = """
Where x is below 0 your forward gives a positive number of the same size. That is the absolute
value. Relu shuts such numbers off: whatever is below 0 becomes 0, however far below. Look at what
you do with the negative entries. By hand: what should -3 become, and what does it become?
"""
HINT_KO = """
x가 0보다 작은 곳에서 크기가 같은 양수가 나옵니다. 그것은 절댓값입니다. Relu는 음수를 막아 버리는
함수라서, 0보다 아무리 작아도 결과는 모두 0이어야 합니다. 음수인 원소를 어떻게 다루었는지
살펴보세요. -3은 무엇이 되어야 하고, 지금은 무엇이 되나요?
"""


class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = x <= 0
        out = np.abs(x)
        return out

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx
