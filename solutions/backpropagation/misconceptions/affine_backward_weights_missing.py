"""dout is spread evenly, without W.

W 없이 dout을 고르게 나눈다.
"""

import numpy as np

PART = "Affine.backward"
HINT_EN = """
W plays no part in the gradient that you return: every input gets the sum of dout. But an input
that has a large weight changes the output more than one with a small weight. Each dout comes back
through the same weight that it went out by. Where is W in your backward?
"""
HINT_KO = """
반환하는 기울기에 W가 쓰이지 않습니다. 모든 입력이 dout의 합을 똑같이 받습니다. 하지만 가중치가 큰
입력은 출력을 더 많이 바꿉니다. dout은 나갔던 것과 같은 가중치를 거쳐 돌아와야 합니다. backward의
어디에 W가 있나요?
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
        out = np.dot(self.x, self.W) + self.b
        return out

    def backward(self, dout):
        dx = np.dot(dout, np.ones_like(self.W.T))
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx.reshape(self.shape)
