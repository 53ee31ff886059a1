"""A function is applied to the sum.

합에 활성화 함수를 씌운다.
"""

import numpy as np

PART = "Affine.forward"
HINT_EN = """
Your layer gives no negative numbers: after the sum a Relu is applied. In the last chapter layer
and activation were written together; here they are two layers, so that each has a backward of its
own. An Affine only multiplies and adds. What does your forward do after adding b?
"""
HINT_KO = """
음수가 나오지 않습니다. 합을 구한 뒤 Relu까지 적용했기 때문입니다. 앞 장에서는 둘을 함께 썼지만,
여기서는 backward를 따로 쓰려고 두 계층으로 나눕니다. Affine은 곱하고 더하기만 합니다. b를 더한
다음 forward에서 무엇을 더 하나요?
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
        out = np.maximum(0, np.dot(self.x, self.W) + self.b)
        return out

    def backward(self, dout):
        dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx.reshape(self.shape)
