"""모든 원소의 기울기를 더한 값 하나를 반환"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

def numerical_gradient(f, x):
    h = 1e-4
    합 = 0.0
    for i in np.ndindex(x.shape):
        저장 = x[i]
        x[i] = 저장 + h
        위 = f(x)
        x[i] = 저장 - h
        아래 = f(x)
        x[i] = 저장
        합 += (위 - 아래) / (2 * h)
    return 합
