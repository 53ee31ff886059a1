"""dout is not used.

dout을 쓰지 않는다.
"""

import numpy as np
from common.functions import softmax

PART = "SoftmaxWithLoss.dout"
HINT_EN = """
backward gives the same whatever dout is. In this chapter dout is 1 at the end of the net, and so
nothing is seen. But by the chain rule what comes from above is a factor, here as in any other
layer: if the loss counts twice, all gradients double. Where is dout in your formula?
"""
HINT_KO = """
dout이 무엇이든 backward의 결과가 같습니다. 이 장에서는 신경망의 끝에서 dout이 1이라 티가 나지
않습니다. 하지만 연쇄 법칙에 따라 다른 계층처럼 위에서 온 값을 곱해야 합니다. 손실을 두 배로 치면
기울기도 두 배입니다. 식에 dout이 있나요?
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
        return dx
