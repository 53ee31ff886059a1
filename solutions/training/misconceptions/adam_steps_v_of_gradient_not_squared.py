"""v is a mean of the gradients, not of their squares.

v가 제곱이 아니라 기울기의 평균이다.
"""

import numpy as np

PART = "Adam.steps"
HINT_EN = """
Your v is a mean of the gradients' sizes and not of their squares, so that its root has the wrong
size. By hand: at the first update with gradient 4, v is (1 - beta2) · 16 and the step has the
length lr. Look at the line that changes v. What is squared there?
"""
HINT_KO = """
v가 기울기 제곱의 평균이 아니라 기울기 크기의 평균이어서 제곱근의 크기가 맞지 않습니다. 첫 update에서 기울기가 4이면 v는 (1 - beta2) · 16이고 걸음의
길이는 lr이어야 합니다. v를 바꾸는 줄을 보세요. 무엇을 제곱하고 있나요?
"""


class Adam:
    def __init__(self, lr=0.001, beta1=0.9, beta2=0.999):
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.iter = 0
        self.m = None
        self.v = None

    def update(self, params, grads):
        if self.m is None:
            self.m, self.v = {}, {}
            for key, val in params.items():
                self.m[key] = np.zeros_like(val)
                self.v[key] = np.zeros_like(val)

        self.iter += 1
        lr_t = self.lr * np.sqrt(1.0 - self.beta2**self.iter) / (1.0 - self.beta1**self.iter)

        for key in params.keys():
            self.m[key] += (1 - self.beta1) * (grads[key] - self.m[key])
            self.v[key] += (1 - self.beta2) * (np.abs(grads[key]) - self.v[key])
            params[key] -= lr_t * self.m[key] / (np.sqrt(self.v[key]) + 1e-7)
