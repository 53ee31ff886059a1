"""The share of right guesses is returned as the loss.

손실 대신 맞힌 비율을 반환한다.
"""

import numpy as np
from common.functions import softmax

PART = "SimpleNet.loss"
HINT_EN = """
For one sample your loss is always exactly 0 or 1, and it grows when the net is right. That is an
accuracy, not a loss. Accuracy jumps and stays flat in between, so it has no useful gradient; this
is why the book uses a loss at all. Look for a comparison of class numbers. By hand: change a
score a little and see if your loss moves.
"""
HINT_KO = """
표본 하나를 넣으면 손실이 늘 0 아니면 1이고, 신경망이 맞히면 오히려 커집니다. 이것은 손실이 아니라
정확도입니다. 정확도는 갑자기 뛰고 그 사이에서는 변하지 않아 쓸 만한 기울기를 얻을 수 없습니다.
그래서 손실 함수를 따로 두는 것입니다. 클래스 번호를 비교하는 곳이 있는지 찾아보세요. 점수를 아주
조금 바꾸었을 때 내 손실도 조금 달라지는지 확인해 보세요.
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return np.mean(np.argmax(y, axis=-1) == np.argmax(t, axis=-1))
