"""Every variable is moved at once instead of one at a time.

변수를 하나씩이 아니라 한꺼번에 움직인다.
"""

import numpy as np

PART = "numerical_gradient"
HINT_EN = """
All entries of your gradient are the same number: the sum of the slopes you should have found.
That happens when h is added to the whole array, so all variables move together. A partial
derivative asks what one variable does while the rest stand still. Look at what you hand to f. By
hand: for f = a + 10b the answer is 1 and 10. What comes out if both grow by h?
"""
HINT_KO = """
모든 원소가 같은 값이고, 그 값은 원래 나와야 할 기울기들의 합입니다. 배열 전체에 h를 더해서 모든
변수가 함께 움직일 때 이렇게 됩니다. 편미분은 나머지를 그대로 두고 변수 하나만 움직였을 때의
변화입니다. f에 무엇을 넘기는지 살펴보세요. f = a + 10b라면 답은 1과 10입니다. a와 b가 둘 다 h만큼
커지면 얼마가 나오는지 손으로 계산해 보세요.
"""


def numerical_gradient(f, x):
    h = 1e-4
    grad = np.zeros_like(x)

    for idx in np.ndindex(x.shape):
        grad[idx] = (f(x + h) - f(x - h)) / (2 * h)

    return grad
