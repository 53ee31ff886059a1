"""An unknown activation is only printed.

모르는 활성화 함수이면 출력만 한다.
"""

import numpy as np

PART = "weight_std.unknown"
HINT_EN = """
For an unknown name you print something and return nothing. The caller goes on with None, and the
error appears somewhere else, where nobody understands it. Raise a ValueError in place of
printing: it stops right here and says why. Try weight_std(10, "softmax") in a cell.
"""
HINT_KO = """
모르는 이름이면 글자만 출력하고 아무것도 반환하지 않습니다. 그러면 부른 쪽은 None으로 계속하다가 엉뚱한 곳에서 멈춥니다. 출력하지 말고 ValueError를 내세요. 바로
여기서 멈추고 까닭을 알려 줍니다. 셀에서 weight_std(10, "softmax")를 실행해 보세요.
"""


def weight_std(n_in, activation):
    if activation in ("relu", "he"):
        return np.sqrt(2.0 / n_in)
    elif activation in ("sigmoid", "tanh", "xavier"):
        return np.sqrt(1.0 / n_in)
    else:
        print("unknown activation:", activation)
