"""One mask for all rows."""

import numpy as np

PART = "Dropout.train"
IS = ""


class Dropout:
    def __init__(self, dropout_ratio=0.5):
        self.ratio = dropout_ratio

    def forward(self, x, train_flg=True):
        keep = 1 - self.ratio
        if not train_flg:
            return keep * x
        self.kept = (np.random.uniform(size=x.shape[-1]) < keep).astype(float)
        return self.kept * x

    def backward(self, dout):
        return self.kept * dout
