"""The gradient pushes uphill.

기울기가 오르막 쪽으로 민다.
"""

import numpy as np

PART = "Momentum.steps"
HINT_EN = """
Your ball rolls uphill: the velocity grows in the direction of the gradient. The slope should push
against it, so that the loss falls. Look at the sign of the term with the learning rate; if that
is a minus, the velocity has to be added. By hand: from rest at 1, with gradient 2 and lr = 0.1,
the first step leads to 0.8.
"""
HINT_KO = """
공이 오르막으로 굴러갑니다. 속도가 기울기 방향으로 커지고 있습니다. 손실이 줄어들려면 기울기의 반대쪽으로 밀어야 합니다. 학습률이 들어 있는 항의 부호를 살펴보세요. 그것이
빼기라면 속도는 더해야 합니다. 1에 정지해 있을 때 기울기가 2이고 lr = 0.1이면 첫 걸음 뒤의 위치는 0.8입니다.
"""


class Momentum:
    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum
        self.v = None

    def update(self, params, grads):
        if self.v is None:
            self.v = {}
            for key, val in params.items():
                self.v[key] = np.zeros_like(val)

        for key in params.keys():
            self.v[key] = self.momentum * self.v[key] + self.lr * grads[key]
            params[key] += self.v[key]
