"""Squares are summed up for ever, as AdaGrad does.

AdaGrad처럼 제곱을 끝없이 더한다.
"""

import numpy as np

PART = "RMSprop.steps"
HINT_EN = """
Your steps are those of AdaGrad: they become shorter and shorter. RMSprop forgets: at each update
only a share decay_rate of the old h is left, and the new square comes in with the share that is
free. Look at the line that changes h. Where does decay_rate appear?
"""
HINT_KO = """
AdaGrad의 걸음과 같아서 점점 짧아집니다. RMSprop은 옛것을 잊습니다. update마다 이전 h는 decay_rate만큼만 남고, 새 제곱은 나머지 비율로
들어옵니다. h를 바꾸는 줄을 보세요. decay_rate가 어디에 나오나요?
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
            self.h[key] += grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
