"""The logarithm has the base 10.

밑이 10인 로그를 쓴다.
"""

import numpy as np
from common.functions import softmax

PART = "SoftmaxWithLoss.forward"
HINT_EN = """
All your losses are too small by the same factor, about 2.3. That is what the logarithm with base
10 does. The cross entropy uses the natural one; only with it is the gradient as simple as y minus
t. Look at which logarithm you call.
"""
HINT_KO = """
모든 손실이 같은 비율로, 약 2.3배만큼 작습니다. 밑이 10인 로그를 쓰면 그렇게 됩니다. 교차
엔트로피에는 자연로그를 씁니다. 그래야 기울기가 y에서 t를 뺀 값처럼 간단해집니다. 어떤 로그 함수를
부르는지 이름을 잘 살펴보고, 값 하나로 손으로 견주어 보세요.
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
        return -np.sum(self.t * np.log10(self.y + 1e-7)) / batch_size

    def backward(self, dout=1):
        batch_size = self.t.shape[0]
        dx = (self.y - self.t) / batch_size
        return dx * dout
