"""The 2 stands outside the root.

2가 제곱근 밖에 있다.
"""

import numpy as np

PART = "weight_std.values"
HINT_EN = """
For relu you return 2 / √n, which is √2 too large: the 2 belongs under the root, as in √(2 / n).
Look at where the brackets of sqrt close. By hand: with 8 inputs and relu, √(2 / 8) = 0.5.
"""
HINT_KO = """
relu일 때 2 / √n을 반환해서 √2 배 큽니다. √(2 / n)처럼 2도 제곱근 안에 있어야 합니다. sqrt의 괄호가 어디에서 닫히는지 살펴보세요. 입력이 8개이고
relu이면 √(2 / 8) = 0.5입니다.
"""


def weight_std(n_in, activation):
    if activation in ("relu", "he"):
        return 2.0 / np.sqrt(n_in)
    elif activation in ("sigmoid", "tanh", "xavier"):
        return np.sqrt(1.0 / n_in)
    else:
        raise ValueError(activation)
