"""The minus sign in front of the sum is missing.

합 앞의 음수 부호가 빠졌다.
"""

import numpy as np
from common.functions import softmax

PART = "SimpleNet.loss"
HINT_EN = """
Your loss has the right size, but it is negative. The logarithm of a number between 0 and 1 is
never positive, so the formula has a sign in front to turn it round. Without it, a better guess
would make the loss larger, and training would go the wrong way. Look at the start of your
formula. By hand: work out the logarithm of 0.5 and note its sign.
"""
HINT_KO = """
손실의 크기는 맞지만 음수입니다. 0과 1 사이 수의 로그는 양수가 될 수 없으므로, 식의 맨 앞에서
부호를 뒤집어 주어야 합니다. 그렇지 않으면 잘 맞힐수록 손실이 커져서 학습이 거꾸로 갑니다. 식의 맨
앞을 살펴보세요. 0.5의 로그를 계산해 부호를 확인하고, 0.9의 로그와도 비교해 보세요. 더 잘 맞혔을
때 손실은 커져야 하나요, 작아져야 하나요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = np.atleast_2d(softmax(z))
        t = np.atleast_2d(t)
        return np.sum(t * np.log(y + 1e-7)) / y.shape[0]
