"""All of dout is added to one number.

dout 전체를 수 하나로 더한다.
"""

import numpy as np

PART = "Affine.db"
HINT_EN = """
Your db is a single number: all entries of dout are added together. Each output has a bias of its
own, so each column has a sum of its own. Without a direction, the sum runs over everything. How
many numbers does b have, and how many does your db have?
"""
HINT_KO = """
db가 수 하나입니다. dout의 모든 원소를 한꺼번에 더했기 때문입니다. 출력마다 편향이 따로 있으므로
열마다 따로 더해야 합니다. 축을 지정하지 않으면 전체를 더합니다. b에는 수가 몇 개 있고 db에는 몇 개
있나요?
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
        self.db = np.sum(dout)
        return dx.reshape(self.shape)
