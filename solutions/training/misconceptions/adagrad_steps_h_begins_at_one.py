"""The sum of squares begins at 1.

제곱의 합이 1에서 시작한다.
"""

import numpy as np

PART = "AdaGrad.steps"
HINT_EN = """
Your steps are a little too short at first, most of all where gradients are small. The sum of
squares seems to begin at 1 in place of 0. Then small gradients hardly count beside it. By hand:
with gradient 0.1 the first step has the length lr, for √(0.1²) = 0.1.
"""
HINT_KO = """
처음 걸음들이 조금씩 짧고, 기울기가 작은 곳일수록 더합니다. 제곱의 합이 0이 아니라 1에서 시작하는 것으로 보입니다. 그러면 작은 기울기는 거의 반영되지 않습니다.
√(0.1²) = 0.1이므로 기울기가 0.1이어도 첫 걸음의 길이는 lr이어야 합니다.
"""


class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {}
            for key, val in params.items():
                self.h[key] = np.ones_like(val)

        for key in params.keys():
            self.h[key] += grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
