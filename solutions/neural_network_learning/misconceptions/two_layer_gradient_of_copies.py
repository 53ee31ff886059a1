"""Copies of the parameters are moved, which the loss never sees.

매개변수의 복사본을 움직여 손실에 아무 변화가 없다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
All your gradients are zero. The loss reads the parameters of the net, but what is moved by the
small steps seems to be a copy of them. So the loss is the same before and after, and every slope
comes out as 0. Look at which arrays you hand over. By hand: copy W1, set the copy to 0, and work
out the loss again. Has it changed?
"""
HINT_KO = """
기울기가 모두 0입니다. 손실은 신경망이 가진 매개변수를 읽는데, 조금씩 움직이는 것은 그 복사본인 것
같습니다. 그러면 움직이기 전과 후의 손실이 같아서 기울기가 모두 0이 됩니다. 기울기를 구하는 함수에
어떤 배열을 넘기는지 살펴보세요. W1을 복사해 복사본만 모두 0으로 바꾼 다음 손실을 다시 구해
보세요. 손실이 달라지나요? W1 자체를 바꾸면 어떤가요?
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
        def loss_W(W):
            return self.loss(x, t)

        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"].copy())
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"].copy())
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"].copy())
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"].copy())
        return grads
