"""backward shuts the open places and opens the shut ones.

backward에서 열린 곳과 닫힌 곳이 뒤바뀌었다.
"""

PART = "Relu.backward"
HINT_EN = """
Your gradient is 0 where x was positive, and passes where x was negative. It should flow exactly
where the number flowed in forward. Look at what the mask means: does it mark the places that were
open, or the ones that were shut? Then look at how backward uses it.
"""
HINT_KO = """
x가 양수였던 곳의 기울기가 0이고, 음수였던 곳으로는 기울기가 흐릅니다. 기울기는 forward에서 값이
지나간 바로 그곳으로 흘러야 합니다. 마스크가 열린 곳을 표시하는지 닫힌 곳을 표시하는지 확인하고,
backward에서 그것을 어떻게 쓰는지 살펴보세요.
"""


class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dx = dout.copy()
        dx[~self.mask] = 0
        return dx
