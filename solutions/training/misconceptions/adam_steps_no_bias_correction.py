"""The bias is not corrected.

편향을 보정하지 않는다.
"""

import numpy as np

PART = "Adam.steps"
HINT_EN = """
Your steps are wrong at first and come right after many updates. m and v begin at zero and are too
near to zero for a while; Adam makes up for that by dividing by 1 - beta1ᵗ and 1 - beta2ᵗ. By
hand: with both corrections the very first step has the length lr, whatever the gradient.
"""
HINT_KO = """
처음 걸음들이 틀리다가 여러 번 갱신한 뒤에야 맞아집니다. m과 v는 0에서 시작해 한동안 0에 치우쳐 있으므로, Adam은 1 - beta1ᵗ와 1 - beta2ᵗ로 나누어
이를 바로잡습니다. 둘 다 보정하면 기울기가 얼마든 첫 걸음의 길이는 lr입니다.
"""


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.iter = 0
        self.m = None
        self.v = None

    def update(self, params, grads):
        if self.m is None:
            self.m, self.v = {}, {}
            for key, val in params.items():
                self.m[key] = np.zeros_like(val)
                self.v[key] = np.zeros_like(val)

        self.iter += 1
        lr_t = self.lr

        for key in params.keys():
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key] ** 2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)
