"""The gradient is added in place of subtracted.

기울기를 빼지 않고 더한다.
"""

PART = "SGD.steps"
HINT_EN = """
Your parameters move by the right amount, but the wrong way: up the hill. The gradient points to
where the loss grows, so an update goes against it. Look at the sign in front of the learning
rate. By hand: for f(x) = x² at x = 3 the gradient is 6. Should x become larger or smaller?
"""
HINT_KO = """
옮겨 가는 거리는 맞는데 방향이 반대라 언덕을 올라가고 있습니다. 기울기는 손실이 커지는 쪽을 가리키므로 갱신은 그 반대쪽으로 해야 합니다. 학습률 앞의 부호를 살펴보세요.
f(x) = x²이고 x = 3이면 기울기는 6입니다. x는 커져야 할까요, 작아져야 할까요?
"""


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params.keys():
            params[key] += self.lr * grads[key]
