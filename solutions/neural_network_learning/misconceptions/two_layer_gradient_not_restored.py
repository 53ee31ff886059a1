"""The parameters are not put back after their trial values.

시험 삼아 바꾼 매개변수를 되돌려 놓지 않는다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
After the call, the parameters of the net are no longer what they were: each is lower by a tiny
step. The later gradients are taken at a slightly wrong place. Measuring a slope must not move the
net. Look at the end of your inner loop: what does an entry hold when you go on to the next? By
hand: copy b2 before the call and subtract it afterwards. Is it all zeros?
"""
HINT_KO = """
호출하고 나면 신경망의 매개변수가 처음과 달라져 있습니다. 원소마다 아주 조금씩 작아졌지요. 뒤에
나오는 기울기는 조금 어긋난 자리에서 재게 됩니다. 기울기를 재는 일이 신경망을 움직여서는 안
됩니다. 안쪽 반복문의 끝에서, 다음 원소로 넘어갈 때 지금 원소에 무엇이 들어 있는지 살펴보세요.
호출 전에 b2를 복사해 두고, 호출한 뒤의 b2에서 빼 보세요. 모두 0인가요?
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        self.params["W1"] = weight_init_std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = weight_init_std * np.random.randn(hidden_size, output_size)
        self.params["b2"] = np.zeros(output_size)

    def predict(self, x):
        W1, W2 = self.params["W1"], self.params["W2"]
        b1, b2 = self.params["b1"], self.params["b2"]

        a1 = np.dot(x, W1) + b1
        z1 = sigmoid(a1)
        a2 = np.dot(z1, W2) + b2
        y = softmax(a2)
        return y

    def loss(self, x, t):
        y = self.predict(x)
        return cross_entropy_error(y, t)

    def accuracy(self, x, t):
        y = np.argmax(self.predict(x), axis=1)
        t = np.argmax(t, axis=1)
        return np.sum(y == t) / float(x.shape[0])

    def numerical_gradient(self, x, t):
        h = 1e-4
        grads = {}
        for key in ("W1", "b1", "W2", "b2"):
            W = self.params[key]
            grad = np.zeros_like(W)
            for idx in np.ndindex(W.shape):
                tmp = W[idx]
                W[idx] = tmp + h
                loss1 = self.loss(x, t)
                W[idx] = tmp - h
                loss2 = self.loss(x, t)
                grad[idx] = (loss1 - loss2) / (2 * h)
            grads[key] = grad
        return grads
