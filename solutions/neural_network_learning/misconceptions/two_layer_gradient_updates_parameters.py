"""Each parameter is moved as soon as its gradient is known.

기울기를 구하는 대로 매개변수를 갱신해 버린다.
"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.numerical_gradient"
HINT_EN = """
After the call, the parameters have moved by a training step, so the later gradients belong to a
net that has already changed. Taking gradients and taking a step are two jobs. This method should
only measure, and leave the net as it was. Look for a line that changes params. By hand: call the
method twice in a row with the same batch. Both results should be the same.
"""
HINT_KO = """
호출하고 나면 매개변수가 학습을 한 걸음 한 것처럼 바뀌어 있습니다. 그래서 뒤의 기울기는 이미
달라진 신경망에서 구한 것이 됩니다. 기울기를 재는 일과 한 걸음 움직이는 일은 서로 다릅니다. 이
메서드는 재기만 하고 신경망을 그대로 두어야 합니다. params를 바꾸는 줄이 있는지 찾아보세요. 같은
배치로 두 번 잇달아 호출해 보세요. 두 결과가 같아야 하는데, 같은가요?
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
        for key in ("W1", "b1", "W2", "b2"):
            grads[key] = numerical_gradient(loss_W, self.params[key])
            self.params[key] -= 0.1 * grads[key]
        return grads
