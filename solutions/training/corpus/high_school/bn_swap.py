"""gamma와 beta를 바꿔 씀"""

import numpy as np
from common.layers import *

PART = "BatchNormalization.forward"
IS = ""

class BatchNormalization(BatchNormalization):
    def forward(self, x, train_flg=True):
        y = super().forward(x, train_flg)
        return self.beta * self.x_hat + self.gamma
