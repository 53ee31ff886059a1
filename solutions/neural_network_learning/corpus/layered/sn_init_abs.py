"""Only positive weights."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "SimpleNet.init"
IS = ""

class SimpleNet(SimpleNet):
    def __init__(self):
        self.W = np.abs(np.random.randn(2, 3))
