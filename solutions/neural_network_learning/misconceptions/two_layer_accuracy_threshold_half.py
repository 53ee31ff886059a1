"""A sample counts as right only if its class has a probability above one half.

정답 클래스의 확률이 0.5를 넘을 때만 맞힌 것으로 센다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.accuracy"
HINT_EN = """
Your accuracy is too low when the net is unsure. It seems that a sample counts only if the right
class gets more than one half. With more than two classes the likeliest class may well have less
than that, and it is still the net's choice. Look for 0.5 in your code. By hand: for the
probabilities [0.4, 0.3, 0.3], which class does the net choose? Is it counted?
"""
HINT_KO = """
신경망이 망설일 때 정확도가 너무 낮게 나옵니다. 정답 클래스의 확률이 0.5를 넘어야만 맞힌 것으로
세는 것 같습니다. 클래스가 셋 이상이면 가장 그럴듯한 클래스라도 확률이 0.5보다 작을 수 있고,
그래도 그것이 신경망의 선택입니다. 코드에 0.5가 들어 있는지 찾아보세요. 확률이 [0.4, 0.3, 0.3]이고
정답이 첫 번째라면 맞힌 것인가요? 내 코드는 이것을 세나요?
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
        y = self.predict(x)
        right = np.sum(y * t, axis=1) > 0.5
        return np.sum(right) / float(x.shape[0])

    def numerical_gradient(self, x, t):
        def loss_W(W):
            return self.loss(x, t)

        grads = {}
        grads["W1"] = numerical_gradient(loss_W, self.params["W1"])
        grads["b1"] = numerical_gradient(loss_W, self.params["b1"])
        grads["W2"] = numerical_gradient(loss_W, self.params["W2"])
        grads["b2"] = numerical_gradient(loss_W, self.params["b2"])
        return grads
