"""엡실론이 너무 큼 (0.1)"""

import numpy as np
from common.layers import *

PART = "BatchNormalization.forward"
IS = ""

class BatchNormalization(BatchNormalization):
    def forward(self, x, train_flg=True):
        if train_flg:
            mu, var = x.mean(0), x.var(0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * var
        else:
            mu, var = self.running_mean, self.running_var
        self.std = np.sqrt(var + 0.1)
        self.x_hat = (x - mu) / self.std
        return self.gamma * self.x_hat + self.beta
