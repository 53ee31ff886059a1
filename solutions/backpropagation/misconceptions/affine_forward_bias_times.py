"""The product is multiplied by the bias.

편향을 더하지 않고 곱한다.
"""

import numpy as np

PART = "Affine.forward"
HINT_EN = """
The bias is multiplied where it should be added. With b all zeros your layer gives zeros whatever x
is, and a fresh net, whose biases are zero, would be dead. Look at the sign between the product and
b. By hand: what should x = 0 give?
"""
HINT_KO = """
편향을 더해야 하는데 곱했습니다. b가 모두 0이면 x가 무엇이든 0이 나오므로, 편향이 0으로 시작하는 새
신경망은 죽어 있게 됩니다. 곱과 b 사이의 기호를 살펴보세요. x가 0일 때 무엇이 나와야 할까요?
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
        out = np.dot(self.x, self.W) * self.b
        return out

    def backward(self, dout):
        dx = np.dot(dout, self.W.T)
        self.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return dx.reshape(self.shape)
