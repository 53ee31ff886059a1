"""backward lets everything through.

backward가 모든 것을 흘려보낸다.
"""

PART = "Relu.backward"
HINT_EN = """
backward returns dout as it came. But where x was not above 0, forward gave 0 whatever x was: a
small change of x changes nothing there, so the gradient has to be 0. Remember in forward where
that was, and use it here. What have you kept from forward?
"""
HINT_KO = """
backward가 dout을 받은 그대로 돌려줍니다. 그런데 x가 0보다 크지 않았던 곳에서는 x가 조금 변해도
결과가 늘 0이므로, 기울기도 0이어야 합니다. forward에서 그 위치를 기억해 두었다가 여기서 써야
합니다. forward에서 무엇을 남겨 두었나요?
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
        dx = dx + 0
        return dx
