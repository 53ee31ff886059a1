"""Only the final point is returned, without the history.

기록 없이 마지막 점만 반환한다.
"""

from common.gradient import numerical_gradient

PART = "gradient_descent.history"
HINT_EN = """
A point comes back, and the history does not come with it. The function should give back two things:
the point where it ends, and the path that led there. Look at the last line of your function, and at
whether the points on the way are kept anywhere. By hand: call your function and try to unpack the
result into two names. What does Python say?
"""
HINT_KO = """
점 하나만 나오고 기록이 함께 나오지 않았습니다. 이 함수는 두 가지를 반환해야 합니다. 하나는 도착한
점이고, 다른 하나는 거기까지 지나온 경로입니다. 함수의 마지막 줄을 살펴보고, 지나온 점들을 어딘가에
모아 두는지도 확인해 보세요. 함수를 호출한 결과를 두 변수에 나누어 받아 보면 알 수 있습니다. 두 번째
변수에는 무엇이 들어가나요? 걸음 수만큼의 행을 가지고 있나요?
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()

    for _ in range(step_num):
        grad = numerical_gradient(f, x)
        x = x - lr * grad

    return x
