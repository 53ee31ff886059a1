"""The same array is stored on every turn, so all rows show the end.

반복할 때마다 같은 배열을 담아 모든 행이 끝점을 보인다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.history"
HINT_EN = """
All rows of your history are the same, and they show the final point. You seem to store the array
x itself on each turn. It is one and the same array each time, and when it is changed in place,
every stored row changes with it. By hand: put an array a into a list, add 1 to a in place, put it
in again, and print the list.
"""
HINT_KO = """
기록의 모든 행이 똑같고, 마지막 점을 보여 줍니다. 반복할 때마다 배열 x 자체를 담은 것 같습니다. 담은
것은 매번 같은 배열 하나라서, 그 배열의 값을 제자리에서 바꾸면 이미 담아 둔 행까지 모두 함께
바뀝니다. 배열 a를 리스트에 넣고, a에 1을 제자리에서 더한 뒤 다시 넣어 보세요. 리스트를 출력하면 두
칸이 서로 다른가요? 그 순간의 값만 따로 남기려면 무엇이 필요할까요?
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.append(x)
        grad = numerical_gradient(f, x)
        x -= lr * grad

    return x, np.array(history)
