"""backward multiplies dout by the output.

backward가 dout에 출력값을 곱한다.
"""

PART = "Relu.backward"
HINT_EN = """
Your gradient grows with x: dout is multiplied by the number that came out. Where Relu is open, its
slope is 1, whether x is 2 or 200, because the output grows exactly as much as x does. So what
should dout be multiplied by where x was above 0?
"""
HINT_KO = """
기울기가 x에 비례해서 커집니다. dout에 출력값을 곱했기 때문입니다. Relu가 열린 곳에서는 x가 2이든
200이든 출력이 x와 똑같이 늘어나므로 기울기는 늘 1입니다. 그렇다면 x가 0보다 컸던 곳에서 dout에
무엇을 곱해야 할까요?
"""


class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        self.out = out
        return out

    def backward(self, dout):
        return dout * self.out
