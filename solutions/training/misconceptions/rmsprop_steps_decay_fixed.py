"""decay_rate is written as a number.

decay_rate를 숫자로 적어 놓았다.
"""

import numpy as np

PART = "RMSprop.steps"
HINT_EN = """
With decay_rate = 0.99 your steps are right, with any other they are still those of 0.99. So that
number stands in update, and what was passed to __init__ is never read. Look for 0.99 or 0.01 in
your code. Which name should be there?
"""
HINT_KO = """
decay_rate가 0.99이면 맞지만 다른 값을 주어도 여전히 0.99일 때의 걸음입니다. update 안에 숫자가 적혀 있고 __init__에서 받은 값은 읽지 않습니다.
코드에서 0.99나 0.01을 찾아보세요. 그 자리에 어떤 이름이 있어야 할까요?
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
            self.h[key] *= 0.99
            self.h[key] += 0.01 * grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
