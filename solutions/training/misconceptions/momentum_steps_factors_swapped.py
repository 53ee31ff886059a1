"""Learning rate and momentum have changed places.

학습률과 momentum의 자리가 바뀌었다.
"""

import numpy as np

PART = "Momentum.steps"
HINT_EN = """
Your velocity keeps a share lr of itself and takes a share momentum of the gradient. It should be
the other way round: momentum says how much of the velocity is left, lr how much of the gradient
is added. By hand: from rest, with gradient 1, the first step has the length lr.
"""
HINT_KO = """
속도는 lr만큼 남고 기울기는 momentum만큼 더해지고 있습니다. 거꾸로 되어야 합니다. momentum은 속도가 얼마나 남는지를, lr은 기울기를 얼마나 더하는지를
정합니다. 정지 상태에서 기울기가 1이면 첫 걸음의 길이는 lr입니다.
"""


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {}
            for key, val in params.items():
                self.v[key] = np.zeros_like(val)

        for key in params.keys():
            self.v[key] = self.lr * self.v[key] - self.momentum * grads[key]
            params[key] += self.v[key]
