"""한국어 이름으로 쓴 풀이. Korean identifiers and comments, in the textbook's order."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


class Relu:
    def forward(self, x):
        self.음수 = x < 0
        결과 = np.array(x, copy=True)
        결과[self.음수] = 0  # 음수는 모두 0으로
        return 결과

    def backward(self, dout):
        기울기 = np.array(dout, copy=True)
        기울기[self.음수] = 0
        return 기울기


class Sigmoid:
    def forward(self, x):
        self.출력 = sigmoid(x)
        return self.출력

    def backward(self, dout):
        return dout * self.출력 * (1.0 - self.출력)


class Affine:
    def __init__(self, W, b):
        self.가중치, self.편향 = W, b
        self.dW, self.db = None, None

    def forward(self, x):
        self.원래모양 = x.shape
        self.입력 = x.reshape(x.shape[0], -1)
        return np.dot(self.입력, self.가중치) + self.편향

    def backward(self, dout):
        self.dW = np.dot(self.입력.T, dout)
        self.db = dout.sum(axis=0)
        return np.dot(dout, self.가중치.T).reshape(self.원래모양)


class SoftmaxWithLoss:
    def forward(self, x, t):
        # 정답이 번호면 원-핫으로 바꾼다
        if t.ndim == 1:
            t = np.eye(x.shape[1])[t]
        self.확률, self.정답 = softmax(x), t
        self.손실 = cross_entropy_error(self.확률, self.정답)
        return self.손실

    def backward(self, dout=1):
        배치크기 = self.정답.shape[0]
        return dout * (self.확률 - self.정답) / 배치크기


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        self.params = {}
        크기 = [input_size, hidden_size, output_size]
        self.계층들 = []
        for 번호 in (1, 2):
            W = weight_init_std * np.random.randn(크기[번호 - 1], 크기[번호])
            b = np.zeros(크기[번호])
            self.params[f"W{번호}"], self.params[f"b{번호}"] = W, b
            self.계층들.append(Affine(W, b))
            if 번호 == 1:
                self.계층들.append(Relu())
        self.마지막 = SoftmaxWithLoss()

    def predict(self, x):
        for 계층 in self.계층들:
            x = 계층.forward(x)
        return x

    def loss(self, x, t):
        return self.마지막.forward(self.predict(x), t)

    def accuracy(self, x, t):
        예측 = self.predict(x).argmax(axis=1)
        정답 = t if t.ndim == 1 else t.argmax(axis=1)
        return np.mean(예측 == 정답)

    def gradient(self, x, t):
        self.loss(x, t)
        흐름 = self.마지막.backward()
        for 계층 in self.계층들[::-1]:
            흐름 = 계층.backward(흐름)
        아핀 = [계층 for 계층 in self.계층들 if hasattr(계층, "dW")]
        기울기 = {}
        for 번호, 계층 in enumerate(아핀, start=1):
            기울기[f"W{번호}"], 기울기[f"b{번호}"] = 계층.dW, 계층.db
        return 기울기


def gradient_check(net, x, t):
    수치, 역전파 = net.numerical_gradient(x, t), net.gradient(x, t)
    차이 = {}
    for 이름 in net.params.keys():
        차이[이름] = np.average(np.abs(수치[이름] - 역전파[이름]))
    return 차이
