"""배치 전체에 소프트맥스"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "SoftmaxWithLoss.forward"
IS = ""

class SoftmaxWithLoss(SoftmaxWithLoss):
    def forward(self, x, t):
        e = np.exp(x - x.max())
        self.y = e / e.sum()
        self.t = t if t.shape == x.shape else np.eye(x.shape[1])[t]
        return cross_entropy_error(self.y, self.t)
