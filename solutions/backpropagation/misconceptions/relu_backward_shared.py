"""All layers share one mask.

모든 계층이 마스크 하나를 같이 쓴다.
"""

import numpy as np

PART = "Relu.backward"
HINT_EN = """
One layer alone is right. Make two, call forward of the first, then of the second, and then backward
of the first: it goes by what the second has seen. What belongs to one layer has to be stored in
that object. To what do you assign the mask, to self or to the class?
"""
HINT_KO = """
계층이 하나뿐이면 맞습니다. 두 개를 만들어 첫째의 forward, 둘째의 forward, 첫째의 backward 순서로 불러 보세요. 첫째가 둘째의 입력을 따릅니다. 계층마다 따로
기억해야 할 것은 그 객체에 저장해야 합니다. 마스크를 self에 넣었나요, 클래스에 넣었나요?
"""


class Relu:
    mask = None

    def forward(self, x):
        Relu.mask = x > 0
        return np.maximum(x, 0)

    def backward(self, dout):
        return dout * Relu.mask
