"""The number of updates grows with every parameter.

매개변수마다 횟수가 하나씩 늘어난다.
"""

import numpy as np

PART = "Adam.steps"
HINT_EN = """
The first parameter's first step is right, the second parameter's is not: for it t is already 2.
The count belongs to the update as a whole and not to a parameter. Look at whether the line that
counts stands inside the loop over the keys, and print t once per update.
"""
HINT_KO = """
첫 매개변수의 첫 걸음은 맞지만 두 번째 매개변수에서는 t가 벌써 2라서 틀립니다. 횟수는 매개변수가 아니라 update 전체를 세는 것입니다. 세는 줄이 키를 도는 반복문
안에 있지 않은지 살펴보고, update마다 t를 한 번씩 출력해 보세요.
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

        for key in params.keys():
            self.iter += 1
            lr_t = self.lr * np.sqrt(1.0 - self.beta2**self.iter) / (1.0 - self.beta1**self.iter)
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (grads[key] ** 2 - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)
