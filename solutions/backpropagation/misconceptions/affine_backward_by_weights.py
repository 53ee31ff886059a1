"""backward returns the gradient by W.

backward가 W에 대한 기울기를 반환한다.
"""

import numpy as np

PART = "Affine.backward"
HINT_EN = """
You return the gradient by W. That one stays with the layer, as an attribute. What is returned goes
on to the layer before, so it has to be the gradient by x, in the shape of x. By hand: x has two
rows of three numbers; what shape must come back?
"""
HINT_KO = """
W에 대한 기울기를 반환하고 있습니다. 그것은 속성으로 계층에 남겨 둘 값입니다. 반환한 값은 앞
계층으로 흘러가므로, x에 대한 기울기이고 모양도 x와 같아야 합니다. x가 숫자 세 개짜리 행 두 개라면
어떤 모양이 돌아와야 할까요?
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
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return self.dW
