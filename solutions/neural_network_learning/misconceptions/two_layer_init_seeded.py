"""All nets of a size start with the same weights: a seed inside __init__, or arrays for all.

크기가 같은 신경망의 가중치가 모두 똑같다. __init__ 안에서 시드를 정했거나 배열을 함께 쓴다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.init"
HINT_EN = """
Two new nets of the same size have exactly the same weights. That is so where the random generator
is set to the same starting point each time a net is made, where weights that were drawn once are
used again, where all nets share one dict, and where weights are not drawn at all but worked out or
written out. A seed is fine at the top of a notebook, but inside the class it makes every net a
twin of the last. Look for a seed in __init__, and at where the arrays are made. By hand: make two
nets, change one number of the first W1 and print the second. Has it changed as well?
"""
HINT_KO = """
크기가 같은 신경망을 두 개 만들면 가중치가 똑같습니다. 신경망을 만들 때마다 난수 생성기를 같은
출발점으로 되돌리거나, 한 번만 만든 가중치를 모든 신경망에 다시 쓰거나, 딕셔너리 하나를 모든 신경망이
함께 쓰거나, 가중치를 뽑지 않고 계산하거나 코드에 직접 적어 두면 이렇게 됩니다. 시드는 노트북 맨
위에 두면 괜찮지만, 클래스 안에 있으면 모든 신경망이 쌍둥이가 됩니다. __init__ 안에 시드를 정하는
곳이 있는지, 배열을 어디에서 만드는지 찾아보세요. 신경망을 두 개 만들어 첫째 W1의 숫자 하나를 바꾸고
둘째 W1을 출력해 보세요. 거기도 바뀌었나요?
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
