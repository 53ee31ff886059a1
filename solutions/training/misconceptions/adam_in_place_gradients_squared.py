"""The gradients are squared in place on the way.

계산하는 도중에 기울기 배열을 제곱해 버린다.
"""

import numpy as np

PART = "Adam.in_place"
HINT_EN = """
The parameters end up right, but grads is not what it was: your update squares it in place. An
operator like *= or **= writes into the array that the caller still holds. Compute the square in
an expression of its own and leave grads alone. Look for an assignment whose left side is grads.
"""
HINT_KO = """
매개변수는 맞게 바뀌지만 grads까지 달라졌습니다. update가 기울기 배열을 제곱해 버립니다. *= 나 **= 같은 연산자는 부른 쪽이 가진 배열에 바로 씁니다. 제곱은
식 안에서 계산하고 grads는 그대로 두세요. 왼쪽에 grads가 있는 대입문을 찾아보세요.
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
            grads[key] **= 2
            self.v[key] += (1 - self.beta2) * (grads[key] - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)
