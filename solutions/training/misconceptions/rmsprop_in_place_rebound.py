"""The dict gets a new array in place of the old one being changed.

배열을 바꾸지 않고 새 배열로 갈아 끼운다.
"""

import numpy as np

PART = "RMSprop.in_place"
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


class RMSprop:
    def __init__(self, lr=0.01, decay_rate=0.99):
        self.lr = lr
        self.decay_rate = decay_rate
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {}
            for key, val in params.items():
                self.h[key] = np.zeros_like(val)

        for key in params.keys():
            self.h[key] *= self.decay_rate
            self.h[key] += (1 - self.decay_rate) * grads[key] * grads[key]
            params[key] = params[key] - self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
