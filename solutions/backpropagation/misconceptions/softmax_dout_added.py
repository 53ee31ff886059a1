"""dout is added in place of multiplied.

dout을 곱하지 않고 더한다.
"""

import numpy as np
from common.functions import softmax

PART = "SoftmaxWithLoss.dout"
HINT_EN = """
dout has an effect, but it shifts the gradient where it should stretch it. The chain rule makes a
product: what comes from above, times the slope of this layer. With dout equal to 2 every entry has
to be twice as large, and an entry of 0 stays 0. Look at the sign before dout.
"""
HINT_KO = """
dout이 영향을 주기는 하지만, 기울기를 늘이지 않고 옮깁니다. 연쇄 법칙은 위에서 온 값과 이 계층의
기울기를 곱하라고 합니다. dout이 2이면 모든 값이 두 배가 되고, 0이던 값은 그대로 0이어야 합니다.
dout 앞의 기호를 살펴보세요.
"""


class SoftmaxWithLoss:
    def __init__(self):
        self.y = None
        self.t = None

    def forward(self, x, t):
        if t.ndim == 1:
            t = np.eye(x.shape[1])[t]
        self.t = t
        self.y = softmax(x)
        batch_size = x.shape[0]
        return -np.sum(self.t * np.log(self.y + 1e-7)) / batch_size

    def backward(self, dout=1):
        batch_size = self.t.shape[0]
        dx = (self.y - self.t) / batch_size
        return dx + (dout - 1)
