"""The step takes the gradient where m belongs.

m 대신 기울기로 움직인다.
"""

import numpy as np

PART = "Adam.steps"
HINT_EN = """
Your steps follow the present gradient alone and have no momentum. m is computed but the step does
not use it. In Adam the direction is the mean m, and only its scale comes from v. Look at the
numerator of the last line in the loop.
"""
HINT_KO = """
지금의 기울기만 따라가고 관성이 없습니다. m을 계산해 놓고 쓰지 않습니다. Adam에서 방향은 평균 m이 정하고, v는 크기만 조절합니다. 반복문 마지막 줄의 분자를
살펴보세요.
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
            params[key] -= lr_t * grads[key] / (np.sqrt(self.v[key]) + 1e-7)
