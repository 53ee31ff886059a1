"""Only the first sample of the batch is looked at.

배치의 첫 번째 표본만 본다.
"""

import numpy as np

PART = "gradient_check.numbers"
HINT_EN = """
For a batch of one sample your numbers are right, for two they are not: you hand over x[:1] and t[:1],
and not the batch. Who calls the function decides how large the batch is, and what goes wrong between
samples shows only when there are several. What do both gradients get as arguments?
"""
HINT_KO = """
표본이 하나뿐이면 맞지만 둘이면 틀립니다. 배치가 아니라 x[:1]과 t[:1]을 넘기기 때문입니다. 배치의 크기는 함수를 부르는 쪽이 정하며, 표본 사이에서 생기는 잘못은 표본이 여럿일
때만 드러납니다. 두 기울기를 구할 때 인수로 무엇을 넘기고 있나요?
"""


def gradient_check(net, x, t):
    numerical = net.numerical_gradient(x[:1], t[:1])
    backprop = net.gradient(x[:1], t[:1])
    return {key: np.average(np.abs(numerical[key] - backprop[key])) for key in numerical}
