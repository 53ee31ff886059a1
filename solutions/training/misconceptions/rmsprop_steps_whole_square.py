"""The new square is added whole.

새 제곱을 통째로 더한다.
"""

import numpy as np

PART = "RMSprop.steps"
HINT_EN = """
Your steps are too short by a constant factor. The old h is reduced, but the new square comes in
whole, without 1 - decay_rate in front of it. The two shares should add up to 1, so that h is a
mean. By hand: if every gradient is 2, h should come near 4 in the end, not 400.
"""
HINT_KO = """
걸음이 일정한 비율로 짧습니다. 이전 h는 줄이면서 새 제곱은 1 - decay_rate를 곱하지 않고 통째로 더하고 있습니다. h가 평균이 되려면 두 비율의 합이 1이어야
합니다. 기울기가 늘 2라면 h는 결국 400이 아니라 4에 가까워져야 합니다.
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
            self.h[key] *= self.decay_rate
            self.h[key] += grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
