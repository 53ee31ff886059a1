"""h begins with the first square in place of zero.

h가 0이 아니라 첫 제곱에서 시작한다.
"""

import numpy as np

PART = "RMSprop.steps"
HINT_EN = """
Your first step has the length lr; it should be longer. The mean begins with the square of the
first gradient, where it should begin at zero. That may look sensible, but it is another method.
By hand: decay_rate is 0.75 and the first gradient is 2. Then h is 0.25 · 4 = 1 and its root 1.
"""
HINT_KO = """
첫 걸음의 길이가 lr인데 더 길어야 합니다. 평균이 0이 아니라 첫 기울기의 제곱에서 시작하고 있습니다. 그럴듯해 보여도 다른 방법입니다. decay_rate가 0.75이고
첫 기울기가 2이면 h는 0.25 · 4 = 1, 제곱근도 1이어야 합니다.
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
                self.h[key] = grads[key] ** 2

        for key in params.keys():
            self.h[key] *= self.decay_rate
            self.h[key] += (1 - self.decay_rate) * grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
