"""Images are not flattened.

이미지를 펼치지 않는다.
"""

import numpy as np

PART = "Affine.images"
HINT_EN = """
With rows of numbers your layer works, with images it does not: the product of an image and W makes
no sense, or the wrong one. Before the product, each sample has to become one flat row, however
many dimensions it has. How many rows and columns has a batch of two images then?
"""
HINT_KO = """
숫자 행에서는 잘 되지만 이미지에서는 되지 않습니다. 이미지와 W를 그대로 곱하면 계산이 되지 않거나
엉뚱한 값이 나옵니다. 곱하기 전에 표본마다 차원이 몇 개든 한 줄로 펼쳐야 합니다. 이미지 두 장이라면
행과 열이 몇 개가 되나요?
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
        self.x = x
        out = np.dot(self.x, self.W) + self.b
        return out

    def backward(self, dout):
        dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx.reshape(self.shape)
