"""db is dout itself.

db가 dout 그대로이다.
"""

import numpy as np

PART = "Affine.db"
HINT_EN = """
Your db has a row for each sample, but there is only one b for all of them. It was added to every
row, so each row has its share in the gradient, and the shares are added up. A gradient has the
shape of what it belongs to. What shape has b?
"""
HINT_KO = """
db에 표본마다 행이 하나씩 있습니다. 하지만 b는 모든 표본에 하나뿐입니다. b는 모든 행에 더해졌으므로
기울기에도 행마다 몫이 있고, 그 몫을 모두 더해야 합니다. 기울기의 모양은 그 대상과 같아야 합니다.
b의 모양은 무엇인가요?
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
        self.db = dout.copy()
        return dx.reshape(self.shape)
