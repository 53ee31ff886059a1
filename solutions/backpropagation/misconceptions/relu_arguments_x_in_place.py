"""forward writes the zeros into x itself.

forward가 x 자체에 0을 써넣는다.
"""

PART = "Relu.arguments"
HINT_EN = """
After forward, the array that was handed in has changed: the zeros were written into x itself.
Whoever called you may still need it, and so may the layer before. An assignment makes no copy, it
only gives the same array a second name. On which array do you set the zeros?
"""
HINT_KO = """
forward를 부르고 나면 넘겨준 배열이 바뀌어 있습니다. x 자체에 0을 써넣었기 때문입니다. 부른 쪽이나
앞 계층에서 그 배열이 아직 필요할 수 있습니다. 대입은 복사가 아니라 같은 배열에 이름을 하나 더
붙이는 일입니다. 어느 배열에 0을 쓰고 있나요?
"""


class Relu:
    def __init__(self):
        self.mask = None

    def forward(self, x):
        self.mask = x <= 0
        out = x
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dx = dout.copy()
        dx[self.mask] = 0
        return dx
