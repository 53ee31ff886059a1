"""All nets start with the same weights: a seed inside __init__, or one W for all.

모든 신경망의 가중치가 똑같다. __init__ 안에서 시드를 정했거나 W 하나를 함께 쓴다.
"""

import numpy as np
from common.functions import cross_entropy_error, softmax

PART = "SimpleNet.init"
HINT_EN = """
Every new net has exactly the same weights. That is so where the numbers of W are written out in the
code, where the random generator is set back to the same place each time a net is made, and where W
is drawn only once for all nets together. A seed belongs at the top of a notebook, where it repeats a
whole run. Look at where W is made and at what happens just before. By hand: make two nets, set one
number of the first W to 100 and print the second. If it is 100 there too, both share one array.
"""
HINT_KO = """
새로 만든 신경망의 가중치가 언제나 똑같습니다. W의 숫자를 코드에 직접 적어 두었거나, 신경망을 만들
때마다 난수 생성기를 같은 자리로 되돌려 놓았거나, 한 번만 뽑은 W를 모든 신경망이 쓰면 이렇게 됩니다.
시드는 실험 전체를 되풀이하려고 노트북 맨 위에 두는 것입니다. W를 어디에서 만드는지, 바로 앞에서
무엇을 하는지 살펴보세요. 신경망을 두 개 만들어 첫째 W의 숫자 하나를 100으로 바꾸고 둘째 W를 출력해
보세요. 거기도 100이면 배열 하나를 함께 쓰는 것입니다.
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
