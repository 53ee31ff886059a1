"""The velocity is made anew at every update.

update를 부를 때마다 속도를 새로 만든다.
"""

import numpy as np

PART = "Momentum.steps"
HINT_EN = """
Your steps are those of plain SGD: the ball has no memory. The velocity begins at zero in every
call of update, so momentum times velocity is always zero. Where should the velocity live, so that
it is still there at the next call? Print it at the beginning of update.
"""
HINT_KO = """
걸음이 보통의 SGD와 똑같습니다. 공에 기억이 없습니다. update를 부를 때마다 속도가 0에서 시작하므로 momentum을 곱해도 늘 0입니다. 다음 호출 때까지 남아
있으려면 속도를 어디에 두어야 할까요? update가 시작될 때 속도를 출력해 보세요.
"""


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        self.v = {}
        for key, val in params.items():
            self.v[key] = np.zeros_like(val)

        for key in params.keys():
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]
