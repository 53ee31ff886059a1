"""The history is overwritten on each turn and keeps one point only.

반복할 때마다 기록을 덮어써 점 하나만 남는다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.history"
HINT_EN = """
Your history holds a single point, the last one before the final step. Every turn seems to replace
what was there, so all earlier points are lost. A history has to grow by one row on each turn.
Look at how the new point gets into the history. By hand: run three steps, print the history on
each turn, and watch whether it gets longer.
"""
HINT_KO = """
기록에 점이 하나뿐이고, 그것은 마지막 걸음 바로 앞의 점입니다. 반복할 때마다 전에 있던 것을 새
점으로 바꾸어 버려서 앞의 점들이 사라진 것 같습니다. 기록은 반복할 때마다 한 행씩 늘어나야 합니다.
새 점이 기록에 어떻게 들어가는지 살펴보세요. 세 걸음만 실행하면서 반복할 때마다 기록을 출력해
보세요. 점점 길어지나요, 아니면 길이가 늘 그대로인가요? 처음 점은 언제 사라지나요?
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history = x.copy()
        grad = numerical_gradient(f, x)
        x = x - lr * grad

    return x, np.array(history)
