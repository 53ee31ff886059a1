"""The learning rate is kept and never used.

학습률을 저장만 하고 쓰지 않는다.
"""

PART = "SGD.steps"
HINT_EN = """
Your steps are as long as the gradient itself, whatever the learning rate. It is kept in __init__,
but update never reads it. Look at the line that changes the parameter: which two numbers should
be multiplied there? Compare an optimizer with lr = 0.1 and one with lr = 1.
"""
HINT_KO = """
학습률이 얼마든 기울기만큼 그대로 움직입니다. __init__에서 저장한 학습률을 update에서 읽지 않습니다. 매개변수를 바꾸는 줄에서 무엇과 무엇을 곱해야 하는지
살펴보세요. lr = 0.1일 때와 lr = 1일 때의 걸음을 비교해 보면 알 수 있습니다.
"""


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params.keys():
            params[key] -= grads[key]
