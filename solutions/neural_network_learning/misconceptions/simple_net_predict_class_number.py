"""predict returns the number of the best class instead of the scores.

predict가 점수 대신 가장 높은 클래스의 번호를 반환한다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax

PART = "SimpleNet.predict"
HINT_EN = """
You return one whole number per sample: the class with the highest score. In many libraries
predict does just that, but here it should return all the scores, one for each class. The loss
needs them to see how sure the net is. Look at the last step of predict. By hand: with x = [1, 0]
the result should be the first row of W. How many numbers do you get?
"""
HINT_KO = """
표본마다 정수 하나, 곧 점수가 가장 높은 클래스의 번호가 나옵니다. 다른 라이브러리의 predict는 그렇게
하기도 하지만, 여기서는 클래스마다 하나씩 모든 점수를 반환해야 합니다. 그래야 손실을 구할 때 얼마나
확신하는지 알 수 있습니다. predict의 마지막 단계를 살펴보세요. x가 [1, 0]이면 결과는 W의 첫 행이어야
합니다. 내 결과에는 수가 몇 개 있나요?
"""


class SimpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)

    def predict(self, x):
        return np.argmax(np.dot(x, self.W), axis=-1)

    def loss(self, x, t):
        z = np.dot(x, self.W)
        y = softmax(z)
        return cross_entropy_error(y, t)
