"""Nesterov's look ahead is used.

네스테로프 방법을 쓴다.
"""

import numpy as np

PART = "Momentum.steps"
HINT_EN = """
Your steps look ahead: they are those of Nesterov's method, which goes on by the next velocity as
well. That is a fine method, but another one. Plain momentum makes one step, by the velocity that
you have just computed. Compare your first step with lr · g: it should be just that.
"""
HINT_KO = """
한발 앞을 내다보는 걸음입니다. 다음 속도까지 더해서 가는 네스테로프(Nesterov) 방법으로 보입니다. 좋은 방법이지만 여기서 묻는 것은 아닙니다. 보통의 모멘텀은 방금
계산한 속도만큼만 갑니다. 첫 걸음이 lr · g와 같은지 비교해 보세요.
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
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.momentum * self.v[key] - self.lr * grads[key]
