"""Every network gets the same weights.

신경망마다 가중치가 똑같다.
"""

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss

PART = "MultiLayerNet.init"
HINT_EN = """
Two of your networks have the very same weights. That is so where the random seed is set inside
__init__, where weights that were drawn once are used again, where all networks share one dict, and
where weights are not drawn at all but worked out or written out. Each experiment then begins at
the same place and looks more certain than it is. Whoever wants that sets a seed outside. Look for
seed, for a generator that is made with a number, and at where the arrays are made.
"""
HINT_KO = """
신경망 두 개의 가중치가 똑같습니다. __init__ 안에서 난수 시드를 고정했거나, 한 번만 만든 가중치를
모든 신경망에 다시 썼거나, 딕셔너리 하나를 모든 신경망이 함께 썼거나, 가중치를 뽑지 않고 계산하거나
코드에 직접 적어 두었기 때문입니다. 그러면 실험을 되풀이해도 늘 같은 곳에서 시작해서, 결과가 실제보다
확실해 보입니다. 시드는 필요한 사람이 밖에서 정하면 됩니다. seed나 숫자를 넣어 만든 난수 생성기가 있는지,
배열을 어디에서 만드는지 찾아보세요.
"""


class MultiLayerNet:
    def __init__(
        self,
        input_size,
        hidden_size_list,
        output_size,
        activation="relu",
        weight_init_std="relu",
        weight_decay_lambda=0,
    ):
        self.hidden_layer_num = len(hidden_size_list)
        self.weight_decay_lambda = weight_decay_lambda
        self.params = {}

        # 가중치 초기화
        np.random.seed(0)
        all_size_list = [input_size] + list(hidden_size_list) + [output_size]
        for idx in range(1, len(all_size_list)):
            scale = weight_init_std
            if str(weight_init_std).lower() in ("relu", "he"):
                scale = np.sqrt(2.0 / all_size_list[idx - 1])
            elif str(weight_init_std).lower() in ("sigmoid", "xavier"):
                scale = np.sqrt(1.0 / all_size_list[idx - 1])
            self.params["W" + str(idx)] = scale * np.random.randn(
                all_size_list[idx - 1], all_size_list[idx]
            )
            self.params["b" + str(idx)] = np.zeros(all_size_list[idx])

        # 계층 생성
        activation_layer = {"sigmoid": Sigmoid, "relu": Relu}
        self.layers = {}
        for idx in range(1, self.hidden_layer_num + 1):
            self.layers["Affine" + str(idx)] = Affine(
                self.params["W" + str(idx)], self.params["b" + str(idx)]
            )
            self.layers["Activation" + str(idx)] = activation_layer[activation]()
        idx = self.hidden_layer_num + 1
        self.layers["Affine" + str(idx)] = Affine(
            self.params["W" + str(idx)], self.params["b" + str(idx)]
        )
        self.last_layer = SoftmaxWithLoss()

    def predict(self, x):
        for layer in self.layers.values():
            x = layer.forward(x)
        return x

    def loss(self, x, t):
        y = self.predict(x)
        weight_decay = 0
        for idx in range(1, self.hidden_layer_num + 2):
            W = self.params["W" + str(idx)]
            weight_decay += 0.5 * self.weight_decay_lambda * np.sum(W**2)
        return self.last_layer.forward(y, t) + weight_decay

    def accuracy(self, x, t):
        y = np.argmax(self.predict(x), axis=1)
        if t.ndim != 1:
            t = np.argmax(t, axis=1)
        return np.sum(y == t) / float(x.shape[0])

    def gradient(self, x, t):
        self.loss(x, t)

        dout = self.last_layer.backward(1)
        for layer in reversed(list(self.layers.values())):
            dout = layer.backward(dout)

        grads = {}
        for idx in range(1, self.hidden_layer_num + 2):
            affine = self.layers["Affine" + str(idx)]
            grads["W" + str(idx)] = affine.dW + self.weight_decay_lambda * affine.W
            grads["b" + str(idx)] = affine.db
        return grads
