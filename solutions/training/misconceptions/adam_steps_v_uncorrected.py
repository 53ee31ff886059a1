"""Only m is corrected, v is not.

m만 보정하고 v는 보정하지 않는다.
"""

import numpy as np

PART = "Adam.steps"
HINT_EN = """
Your first steps are far too long. m is corrected for its beginning at zero, v is not: divided by
the root of a v that is much too small, the step becomes large. v needs its own correction, by 1 -
beta2ᵗ. By hand: with both corrections the first step has the length lr.
"""
HINT_KO = """
처음 걸음들이 지나치게 깁니다. m은 0에서 시작한 것을 보정했지만 v는 하지 않았습니다. 너무 작은 v의 제곱근으로 나누니 걸음이 커집니다. v도 1 - beta2ᵗ로 따로
보정해야 합니다. 둘 다 보정하면 첫 걸음의 길이는 lr입니다.
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
        lr_t = self.lr / (1.0 - self.beta1**self.iter)

        for key in params.keys():
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key] ** 2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)
