"""The lecture-note version in Korean: nditer with a multi-index, `simpleNet`, one lambda."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax


def numerical_gradient(f, x):
    h = 1e-4  # 0.0001
    grad = np.zeros_like(x)  # x와 모양이 같은 배열

    it = np.nditer(x, flags=["multi_index"], op_flags=["readwrite"])
    while not it.finished:
        자리 = it.multi_index
        원래값 = x[자리]

        x[자리] = 원래값 + h  # f(x+h)
        오른쪽 = f(x)
        x[자리] = 원래값 - h  # f(x-h)
        왼쪽 = f(x)

        grad[자리] = (오른쪽 - 왼쪽) / (2 * h)
        x[자리] = 원래값  # 값 복원
        it.iternext()

    return grad


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x
    x_history = []  # 갱신하기 전의 x를 모아 둔다

    for i in range(step_num):
        x_history.append(x.copy())
        x -= lr * numerical_gradient(f, x)

    return x, np.array(x_history)


class simpleNet:
    def __init__(self):
        self.W = np.random.randn(2, 3)  # 정규분포로 초기화

    def predict(self, x):
        return np.dot(x, self.W)

    def loss(self, x, t):
        z = self.predict(x)
        y = softmax(z)
        return cross_entropy_error(y, t)


class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size, weight_init_std=0.01):
        # 가중치 초기화
        self.params = {}
        self.params["W1"] = weight_init_std * np.random.randn(input_size, hidden_size)
        self.params["b1"] = np.zeros(hidden_size)
        self.params["W2"] = weight_init_std * np.random.randn(hidden_size, output_size)
        self.params["b2"] = np.zeros(output_size)

    def predict(self, x):
        W1, W2 = self.params["W1"], self.params["W2"]
        b1, b2 = self.params["b1"], self.params["b2"]
        은닉층 = sigmoid(np.dot(x, W1) + b1)
        return softmax(np.dot(은닉층, W2) + b2)

    # x : 입력 데이터, t : 정답 레이블
    def loss(self, x, t):
        return cross_entropy_error(self.predict(x), t)

    def accuracy(self, x, t):
        y = np.argmax(self.predict(x), axis=1)
        정답 = np.argmax(t, axis=1)
        return np.sum(y == 정답) / float(x.shape[0])

    def numerical_gradient(self, x, t):
        손실 = lambda W: self.loss(x, t)
        grads = {}
        for 이름 in ("W1", "b1", "W2", "b2"):
            grads[이름] = numerical_gradient(손실, self.params[이름])
        return grads
