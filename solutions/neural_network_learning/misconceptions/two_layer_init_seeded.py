"""The random generator is seeded inside __init__, so all nets start alike.

__init__ 안에서 시드를 고정해 모든 신경망이 똑같이 시작한다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.init"
HINT_EN = """
Two new nets of the same size have exactly the same weights. The random generator seems to be set
to the same starting point each time a net is made. Seeds are fine at the top of a notebook, but
inside the class they make every net a twin of the last. Look for a seed in __init__. By hand:
make two nets and subtract one W1 from the other. Is it all zeros?
"""
HINT_KO = """
크기가 같은 신경망을 두 개 만들면 가중치가 똑같습니다. 신경망을 만들 때마다 난수 생성기를 같은
출발점으로 되돌리는 것 같습니다. 시드는 노트북 맨 위에 두면 괜찮지만, 클래스 안에 있으면 모든
신경망이 쌍둥이가 됩니다. __init__ 안에 시드를 정하는 곳이 있는지 찾아보세요. 신경망을 두 개
만들어 한쪽 W1에서 다른 쪽 W1을 빼 보세요. 모두 0이 나오나요?
"""


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        np.random.seed(0)
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
        return grads
