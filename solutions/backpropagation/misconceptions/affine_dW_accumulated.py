"""dW of earlier batches is added.

앞선 배치의 dW를 더한다.
"""

import numpy as np

PART = "Affine.dW"
HINT_EN = """
The first backward is right. From the second one on, your dW holds the sum of all batches so far.
The old gradient belongs to weights that have been changed since. Each backward has to write dW
anew, as the gradient of the last batch alone. How do you assign it?
"""
HINT_KO = """
첫 번째 backward는 맞지만, 두 번째부터는 지금까지의 배치를 모두 더한 값이 dW에 들어 있습니다. 예전
기울기는 이미 바뀐 가중치에 대한 것입니다. backward를 할 때마다 마지막 배치의 기울기만 새로 써야
합니다. dW에 어떻게 대입하고 있나요?
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
        self.dW = np.dot(self.x.T, dout) + (0 if self.dW is None else self.dW)
        self.db = np.sum(dout, axis=0)
        return dx.reshape(self.shape)
