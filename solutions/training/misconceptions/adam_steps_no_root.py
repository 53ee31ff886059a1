"""The square root of v is missing.

v에 제곱근을 씌우지 않는다.
"""

import numpy as np

PART = "Adam.steps"
HINT_EN = """
You divide by v itself and not by its root. A gradient ten times as large then makes a step ten
times as small. m is of the size of a gradient and v of the size of its square; only the root
makes them comparable. Look at what stands below the fraction line.
"""
HINT_KO = """
v의 제곱근이 아니라 v 자체로 나누고 있습니다. 그러면 기울기가 열 배일 때 걸음이 열 배 짧아집니다. m은 기울기만 하고 v는 기울기의 제곱만 하므로 제곱근을 씌워야 견줄
수 있습니다. 분모에 무엇이 있는지 살펴보세요.
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
        lr_t = self.lr * np.sqrt(1.0 - self.beta2**self.iter) / (1.0 - self.beta1**self.iter)

        for key in params.keys():
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key] ** 2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (self.v[key] + 1e-7)
