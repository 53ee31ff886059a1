"""The gradients are returned with a minus sign, ready to be added.

바로 더하면 되도록 부호를 바꾼 기울기를 반환한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
All four gradients have the right size and the wrong sign. It looks as if you return the direction
in which the loss gets smaller. The gradient points to where it gets larger, and the minus sign
comes in later, when the parameters are updated. Look for a minus sign in front of your results,
or of the loss. By hand: if raising b2 a little makes the loss larger, its gradient is positive.
"""
HINT_KO = """
네 기울기의 크기는 맞지만 부호가 모두 반대입니다. 손실이 작아지는 방향을 반환한 것 같습니다.
기울기는 손실이 커지는 방향을 가리키고, 음수 부호는 나중에 매개변수를 갱신할 때 붙입니다. 결과나
손실 앞에 음수 부호가 붙어 있는지 살펴보세요. b2의 원소 하나를 조금 키웠을 때 손실이 커진다면, 그
기울기는 양수여야 합니다. 내 결과는 어떤 부호인가요?
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
            return -self.loss(x, t)

        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
