"""Every name of one's own is Korean, even `self`; the loss picks the right class."""

import numpy as np
from common.functions import sigmoid as 시그모이드
from common.functions import softmax as 소프트맥스

아주작은값 = 1e-7


def 한칸미분(함수, 배열, 위치, 폭=1e-4):
    """배열의 한 칸만 앞뒤로 움직여 기울기를 구한다."""
    처음값 = 배열[위치]
    배열[위치] = 처음값 + 폭
    앞 = 함수(배열)
    배열[위치] = 처음값 - 폭
    뒤 = 함수(배열)
    배열[위치] = 처음값  # 반드시 되돌려 놓기
    return (앞 - 뒤) / (2 * 폭)


def numerical_gradient(함수, 배열):
    기울기 = np.zeros_like(배열)
    for 위치 in np.ndindex(배열.shape):
        기울기[위치] = 한칸미분(함수, 배열, 위치)
    return 기울기


def gradient_descent(함수, 시작점, lr=0.01, step_num=100):
    현재 = 시작점.copy()  # 시작점은 그대로 둔다
    지나온길 = []
    for 번째 in range(step_num):
        지나온길.append(현재.copy())
        현재 -= lr * numerical_gradient(함수, 현재)
    return 현재, np.array(지나온길)


def 교차엔트로피(확률, 정답):
    확률, 정답 = np.atleast_2d(확률), np.atleast_2d(정답)
    정답확률 = 확률[np.arange(len(확률)), 정답.argmax(axis=1)]
    return -np.log(정답확률 + 아주작은값).mean()


class SimpleNet:
    def __init__(나):
        나.W = np.random.randn(2, 3)

    def predict(나, 입력):
        return 입력 @ 나.W

    def loss(나, 입력, 정답):
        return 교차엔트로피(소프트맥스(나.predict(입력)), 정답)


class TwoLayerNet:
    def __init__(나, 입력수, 은닉수, 출력수, weight_init_std=0.01):
        나.params = {
            "W1": weight_init_std * np.random.randn(입력수, 은닉수),
            "b1": np.zeros(은닉수),
            "W2": weight_init_std * np.random.randn(은닉수, 출력수),
            "b2": np.zeros(출력수),
        }

    def predict(나, 입력):
        값 = 나.params
        은닉 = 시그모이드(입력 @ 값["W1"] + 값["b1"])
        return 소프트맥스(은닉 @ 값["W2"] + 값["b2"])

    def loss(나, 입력, 정답):
        return 교차엔트로피(나.predict(입력), 정답)

    def accuracy(나, 입력, 정답):
        맞음 = 나.predict(입력).argmax(axis=1) == 정답.argmax(axis=1)
        return 맞음.sum() / len(맞음)

    def numerical_gradient(나, 입력, 정답):
        손실 = lambda _: 나.loss(입력, 정답)
        모음 = {}
        for 이름, 배열 in 나.params.items():
            모음[이름] = numerical_gradient(손실, 배열)
        return 모음
