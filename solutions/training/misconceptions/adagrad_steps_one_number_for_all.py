"""One sum of squares serves a whole parameter.

매개변수 전체가 제곱의 합 하나를 같이 쓴다.
"""

import numpy as np

PART = "AdaGrad.steps"
HINT_EN = """
All elements of a parameter are slowed down alike, by the sum of squares of the whole array. The
point of AdaGrad is that every element has a rate of its own: one that has moved much slows down,
one that has not stays quick. So h needs the shape of the parameter. Look for a sum.
"""
HINT_KO = """
한 매개변수의 모든 원소가 배열 전체의 제곱 합으로 똑같이 느려집니다. AdaGrad의 핵심은 원소마다 학습률이 따로 있다는 것입니다. 많이 움직인 원소는 느려지고 덜 움직인
원소는 빠른 그대로입니다. 그래서 h의 모양은 매개변수와 같아야 합니다. 합을 구하는 곳을 찾아보세요.
"""


class AdaGrad:
    def __init__(self, lr=0.01):
        self.lr = lr
        self.h = None

    def update(self, params, grads):
        if self.h is None:
            self.h = {}
            for key, val in params.items():
                self.h[key] = np.zeros_like(val)

        for key in params.keys():
            self.h[key] += np.sum(grads[key] * grads[key])
            params[key] -= self.lr * grads[key] / (np.sqrt(self.h[key]) + 1e-7)
