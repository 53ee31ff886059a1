"""The gradient by x has the wrong sign.

x에 대한 기울기의 부호가 반대이다.
"""

import numpy as np

PART = "Affine.backward"
HINT_EN = """
Each entry that you return has the right size, but the opposite sign. backward tells how the loss
changes when x grows; the minus comes later, when a step downhill is taken, and not here. With it,
each further Affine would turn the sign round again. Where does the minus come from?
"""
HINT_KO = """
반환한 값의 크기는 모두 맞지만 부호가 반대입니다. backward는 x가 커질 때 손실이 어떻게 변하는지를
알려 줍니다. 빼기는 나중에 아래로 한 걸음 내려갈 때 하는 일입니다. 여기서 빼면 Affine을 지날 때마다
부호가 뒤집힙니다. 빼기가 어디서 왔나요?
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
        dx = -np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx.reshape(self.shape)
