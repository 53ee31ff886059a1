"""W is scaled in place by each prediction."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "SimpleNet.predict"
IS = ""

class SimpleNet(SimpleNet):
    def predict(self, x):
        self.W *= 0.5
        return 2 * x @ self.W
