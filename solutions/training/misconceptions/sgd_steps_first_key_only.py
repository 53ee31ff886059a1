"""update ends after the first parameter.

첫 매개변수만 갱신하고 끝난다.
"""

PART = "SGD.steps"
HINT_EN = """
Only the first entry of params is updated; all others stay where they are. Something ends the loop
too early. Look at how far each line of update is indented, and at what stands at the end of the
loop's body. Print the key in the loop: how many do you see?
"""
HINT_KO = """
params의 첫 항목만 갱신되고 나머지는 그대로입니다. 반복문이 너무 일찍 끝나고 있습니다. update의 각 줄이 얼마나 들여쓰기되어 있는지, 반복문 본문의 끝에 무엇이
있는지 살펴보세요. 반복문 안에서 key를 출력해 보세요. 몇 개나 나오나요?
"""


class SGD:
    def __init__(self, lr=0.01):
        self.lr = lr

    def update(self, params, grads):
        for key in params.keys():
            params[key] -= self.lr * grads[key]
            return params
