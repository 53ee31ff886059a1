"""The old mean and the new square have changed their shares.

이전 평균과 새 제곱의 비율이 바뀌었다.
"""

import numpy as np

PART = "RMSprop.steps"
HINT_EN = """
Your first step is too short: for decay_rate = 0.99 it is nearly lr, where it should be ten times
as long. The new square gets the share decay_rate and the old mean the rest; it should be the
other way round. By hand: h begins at 0 and the gradient is 1. What is h after one update?
"""
HINT_KO = """
첫 걸음이 너무 짧습니다. decay_rate = 0.99이면 lr의 열 배쯤이어야 하는데 lr과 거의 같습니다. 새 제곱에 decay_rate를, 이전 평균에 나머지를 곱하고
있습니다. 거꾸로 되어야 합니다. h가 0에서 시작하고 기울기가 1이면 한 번 갱신한 뒤의 h는 얼마일까요?
"""


class RMSprop:
    def __init__(self, lr=0.01, decay_rate=0.99):
        self.lr = lr
        self.decay_rate = decay_rate
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {}
            for key, val in params.items():
                self.h[key] = np.zeros_like(val)

        for key in params.keys():
            self.h[key] *= 1 - self.decay_rate
            self.h[key] += self.decay_rate * grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
