"""backward writes the zeros into dout itself.

backward가 dout 자체에 0을 써넣는다.
"""

PART = "Relu.arguments"
HINT_EN = """
The values are right, but after backward the array that was handed in has changed: the zeros stand
in dout itself. If the same gradient flows into two branches, the other one gets your zeros as
well. Take a copy first, or make a new array. Which array do you return?
"""
HINT_KO = """
값은 맞지만, backward를 부르고 나면 넘겨준 dout이 바뀌어 있습니다. dout 자체에 0을 써넣었기
때문입니다. 같은 기울기가 두 갈래로 흐른다면 다른 쪽도 그 0을 받게 됩니다. 먼저 복사하거나 새
배열을 만드세요. 반환하는 것은 어느 배열인가요?
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
        dx = dout
        dx[self.mask] = 0
        return dx
