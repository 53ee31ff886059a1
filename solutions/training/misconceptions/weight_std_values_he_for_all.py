"""Every activation gets He's value.

모든 활성화 함수에 He 초깃값을 쓴다.
"""

import numpy as np

PART = "weight_std.values"
HINT_EN = """
relu is right, but sigmoid, tanh and xavier get the same value. Relu sets about half of its inputs
to zero, and the 2 makes up for that. The others lose nothing, so they need no 2. Look at your
branches: is the second one ever reached?
"""
HINT_KO = """
relu는 맞지만 sigmoid, tanh, xavier에도 같은 값을 냅니다. 2는 relu가 입력의 절반쯤을 0으로 만드는 것을 메우려고 곱합니다. 다른 함수는 잃는 것이
없으니 2가 필요 없습니다. 조건문을 보세요. 두 번째 갈래에 이르는 일이 있나요?
"""


def weight_std(n_in, activation):
    if activation in ("relu", "he"):
        return np.sqrt(2.0 / n_in)
    elif activation in ("sigmoid", "tanh", "xavier"):
        return np.sqrt(2.0 / n_in)
    else:
        raise ValueError(activation)
