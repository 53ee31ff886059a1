"""The wrong half is kept.

반대쪽 절반을 남긴다.
"""

PART = "Relu.forward"
HINT_EN = """
What is below 0 comes through, and what is above 0 is set to 0. It is the other way round: Relu
lets positive numbers pass. Look at the mask, and at which entries it marks: those to keep, or
those to clear? By hand: which of -2 and 3 survives?
"""
HINT_KO = """
0보다 작은 값은 그대로 나오고 0보다 큰 값이 0이 됩니다. 반대로 되어야 합니다. Relu는 양수를
통과시킵니다. 마스크가 표시하는 것이 남길 원소인지 지울 원소인지 살펴보세요. -2와 3 가운데
살아남아야 하는 것은 어느 쪽이고, 지금은 어느 쪽이 남나요?
"""


class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[~self.mask] = 0
        return out

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx
