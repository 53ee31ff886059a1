"""The number of updates stays at 1.

update의 횟수가 1에 머문다.
"""

import numpy as np

PART = "Adam.steps"
HINT_EN = """
Your first step is right, the later ones are not: they are corrected as if each were the first.
The count t has to grow by one with each call of update and be kept in the object. Look at where t
is changed, and print it in update: do you see 1, 2, 3, …?
"""
HINT_KO = """
첫 걸음은 맞지만 그 뒤로는 틀립니다. 매번 첫 번째인 것처럼 보정하고 있습니다. 횟수 t는 update를 부를 때마다 하나씩 늘어나야 하고 객체 안에 남아 있어야 합니다.
t를 바꾸는 곳을 살펴보고 update에서 출력해 보세요. 1, 2, 3, …이 나오나요?
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

        self.iter = 1
        lr_t = self.lr * np.sqrt(1.0 - self.beta2**self.iter) / (1.0 - self.beta1**self.iter)

        for key in params.keys():
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key] ** 2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)
