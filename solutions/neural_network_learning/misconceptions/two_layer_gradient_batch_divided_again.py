"""The gradients are divided by the batch size, though the loss is a mean already.

손실이 이미 평균인데 기울기를 배치 크기로 또 나눈다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
All four gradients are too small, by exactly the number of samples. The loss already is a mean
over the batch, so its gradient is too. It looks as if the result is divided by the size of the
batch once more. Look for a division in your gradient method. By hand: compare the gradient of one
sample with that of a batch holding it four times. They should be equal.
"""
HINT_KO = """
네 기울기가 모두 정확히 표본의 수로 나눈 만큼 작습니다. 손실이 이미 배치의 평균이므로 그 기울기도
평균입니다. 그런데 결과를 배치의 크기로 한 번 더 나누는 것 같습니다. 기울기를 구하는 메서드 안에
나눗셈이 있는지 찾아보세요. 표본 하나의 기울기와, 같은 표본을 네 번 넣은 배치의 기울기를 비교해
보세요. 둘은 같아야 합니다. 내 것은 4분의 1이 되지 않나요?
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
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        for key in grads:
            grads[key] = grads[key] / x.shape[0]
        return grads
