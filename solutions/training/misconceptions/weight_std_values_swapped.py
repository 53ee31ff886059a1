"""He's and Xavier's values have changed places.

He 초깃값과 Xavier 초깃값이 바뀌었다.
"""

import numpy as np

PART = "weight_std.values"
HINT_EN = """
The two rules have changed places. Relu cuts away about half of its inputs, so its weights have to
be larger: √(2 / n), called He. Sigmoid and tanh take √(1 / n), called Xavier. For the same n,
which of the two is larger? Check with n = 2 that relu gives 1.
"""
HINT_KO = """
두 규칙이 바뀌었습니다. relu는 입력의 절반쯤을 잘라 내므로 가중치가 더 커야 합니다. 이것이 √(2 / n), He 초깃값입니다. sigmoid와 tanh는 √(1 /
n), Xavier 초깃값입니다. n이 2일 때 relu이면 1이 나오는지 확인해 보세요.
"""


def weight_std(n_in, activation):
    if activation in ("sigmoid", "tanh", "xavier"):
        return np.sqrt(2.0 / n_in)
    elif activation in ("relu", "he"):
        return np.sqrt(1.0 / n_in)
    else:
        raise ValueError(activation)
