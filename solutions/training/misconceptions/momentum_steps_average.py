"""The gradient gets the weight 1 - momentum.

기울기에 1 - momentum을 곱한다.
"""

import numpy as np

PART = "Momentum.steps"
HINT_EN = """
Your first step is too small, by the factor 1 - momentum. That makes the velocity a mean of past
gradients, which is another method. Here the velocity is slowed down by momentum, and the whole lr
· g is added to it. By hand: from rest, with gradient 1 and lr = 0.1, how long is the first step?
"""
HINT_KO = """
첫 걸음이 1 - momentum 배만큼 작습니다. 그러면 속도가 지난 기울기들의 평균이 되는데, 그것은 다른 방법입니다. 여기서는 momentum만큼 느려진 속도에 lr ·
g를 통째로 더합니다. 정지 상태에서 기울기가 1이고 lr = 0.1이면 첫 걸음의 길이는 얼마일까요?
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
            self.v[key] = self.momentum * self.v[key] - (1 - self.momentum) * self.lr * grads[key]
            params[key] += self.v[key]
