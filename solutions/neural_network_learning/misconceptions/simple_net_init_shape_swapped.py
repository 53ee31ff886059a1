"""The weights are made with shape (3, 2) instead of (2, 3).

가중치를 (2, 3)이 아니라 (3, 2) 모양으로 만든다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax

PART = "SimpleNet.init"
HINT_EN = """
A new net has a weight array of 3 rows and 2 columns. The net takes 2 numbers in and gives 3
scores out, so each input needs a row and each score a column. Look at the two sizes given where W
is made. By hand: write down a row of 2 inputs times a matrix. How many rows must the matrix have
so that the product works, and how many columns to get 3 scores?
"""
HINT_KO = """
새로 만든 신경망의 가중치가 3행 2열입니다. 이 신경망은 수 두 개를 받아 점수 세 개를 내놓으므로,
입력마다 행이 하나, 점수마다 열이 하나씩 있어야 합니다. W를 만들 때 준 두 크기의 순서를
살펴보세요. 원소 두 개짜리 입력에 행렬을 곱하는 식을 종이에 적어 보세요. 곱셈이 되려면 행이 몇
개여야 하고, 점수가 세 개 나오려면 열이 몇 개여야 하나요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(3, 2)

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return cross_entropy_error(y, t)
