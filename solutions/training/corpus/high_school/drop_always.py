"""테스트 때도 끔"""

import numpy as np
from common.layers import *

PART = "Dropout.test"
IS = "dropout_test_still_drops"

class Dropout(Dropout):
    def forward(self, x, train_flg=True):
        self.mask = np.random.rand(*x.shape) > self.dropout_ratio
        return x * self.mask
