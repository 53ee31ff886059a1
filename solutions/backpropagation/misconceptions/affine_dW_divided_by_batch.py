"""dW is divided by the batch size.

dW를 배치 크기로 나눈다.
"""

import numpy as np

PART = "Affine.dW"
HINT_EN = """
Your dW is too small, by the number of rows. The mean over the batch is taken in the loss, once,
and dout already has it in it. Here the contributions of the rows are only added up. Try a batch of
one row: is dW right then?
"""
HINT_KO = """
dW가 행의 개수만큼 작습니다. 배치에 대한 평균은 손실에서 한 번만 내고, dout에는 이미 그것이 들어
있습니다. 여기서는 행마다의 몫을 더하기만 하면 됩니다. 행이 하나인 배치로 해 보세요. 그때는 dW가
맞나요?
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
        self.dW = np.dot(self.x.T, dout) / self.x.shape[0]
        self.db = np.sum(dout, axis=0)
        return dx.reshape(self.shape)
