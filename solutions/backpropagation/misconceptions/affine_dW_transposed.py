"""dW has rows and columns exchanged.

dW의 행과 열이 뒤바뀌었다.
"""

import numpy as np

PART = "Affine.dW"
HINT_EN = """
Your dW lies on its side: rows and columns are exchanged. A gradient has the shape of what it
belongs to, so dW needs the shape of W, inputs by outputs. Whoever updates W would get an error, or
with a square W wrong numbers without any error. Which factor comes first?
"""
HINT_KO = """
dW의 행과 열이 뒤바뀌었습니다. 기울기의 모양은 그 대상과 같아야 하므로, dW도 W처럼 입력 수와 출력
수의 순서여야 합니다. 이대로 W를 갱신하면 오류가 나거나, W가 정사각형이면 오류도 없이 틀린 값이
됩니다. 곱할 때 어느 쪽이 먼저인가요?
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
        self.dW = np.dot(dout.T, self.x)
        self.db = np.sum(dout, axis=0)
        return dx.reshape(self.shape)
