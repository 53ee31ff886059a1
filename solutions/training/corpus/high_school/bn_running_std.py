"""분산 대신 표준편차를 기억"""

import numpy as np
from common.layers import *

PART = "BatchNormalization.running"
IS = ""

class BatchNormalization(BatchNormalization):
    def forward(self, x, train_flg=True):
        if train_flg:
            mu, var = x.mean(0), x.var(0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mu
            self.running_var = self.momentum * self.running_var + (1 - self.momentum) * np.sqrt(var)
        else:
            mu, var = self.running_mean, self.running_var
        self.std = np.sqrt(var + 1e-7)
        self.x_hat = (x - mu) / self.std
        return self.gamma * self.x_hat + self.beta
