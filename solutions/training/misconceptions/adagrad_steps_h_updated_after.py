"""The step comes before the square is added.

제곱을 더하기 전에 움직인다.
"""

import numpy as np

PART = "AdaGrad.steps"
HINT_EN = """
Your first step is gigantic. At that moment h is still zero, so you divide by the tiny 1e-7 alone.
The present gradient belongs into h before it is used. Swap the order: which of the two lines in
the loop must come first? Print h in front of the step.
"""
HINT_KO = """
첫 걸음이 어마어마하게 큽니다. 그때 h가 아직 0이라서 1e-7로만 나누기 때문입니다. 지금의 기울기를 h에 먼저 더한 다음 써야 합니다. 반복문의 두 줄 가운데 어느 것이
먼저여야 할까요? 움직이기 직전의 h를 출력해 보세요.
"""


class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {}
            for key, val in params.items():
                self.h[key] = np.zeros_like(val)

        for key in params.keys():
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
            self.h[key] += grads[key] * grads[key]
