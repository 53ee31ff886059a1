"""The variance is returned, not the standard deviation.

표준편차가 아니라 분산을 반환한다.
"""

PART = "weight_std.values"
HINT_EN = """
You return 2 / n or 1 / n. That is the variance; the numbers from randn are multiplied by the
standard deviation, its square root. By hand: with 50 inputs and relu, √(2 / 50) = 0.2. With the
variance, 0.04, the weights are five times too small and the activations fade away.
"""
HINT_KO = """
2 / n이나 1 / n을 그대로 반환합니다. 그것은 분산이고, randn이 낸 수에 곱하는 것은 그 제곱근인 표준편차입니다. 입력이 50개이고 relu이면 √(2 / 50)
= 0.2입니다. 분산 0.04를 쓰면 가중치가 다섯 배 작아져 활성화 값이 점점 사라집니다.
"""


def weight_std(n_in, activation):
    if activation in ("relu", "he"):
        return 2.0 / n_in
    elif activation in ("sigmoid", "tanh", "xavier"):
        return 1.0 / n_in
    else:
        raise ValueError(activation)
