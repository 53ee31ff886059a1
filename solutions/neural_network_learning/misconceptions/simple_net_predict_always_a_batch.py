"""A single vector comes back as a batch of one row.

벡터 하나를 넣어도 한 행짜리 배치로 반환한다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax

PART = "SimpleNet.predict"
HINT_EN = """
The scores are right, but for a single vector they come back wrapped in one more pair of brackets.
You seem to turn every input into a batch. A vector of 2 numbers should give a vector of 3 scores,
and only a batch should give rows. Look for a line that changes the shape of x. By hand: print the
shape of the result for x = [0.6, 0.9]. Is it (3,) or (1, 3)?
"""
HINT_KO = """
점수는 맞지만, 벡터 하나를 넣어도 대괄호가 한 겹 더 씌워져 나옵니다. 모든 입력을 배치로 바꾸는 것
같습니다. 수 두 개짜리 벡터를 넣으면 점수 세 개짜리 벡터가 나와야 하고, 배치를 넣을 때만 행이
있어야 합니다. x의 모양을 바꾸는 줄이 있는지 찾아보세요. x가 [0.6, 0.9]일 때 결과의 모양을 출력해
보세요. (3,)인가요, (1, 3)인가요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        x = np.atleast_2d(x)
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = np.dot(x, self.W)
        y = softmax(z)
        return cross_entropy_error(y, t)
