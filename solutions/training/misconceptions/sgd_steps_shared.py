"""All optimizers share one learning rate.

모든 옵티마이저가 학습률 하나를 같이 쓴다.
"""

PART = "SGD.steps"
HINT_EN = """
One optimizer alone is right. Make a second one with another lr, and the first goes on with the
second's: the learning rate is stored in the class, of which there is one, and not in the object.
Print a.lr after you have made b. Where does __init__ have to put it?
"""
HINT_KO = """
옵티마이저가 하나뿐이면 맞습니다. lr이 다른 것을 하나 더 만들면 먼저 만든 것까지 그 lr을 씁니다. 학습률을 객체가 아니라 하나뿐인 클래스에 저장했기 때문입니다. b를 만든 뒤
a.lr을 출력해 보세요. __init__은 lr을 어디에 두어야 할까요?
"""


class SGD:
    def __init__(self, lr=0.01):
        SGD.lr = lr

    def update(self, params, grads):
        for key in params:
            params[key] -= SGD.lr * grads[key]
