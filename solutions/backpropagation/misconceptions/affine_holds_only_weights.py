"""The layer keeps a copy of b.

계층이 b의 복사본을 갖는다.
"""

import numpy as np

PART = "Affine.holds"
HINT_EN = """
A change of W reaches your layer, a change of b does not: it works with the b of the beginning.
Whoever trains the net changes both in place. Keep both arrays themselves. Look at each line of the
constructor: which one makes a new array out of what it was handed?
"""
HINT_KO = """
W를 바꾸면 계층에 반영되지만 b를 바꾸면 반영되지 않습니다. 처음의 b를 계속 쓰기 때문입니다. 학습할
때는 둘 다 제자리에서 바뀌므로, 두 배열 모두 받은 그대로 가지고 있어야 합니다. 생성자의 어느 줄에서
새 배열을 만들고 있나요?
"""


class Affine:
    def __init__(self, W, b):
        self.W = W
        self.b = b + 0
        self.x = None
        self.shape = None
        self.dW = None
        self.db = None

    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(x.shape[0], -1)
        out = np.dot(self.x, self.W) + self.b
        return out

    def backward(self, dout):
        dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx.reshape(self.shape)
