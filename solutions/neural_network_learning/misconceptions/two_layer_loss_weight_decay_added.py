"""A penalty on large weights is added to the cross entropy.

교차 엔트로피에 큰 가중치에 대한 벌점을 더한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.loss"
HINT_EN = """
Your loss is always too large, and by more when the weights are large. The extra part does not
depend on x or t at all. It looks like a penalty on the weights, called weight decay, which comes
in a later chapter. Here the loss is the cross entropy and nothing else. Look for a term with the
squares of W1 or W2. By hand: set all parameters to 0 except W1, and then double W1. The cross
entropy stays the same. Does your loss?
"""
HINT_KO = """
손실이 늘 크게 나오고, 가중치가 클수록 더 많이 어긋납니다. 더해진 부분은 x나 t와는 아무 상관이
없습니다. 뒤에서 배우는 가중치 감소, 곧 큰 가중치에 주는 벌점으로 보입니다. 여기서 손실은 교차
엔트로피뿐입니다. W1이나 W2를 제곱해 더하는 항이 있는지 찾아보세요. W1만 남기고 나머지를 모두
0으로 놓은 다음 W1을 두 배로 늘려 보세요. 교차 엔트로피는 그대로여야 합니다. 내 손실도
그대로인가요?
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
        penalty = 0.5 * 0.1 * np.sum(self.params["W1"] ** 2)
        penalty += 0.5 * 0.1 * np.sum(self.params["W2"] ** 2)
        return cross_entropy_error(y, t) + penalty

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
        return grads
