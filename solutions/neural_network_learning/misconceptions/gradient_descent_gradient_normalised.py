"""The gradient is scaled to length one before the step.

기울기의 길이를 1로 맞춘 뒤에 움직인다.
"""

import numpy as np
from common.gradient import numerical_gradient

PART = "gradient_descent.path"
HINT_EN = """
Every step has the same length, however steep or flat f is. The direction is right, but near the
minimum the point jumps to and fro instead of settling. It looks as if the gradient is divided by
its own length. Here the steepness must count, so that steps get shorter on flat ground. By hand:
compare the steps from 3 and from 0.3 on x squared with a rate of 0.1.
"""
HINT_KO = """
가파르든 완만하든 한 걸음의 크기가 늘 같습니다. 방향은 맞지만 최솟값 근처에서 자리를 잡지 못하고
왔다 갔다 합니다. 기울기를 자신의 길이로 나누고 있는 것 같습니다. 여기서는 가파른 정도도 걸음에
들어가야, 완만한 곳에서 걸음이 저절로 짧아집니다. 기울기를 구한 뒤 나누는 곳이 있는지 살펴보세요.
x의 제곱에서 학습률 0.1로 3과 0.3에서 각각 한 걸음씩 옮겨 비교해 보세요.
"""


def gradient_descent(f, init_x, lr=0.01, step_num=100):
    x = init_x.copy()
    history = []

    for _ in range(step_num):
        history.append(x.copy())
        grad = numerical_gradient(f, x)
        norm = np.sqrt(np.sum(grad**2))
        if norm > 0:
            grad = grad / norm
        x = x - lr * grad

    return x, np.array(history)
