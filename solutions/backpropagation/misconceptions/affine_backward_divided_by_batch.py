"""The gradient by x is divided by the batch size.

x에 대한 기울기를 배치 크기로 나눈다.
"""

import numpy as np

PART = "Affine.backward"
HINT_EN = """
Your gradient by x is too small, by the number of rows. The division by the batch size belongs to
the mean in the loss, and it has been done there once; dout comes in with it. An Affine divides by
nothing. Try a batch of one row: is it right then?
"""
HINT_KO = """
x에 대한 기울기가 행의 개수만큼 작습니다. 배치 크기로 나누는 일은 손실에서 평균을 낼 때 이미 한 번
했고, dout은 그 결과입니다. Affine에서는 아무것도 나누지 않습니다. 행이 하나인 배치로 해 보세요.
그때는 맞나요?
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
        dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx.reshape(self.shape) / self.shape[0]
