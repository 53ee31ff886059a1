"""predict uses a copy of the weights made when the net was built.

predict가 처음 만들 때 복사해 둔 가중치를 쓴다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax

PART = "SimpleNet.predict"
HINT_EN = """
When W is changed, your scores stay the same. predict seems to read weights that were put aside
when the net was made, so it would never notice any learning. Look at which attribute predict
uses, and whether it is the same one that training changes. By hand: make a net, set all of its W
to 0, and predict. The scores should all be 0.
"""
HINT_KO = """
W를 바꾸어도 점수가 그대로입니다. predict가 신경망을 만들 때 따로 복사해 둔 가중치를 읽는 것
같습니다. 그러면 아무리 학습해도 예측이 달라지지 않습니다. predict가 어떤 속성을 쓰는지, 그것이
학습할 때 바뀌는 바로 그 속성인지 살펴보세요. 신경망을 하나 만들고 W를 모두 0으로 바꾼 다음 예측해
보세요. 점수가 모두 0이어야 합니다. 예전 값이 그대로 나오나요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)
        self.weights = self.W.copy()

    def predict(self, x):
        return np.dot(x, self.weights)

    def loss(self, x, t):
        z = np.dot(x, self.W)
        y = softmax(z)
        return cross_entropy_error(y, t)
