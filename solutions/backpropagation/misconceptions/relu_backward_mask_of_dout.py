"""backward looks at the sign of dout.

backward가 dout의 부호를 본다.
"""

PART = "Relu.backward"
HINT_EN = """
Your backward decides by the sign of dout. A gradient may well be negative, and then it has to pass
on just the same. What decides is x: where was the number above 0 when it went forward? That has to
be remembered in forward. Which array does your comparison look at?
"""
HINT_KO = """
backward가 dout의 부호를 보고 막을지 말지 정합니다. 기울기는 음수일 수도 있고, 그때도 그대로 흘러야
합니다. 기준은 x입니다. forward에서 x가 0보다 컸던 곳이 어디인지 기억해 두어야 합니다. 비교에 쓰인
배열이 무엇인지 살펴보세요.
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
        dx[dout <= 0] = 0
        return dx
