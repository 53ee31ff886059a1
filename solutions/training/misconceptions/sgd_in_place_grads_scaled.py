"""The gradients themselves are multiplied by the learning rate.

기울기 배열 자체에 학습률을 곱한다.
"""

PART = "SGD.in_place"
HINT_EN = """
The parameters end up right, but grads is not what it was: your update has multiplied it by the
learning rate. Whoever still needs the gradients, to draw or to check them, finds other numbers.
An expression can use grads[key] without writing to it. Look for an assignment whose left side is
grads.
"""
HINT_KO = """
매개변수는 맞게 바뀌지만 grads까지 달라졌습니다. update가 기울기에 학습률을 곱해 버렸습니다. 기울기를 그려 보거나 확인하려는 사람은 엉뚱한 값을 보게 됩니다.
grads[key]에 쓰지 않고도 식에서 사용할 수 있습니다. 왼쪽에 grads가 있는 대입문을 찾아보세요.
"""


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params.keys():
            grads[key] *= self.lr
            params[key] -= grads[key]
