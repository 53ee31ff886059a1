"""Only v is corrected, m is not.

v만 보정하고 m은 보정하지 않는다.
"""

import numpy as np

PART = "Adam.steps"
HINT_EN = """
Your first steps are too short: v is corrected for its beginning at zero, m is not. After one
update m is only (1 - beta1) · g, and dividing by 1 - beta1ᵗ makes g of it again. By hand: with
both corrections the first step has the length lr, whatever the gradient.
"""
HINT_KO = """
처음 걸음들이 너무 짧습니다. v는 0에서 시작한 것을 보정했지만 m은 하지 않았습니다. 한 번 갱신한 m은 (1 - beta1) · g에 지나지 않으며, 1 - beta1ᵗ로
나누어야 다시 g가 됩니다. 둘 다 보정하면 기울기가 얼마든 첫 걸음의 길이는 lr입니다.
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
        lr_t = self.lr * np.sqrt(1.0 - self.beta2**self.iter)

        for key in params.keys():
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key] ** 2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)
