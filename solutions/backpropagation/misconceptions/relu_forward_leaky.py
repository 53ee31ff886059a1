"""Negative numbers leak through, made small.

음수가 작아진 채로 새어 나온다.
"""

PART = "Relu.forward"
HINT_EN = """
Negative numbers come out small, but not as 0. A hundredth of them leaks through. There is a
function that does so, called leaky Relu, but here the plain one is asked for. Look at the branch
for entries that are not above 0. By hand: what should -5 become?
"""
HINT_KO = """
음수가 0이 되지 않고 작은 값으로 남아 새어 나옵니다. 그런 함수도 있어서 leaky Relu라고 부르지만,
여기서 묻는 것은 보통의 Relu입니다. 0보다 크지 않은 원소를 처리하는 부분을 살펴보세요. -5를 넣으면
무엇이 나와야 하고, 지금은 무엇이 나오나요?
"""


class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] *= 0.01
        return out

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx
