"""The gradient is taken of the first sample's loss only.

첫 번째 표본의 손실로만 기울기를 구한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
With a batch of one sample your gradient is right. With more, only the first sample seems to
count. The gradient must be that of the loss of the whole batch, the same number that your loss
method returns. Look at what you hand to the loss inside your gradient. By hand: change the target
of the second sample and compute the gradient again. It should change.
"""
HINT_KO = """
표본 하나짜리 배치에서는 맞지만, 표본이 더 있으면 첫 번째만 반영되는 것 같습니다. 기울기는 배치
전체의 손실, 곧 loss 메서드가 반환하는 바로 그 수에 대해 구해야 합니다. 기울기를 구할 때 손실에
무엇을 넘기는지 살펴보세요. 두 번째 표본의 정답을 다른 클래스로 바꾸고 기울기를 다시 구해 보세요.
값이 달라져야 합니다. 그대로라면 두 번째 표본은 어디에서 빠졌나요?
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
            return self.loss(x[:1], t[:1])

        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
