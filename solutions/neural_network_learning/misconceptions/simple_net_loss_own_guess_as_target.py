"""The targets are ignored and the net's own best guess is used instead.

정답을 무시하고 신경망이 가장 확신하는 클래스를 쓴다.
"""

import numpy as np
from common.functions import softmax

PART = "SimpleNet.loss"
HINT_EN = """
Your loss does not change when the targets change. It looks as if the loss is worked out for the
class that the net itself likes best, so it is small even when the net is wrong. The loss must ask
how likely the right class was. Look at whether t appears in your formula. By hand: keep x and
change t from [1, 0, 0] to [0, 0, 1]. Does your loss move?
"""
HINT_KO = """
정답을 바꾸어도 손실이 그대로입니다. 신경망이 스스로 가장 높게 본 클래스로 손실을 구해서, 틀렸을
때도 손실이 작게 나오는 것 같습니다. 손실은 정답 클래스의 확률이 얼마였는지를 따져야 합니다. 식
안에 t가 들어 있는지 살펴보세요. x는 그대로 두고 t만 [1, 0, 0]에서 [0, 0, 1]로 바꾸어 보세요.
손실이 달라지나요? 달라지지 않는다면 왜 그럴까요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return -np.mean(np.log(np.max(y, axis=-1) + 1e-7))
