"""It is the gradient by the probabilities, not by the scores.

점수가 아니라 확률에 대한 기울기이다.
"""

import numpy as np
from common.functions import softmax

PART = "SoftmaxWithLoss.backward"
HINT_EN = """
You stop half way: what you return is the gradient of the cross entropy by the probabilities, minus
one over y at the right class. The layer takes scores, so the softmax has to be gone back through
as well. Both together give something much simpler. What does the lesson find for it?
"""
HINT_KO = """
절반만 왔습니다. 반환한 값은 확률에 대한 교차 엔트로피의 기울기로, 정답 클래스에서 y 분의 -1입니다.
이 계층이 받는 것은 점수이므로 softmax도 거슬러 가야 합니다. 둘을 합치면 훨씬 간단해집니다.
본문에서는 결과가 무엇이었나요?
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
        dx = -self.t / self.y / batch_size
        return dx * dout
