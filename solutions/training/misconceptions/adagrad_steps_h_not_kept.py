"""Only the last square is kept, not the sum.

제곱을 더해 가지 않고 마지막 것만 둔다.
"""

import numpy as np

PART = "AdaGrad.steps"
HINT_EN = """
Your first step is right, and all later ones have the length lr again: only the latest gradient
counts. AdaGrad sums up the squares of all gradients so far, which is why it becomes slower and
slower. Look at the line that changes h. Is the old value still in it?
"""
HINT_KO = """
첫 걸음은 맞지만 그 뒤로도 걸음의 길이가 늘 lr입니다. 마지막 기울기만 반영되고 있습니다. AdaGrad는 지금까지의 기울기를 모두 제곱해 더하므로 점점 느려집니다. h를
바꾸는 줄을 보세요. 이전 값이 남아 있나요?
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
            self.h[key] = grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
