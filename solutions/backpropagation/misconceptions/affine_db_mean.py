"""db is the mean over the batch.

db를 배치의 평균으로 구한다.
"""

import numpy as np

PART = "Affine.db"
HINT_EN = """
Your db is too small, by the number of rows: you take the mean. The mean over the batch has been
taken in the loss, and dout has it in it already. Here the shares of the rows are added up. Try a
batch of one row: is db right then?
"""
HINT_KO = """
db가 행의 개수만큼 작습니다. 평균을 냈기 때문입니다. 배치에 대한 평균은 이미 손실에서 냈고 dout에
들어 있습니다. 여기서는 행마다의 몫을 더하기만 하면 됩니다. 행이 하나인 배치로 해 보세요. 그때는
db가 맞나요?
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
        self.db = np.mean(dout, axis=0)
        return dx.reshape(self.shape)
