"""The random generator is seeded inside __init__, so all nets start alike.

__init__ 안에서 시드를 고정해 모든 신경망이 똑같이 시작한다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax

PART = "SimpleNet.init"
HINT_EN = """
Every new net has exactly the same weights. They look random, but the random generator is set back
to the same place each time a net is made. A seed is useful at the top of a notebook, to repeat a
whole run, but not inside the class. Look at what happens just before W is made. By hand: make two
nets one after the other and compare their weights.
"""
HINT_KO = """
새로 만든 신경망의 가중치가 언제나 똑같습니다. 무작위처럼 보이지만, 신경망을 만들 때마다 난수
생성기를 같은 자리로 되돌려 놓기 때문입니다. 시드는 실험 전체를 되풀이하려고 노트북 맨 위에 한 번
두면 좋지만, 클래스 안에 둘 것은 아닙니다. W를 만들기 바로 앞에서 무엇을 하는지 살펴보세요.
신경망을 잇달아 두 개 만들어 가중치를 비교해 보세요. 서로 다른가요?
"""


class SimpleNet:
    def __init__(self):
        np.random.seed(42)
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return cross_entropy_error(y, t)
