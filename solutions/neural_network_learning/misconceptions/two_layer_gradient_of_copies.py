"""No step reaches the loss, so that all gradients are zero.

움직인 것이 손실에 닿지 않아 기울기가 모두 0이다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
All your gradients are zero: whatever is moved, the loss stays as it was. Two slips do that. One
moves copies of the parameters, which the net never looks at. The other works the loss out once,
before anything moves, and hands over a function that gives that number each time. Look at which
arrays you hand over, and at what your function does when it is called. By hand: set W1 to 0 and
call it again. Is it another number now?
"""
HINT_KO = """
기울기가 모두 0입니다. 무엇을 움직여도 손실이 그대로라는 뜻입니다. 두 가지 경우에 이렇게 됩니다.
신경망이 읽는 매개변수가 아니라 그 복사본을 움직였거나, 손실을 미리 한 번만 구해 두고 부를 때마다
그 수를 돌려주는 함수를 넘긴 경우입니다. 어떤 배열을 넘기는지, 그 함수가 불릴 때마다 손실을 새로
구하는지 살펴보세요. W1을 모두 0으로 바꾸고 그 함수를 다시 불러 보세요. 다른 수가 나오나요?
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
