"""Labels are taken to begin at 1."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "SoftmaxWithLoss.labels"
IS = ""

class SoftmaxWithLoss(SoftmaxWithLoss):
    def forward(self, x, t):
        self.y = softmax(x)
        self.t = t if t.shape == x.shape else np.eye(x.shape[1])[t - 1]
        return cross_entropy_error(self.y, self.t)
