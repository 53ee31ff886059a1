"""The gradient is divided by its length first.

기울기를 그 길이로 나눈 다음 쓴다.
"""

import numpy as np

PART = "SGD.steps"
HINT_EN = """
Your step has the right direction, but its length is the learning rate, however steep the slope.
So the gradient seems to be divided by its norm. SGD keeps the length: near the bottom, where the
slope is small, steps should get shorter. Take the gradients [3, 4] and [0.3, 0.4] and compare the
steps.
"""
HINT_KO = """
방향은 맞지만 걸음의 길이가 경사와 상관없이 늘 학습률과 같습니다. 기울기를 그 길이(노름)로 나눈 것으로 보입니다. SGD는 길이를 그대로 씁니다. 경사가 완만한 바닥
근처에서는 걸음도 짧아져야 합니다. 기울기가 [3, 4]일 때와 [0.3, 0.4]일 때의 걸음을 비교해 보세요.
"""


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params.keys():
            length = np.sqrt(np.sum(grads[key] ** 2)) + 1e-12
            params[key] -= self.lr * grads[key] / length
