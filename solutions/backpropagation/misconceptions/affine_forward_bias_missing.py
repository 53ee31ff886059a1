"""The bias is not added.

편향을 더하지 않는다.
"""

import numpy as np

PART = "Affine.forward"
HINT_EN = """
What comes out is x times W, and the bias is left out. With an input of zeros your layer gives
zeros, whatever b is. Each row of the batch should have b added to it; NumPy does so for all rows
at once. Where do you use b in forward?
"""
HINT_KO = """
x와 W의 곱만 나오고 편향이 빠졌습니다. 입력이 모두 0이면 b가 무엇이든 0이 나옵니다. 배치의 모든
행에 b를 더해야 하고, NumPy는 그것을 한 번에 해 줍니다. forward에서 b를 어디에 쓰고 있는지
찾아보세요.
"""


class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b
        self.x = None
        self.shape = None
        self.dW = None
        self.db = None

    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(x.shape[0], -1)
        out = np.dot(self.x, self.W)
        return out

    def backward(self, dout):
        dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx.reshape(self.shape)
