"""An unknown activation gets a value all the same.

모르는 활성화 함수에도 값을 낸다.
"""

import numpy as np

PART = "weight_std.unknown"
HINT_EN = """
A name that you do not know gets the value of the last branch. A misspelt "rellu" would then go
unnoticed and train badly. It is kinder to stop at once: raise ValueError with a sentence that
names the word. Look at your else.
"""
HINT_KO = """
모르는 이름에도 마지막 갈래의 값을 내줍니다. 그러면 "rellu"처럼 잘못 쓴 이름을 알아채지 못한 채 학습만 나빠집니다. 바로 멈추는 편이 친절합니다. 그 이름을 알려 주는
ValueError를 내세요. else를 살펴보세요.
"""


def weight_std(n_in, activation):
    if activation in ("relu", "he"):
        return np.sqrt(2.0 / n_in)
    else:
        return np.sqrt(1.0 / n_in)
