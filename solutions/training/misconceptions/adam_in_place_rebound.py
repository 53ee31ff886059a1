"""The dict gets a new array in place of the old one being changed.

배열을 바꾸지 않고 새 배열로 갈아 끼운다.
"""

import numpy as np

PART = "Adam.in_place"
HINT_EN = """
The numbers are right, but they stand in a new array that only the dict knows. A layer that holds
the old array, as Affine does, learns nothing. Writing params[key] = params[key] - … makes a new
array. Which operator changes the array that is already there? Compare id(params[key]) before and
after.
"""
HINT_KO = """
값은 맞지만 딕셔너리만 아는 새 배열에 들어 있습니다. Affine처럼 원래 배열을 가지고 있는 계층은 아무것도 배우지 못합니다. params[key] = params[key]
- … 라고 쓰면 새 배열이 생깁니다. 이미 있는 배열을 바꾸는 연산자는 무엇일까요? 앞뒤로 id(params[key])를 출력해 비교해 보세요.
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
            params[key] = params[key] - lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)
