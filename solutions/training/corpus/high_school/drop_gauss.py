"""정규분포로 마스크"""

import numpy as np
from common.layers import *

PART = "Dropout.train"
IS = ""

class Dropout(Dropout):
    def forward(self, x, train_flg=True):
        if train_flg:
            self.mask = np.random.randn(*x.shape) > self.dropout_ratio
            return x * self.mask
        return x * (1 - self.dropout_ratio)
