"""The square root is missing.

제곱근을 씌우지 않는다.
"""

import numpy as np

PART = "AdaGrad.steps"
HINT_EN = """
Your steps shrink too fast: you divide by the sum of squares itself. A gradient ten times as large
then makes a step ten times as small. With the root, the size of the gradient cancels out, and the
first step is lr in every direction. Look at what stands below the fraction line.
"""
HINT_KO = """
걸음이 너무 빨리 작아집니다. 제곱의 합 자체로 나누고 있습니다. 그러면 기울기가 열 배일 때 걸음이 오히려 열 배 짧아집니다. 제곱근을 씌우면 기울기의 크기가 상쇄되어 첫
걸음은 어느 방향으로든 lr이 됩니다. 분모에 무엇이 있는지 살펴보세요.
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
            self.h[key] += grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (self.h[key] + 1e-7)
