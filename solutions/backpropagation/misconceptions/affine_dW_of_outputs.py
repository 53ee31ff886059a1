"""dW is made from averaged inputs.

입력의 평균으로 dW를 만든다.
"""

import numpy as np

PART = "Affine.dW"
HINT_EN = """
You mix the rows before you multiply: every dout meets the mean of all inputs. A weight's gradient
adds up, over the rows, what its input was in that row, times what came back in that row. The
product of two matrices does just that, with x and dout as they are.
"""
HINT_KO = """
곱하기 전에 행을 섞어 버려서, 모든 dout이 입력 전체의 평균과 곱해집니다. 가중치의 기울기는 행마다
그 행의 입력과 그 행으로 돌아온 값을 곱한 다음 더한 것입니다. x와 dout을 그대로 두고 행렬 곱을 하면
바로 그 계산이 됩니다.
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
        mean = self.x.mean(axis=0, keepdims=True)
        self.dW = np.dot(mean.T, dout.sum(axis=0, keepdims=True))
        self.db = np.sum(dout, axis=0)
        return dx.reshape(self.shape)
