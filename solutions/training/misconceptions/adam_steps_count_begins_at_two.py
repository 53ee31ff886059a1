"""The first update is counted as the second.

첫 update를 두 번째로 센다.
"""

import numpy as np

PART = "Adam.steps"
HINT_EN = """
Your first step is too long already, since it is corrected as if it were the second. t begins at 0
and grows by one before it is used; or it begins at 1 and grows afterwards. Yours does both. By
hand: with t = 1 the first step has the length lr, whatever the gradient.
"""
HINT_KO = """
첫 걸음부터 틀립니다. 두 번째인 것처럼 보정하고 있습니다. t는 0에서 시작해 쓰기 전에 하나 늘리거나, 1에서 시작해 쓴 다음에 늘려야 하는데 둘 다 한 것으로 보입니다.
t = 1이면 기울기가 얼마든 첫 걸음의 길이는 lr입니다.
"""


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.iter = 1
        self.m = None
        self.v = None

    def update(self, params, grads):
        if self.m is None:
            self.m, self.v = {}, {}
            for key, val in params.items():
                self.m[key] = np.zeros_like(val)
                self.v[key] = np.zeros_like(val)

        self.iter += 1
        lr_t = self.lr * np.sqrt(1.0 - self.beta2**self.iter) / (1.0 - self.beta1**self.iter)

        for key in params.keys():
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key] ** 2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)
