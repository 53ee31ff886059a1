"""The points are joined into one long row of numbers.

점들을 한 줄로 길게 이어 붙인다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.history"
HINT_EN = """
All numbers of your history are right, but they stand in one long line, so that one can't tell
where a point ends. The history should have one row for each step. Some NumPy functions flatten
what they join unless told otherwise. Look at how you put the points together. By hand: join [1,
2] and [3, 4] in your way and print the shape. Is it 2 by 2?
"""
HINT_KO = """
숫자는 모두 맞지만 한 줄로 길게 늘어서 있어, 어디까지가 한 점인지 알 수 없습니다. 기록은 걸음마다
한 행이어야 합니다. 넘파이 함수 가운데에는 따로 지정하지 않으면 한 줄로 펴서 이어 붙이는 것이
있습니다. 점들을 어떻게 합치는지 살펴보세요. [1, 2]와 [3, 4]를 내 방법대로 합친 다음 모양을 출력해
보세요. 2행 2열인가요, 아니면 원소 네 개짜리 한 줄인가요?
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = np.array([])

    for _ in range(step_num):
        history = np.append(history, x)
        grad = numerical_gradient(f, x)
        x = x - lr * grad

    return x, history
