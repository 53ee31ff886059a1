"""The mask of the first forward is kept for ever.

처음 forward의 마스크를 계속 쓴다.
"""

import numpy as np

PART = "Relu.backward"
HINT_EN = """
The first time your layer is right. When forward has been called again with other numbers, backward
still goes by the first ones. A layer is used many thousand times while a net learns; each forward
has to write down anew what backward needs. Look at when your mask is set.
"""
HINT_KO = """
처음에는 맞지만, 다른 값으로 forward를 다시 부른 뒤에도 backward가 처음 값을 따릅니다. 신경망이
학습하는 동안 계층은 수천 번 쓰입니다. forward를 부를 때마다 backward에 필요한 것을 새로 적어
두어야 합니다. 마스크를 언제 정하는지 살펴보세요.
"""


class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        if self.mask is None or self.mask.shape != x.shape:
            self.mask = x <= 0
        out = np.maximum(x, 0)
        return out

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx
