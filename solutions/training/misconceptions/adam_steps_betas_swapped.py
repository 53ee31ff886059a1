"""beta1 and beta2 have changed places.

beta1과 beta2의 자리가 바뀌었다.
"""

import numpy as np

PART = "Adam.steps"
HINT_EN = """
Where beta1 and beta2 are equal your steps are right, else not: each is used where the other
belongs. beta1 goes with m, the mean of the gradients, and beta2 with v, the mean of their
squares. Look at all four places where they occur, and at the order of the parameters of __init__.
"""
HINT_KO = """
beta1과 beta2가 같으면 맞고 다르면 틀립니다. 서로의 자리에 쓰이고 있습니다. beta1은 기울기의 평균 m에, beta2는 제곱의 평균 v에 씁니다. 두 값이 나오는
네 곳과 __init__의 매개변수 순서를 살펴보세요.
"""


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr = lr
        self.beta1 = beta2
        self.beta2 = beta1
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
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)
