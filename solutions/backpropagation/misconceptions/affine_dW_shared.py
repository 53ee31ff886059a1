"""dW belongs to the class, so that each layer overwrites the other's.

dW가 클래스의 것이라 계층끼리 서로 덮어쓴다.
"""

import numpy as np

PART = "Affine.dW"
HINT_EN = """
One layer alone has the right dW. With two, backward of the second changes dW of the first as well:
there is only one dW, the class's. In a net with two layers both then learn by the same gradient,
and the shapes need not even fit. Which name has to stand before the dot?
"""
HINT_KO = """
계층이 하나뿐이면 dW가 맞습니다. 두 개면 둘째의 backward가 첫째의 dW까지 바꿉니다. dW가 클래스에 하나만 있기 때문입니다. 그러면 신경망의 두 계층이 같은 기울기로 학습하고,
모양도 맞지 않게 됩니다. 점 앞에 어떤 이름이 와야 할까요?
"""


class Affine:
    dW = None

    def __init__(self, W, b):
        self.W = W
        self.b = b

    def forward(self, x):
        self.shape = x.shape
        self.x = x.reshape(x.shape[0], -1)
        return np.dot(self.x, self.W) + self.b

    def backward(self, dout):
        Affine.dW = np.dot(self.x.T, dout)
        self.db = np.sum(dout, axis=0)
        return np.dot(dout, self.W.T).reshape(self.shape)
