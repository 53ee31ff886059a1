"""All optimizers share one velocity.

모든 옵티마이저가 속도 하나를 같이 쓴다.
"""

import numpy as np

PART = "Momentum.steps"
HINT_EN = """
One optimizer alone works, but two disturb each other: what one has learned pushes the other.
Their velocities lie in one dict, which belongs to the class or to a default value and is made
only once. Make the dict where each object is made. Compare a.v is b.v for two optimizers.
"""
HINT_KO = """
옵티마이저 하나는 잘 되지만 둘을 쓰면 서로 방해합니다. 속도를 담은 딕셔너리가 클래스나 기본값에 딸려 한 번만 만들어졌기 때문입니다. 객체를 만들 때마다 딕셔너리를 새로
만드세요. 옵티마이저 두 개를 만들어 a.v is b.v를 출력해 보세요.
"""


class Momentum:
    v = {}

    def __init__(self, lr=0.01, momentum=0.9):
        self.lr = lr
        self.momentum = momentum

    def update(self, params, grads):
        for key, val in params.items():
            if key not in self.v or self.v[key].shape != val.shape:
                self.v[key] = np.zeros_like(val)

        for key in params.keys():
            self.v[key] = self.momentum * self.v[key] - self.lr * grads[key]
            params[key] += self.v[key]
