"""x_hat 대신 dout만 더함"""

import numpy as np
from common.layers import *

PART = "BatchNormalization.gradients"
IS = ""

class BatchNormalization(BatchNormalization):
    def backward(self, dout):
        out = super().backward(dout)
        self.dgamma = np.sum(dout, axis=0)
        return out
