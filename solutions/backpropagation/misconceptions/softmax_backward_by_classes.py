"""The gradient is divided by the number of classes.

기울기를 클래스 개수로 나눈다.
"""

import numpy as np
from common.functions import softmax

PART = "SoftmaxWithLoss.backward"
HINT_EN = """
You divide by the number of columns, the classes, in place of the number of rows. When there happen
to be as many rows as classes, nobody sees it. The loss is a mean over the samples, and those are
the rows. Which entry of the shape do you take?
"""
HINT_KO = """
행의 개수가 아니라 열, 즉 클래스의 개수로 나누고 있습니다. 행과 클래스의 개수가 우연히 같으면
차이가 보이지 않습니다. 손실은 표본에 대한 평균이고, 표본은 행입니다. 모양에서 몇 번째 수를 쓰고
있는지 살펴보세요.
"""


class SoftmaxWithLoss:
    def __init__(self):
        self.y = None
        self.t = None

    def forward(self, x, t):
        if t.ndim == 1:
            t = np.eye(x.shape[1])[t]
        self.t = t
        self.y = softmax(x)
        batch_size = x.shape[0]
        return -np.sum(self.t * np.log(self.y + 1e-7)) / batch_size

    def backward(self, dout=1):
        batch_size = self.t.shape[1]
        dx = (self.y - self.t) / batch_size
        return dx * dout
