"""backward returns flat rows for images.

이미지에 대해서도 backward가 펼친 행을 반환한다.
"""

import numpy as np

PART = "Affine.images"
HINT_EN = """
For a batch of images your numbers are right, but they come back as flat rows. The layer before
handed you images and expects a gradient in the same shape. forward has to remember the shape
before it flattens, and backward gives it back. What do you remember?
"""
HINT_KO = """
이미지 배치에서 값은 맞지만 펼쳐진 행으로 돌아옵니다. 앞 계층은 이미지를 넘겨주었으므로 기울기도
같은 모양으로 받기를 기대합니다. forward에서 펼치기 전의 모양을 기억해 두었다가 backward에서 되돌려
주어야 합니다. 무엇을 기억해 두었나요?
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
        return dx
