"""Nothing keeps the root from being zero.

제곱근이 0이 되는 것을 막지 않는다.
"""

import numpy as np

PART = "AdaGrad.steps"
HINT_EN = """
Where the gradient is zero from the beginning, your parameter becomes nan: zero divided by zero.
That happens in practice, for instance to a Relu that never fires. A tiny number beside the root
prevents it. Look at the fraction: what do you divide by when all gradients so far were zero?
"""
HINT_KO = """
처음부터 기울기가 0인 곳에서 매개변수가 nan이 됩니다. 0을 0으로 나누었기 때문입니다. 한 번도 켜지지 않는 Relu처럼 실제로 생기는 일입니다. 제곱근에 아주 작은 수를
더하면 막을 수 있습니다. 지금까지의 기울기가 모두 0이면 무엇으로 나누게 되나요?
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
            self.h[key] += grads[key] * grads[key]
            params[key] -= self.lr * grads[key] / np.sqrt(self.h[key])
