"""Wᵀ is copied when the layer is made, and backward goes by the copy.

계층을 만들 때 Wᵀ를 복사해 두고 backward에서 그 복사본을 쓴다.
"""

import numpy as np

PART = "Affine.holds"
HINT_EN = """
forward sees that W has changed, backward does not: it multiplies by a copy that was made with the
layer. After the first step of learning that is not the transposed W any more. W.T costs nothing,
for it is only another view of the same numbers. When does backward have to ask for it?
"""
HINT_KO = """
W가 바뀐 것을 forward는 아는데 backward는 모릅니다. 계층을 만들 때 복사해 둔 행렬을 곱하기 때문입니다. 한 걸음만 학습해도 그것은 더는 W의 전치가 아닙니다. W.T는 같은
숫자를 다르게 볼 뿐이라 비용이 들지 않습니다. backward는 W.T를 언제 구해야 할까요?
"""


class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b
        self.transposed = W.T.copy()

    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(x.shape[0], -1)
        return np.dot(self.x, self.W) + self.b

    def backward(self, dout):
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.transposed).reshape(self.shape)
