"""dout is summed along the outputs, not over the rows.

행이 아니라 출력 방향으로 더한다.
"""

import numpy as np

PART = "Affine.db"
HINT_EN = """
You add up along the wrong direction. Your db has one number for each sample, but b has one number
for each output. The rows of the batch have to be added to each other, so that as many numbers are
left as there are columns. Which axis do you name?
"""
HINT_KO = """
더하는 방향이 틀렸습니다. db에 표본마다 수가 하나씩 있는데, b에는 출력마다 수가 하나씩 있습니다.
배치의 행끼리 더해서 열의 개수만큼 수가 남아야 합니다. 합을 구할 때 어느 축을 지정했는지
살펴보세요.
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
        self.db = np.sum(dout, axis=1)
        return dx.reshape(self.shape)
