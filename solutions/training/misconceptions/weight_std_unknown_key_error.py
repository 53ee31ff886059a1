"""An unknown activation is a KeyError of a dict.

모르는 활성화 함수이면 딕셔너리의 KeyError가 난다.
"""

import numpy as np

PART = "weight_std.unknown"
HINT_EN = """
An unknown name ends in a KeyError, since you look it up in a dict. That tells the caller about
your dict and not about their mistake. A ValueError was asked for. You may test with `in` first,
or catch the KeyError and raise a ValueError.
"""
HINT_KO = """
모르는 이름이면 딕셔너리에서 찾다가 KeyError가 납니다. 부른 사람에게 자기 실수가 아니라 내 딕셔너리 이야기를 하는 셈입니다. ValueError를 내야 합니다. 먼저
in으로 확인하거나, KeyError를 받아 ValueError로 바꾸면 됩니다.
"""


GAIN = {"relu": 2.0, "he": 2.0, "sigmoid": 1.0, "tanh": 1.0, "xavier": 1.0}


def weight_std(n_in, activation):
    return np.sqrt(GAIN[activation] / n_in)
