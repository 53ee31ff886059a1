"""The layer keeps copies of W and b.

계층이 W와 b의 복사본을 갖는다.
"""

import numpy as np

PART = "Affine.holds"
HINT_EN = """
Your layer works with the numbers that W and b had when it was made. Whoever trains the net changes
those arrays in place, and your layer never hears of it: the loss stays as it was, step after step.
Keep the very arrays, not copies. What happens in your constructor?
"""
HINT_KO = """
계층이 만들어질 때의 W와 b 값을 계속 씁니다. 학습할 때는 그 배열을 제자리에서 바꾸는데, 이 계층은
그것을 알지 못합니다. 그래서 아무리 학습해도 손실이 그대로입니다. 복사본이 아니라 받은 배열 자체를
가지고 있어야 합니다. 생성자에서 무엇을 하나요?
"""


class Affine:
    def __init__(self, W, b):
        self.W = W.copy()
        self.b = b.copy()
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
        return dx.reshape(self.shape)
