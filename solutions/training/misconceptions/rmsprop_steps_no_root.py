"""The square root is missing.

제곱근을 씌우지 않는다.
"""

import numpy as np

PART = "RMSprop.steps"
HINT_EN = """
You divide by the mean of squares itself, without its root. So a gradient ten times as large makes
a step ten times as small, and a small one makes a huge step. With the root, the size of the
gradient cancels out. Look at what stands below the fraction line.
"""
HINT_KO = """
제곱근을 씌우지 않고 제곱의 평균 자체로 나누고 있습니다. 그래서 기울기가 열 배이면 걸음은 열 배 짧아지고, 기울기가 작으면 걸음이 엄청나게 커집니다. 제곱근을 씌우면
기울기의 크기가 상쇄됩니다. 분모에 무엇이 있는지 살펴보세요.
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
            self.h[key] += (1 - self.decay_rate) * grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (self.h[key] + 1e-7)
