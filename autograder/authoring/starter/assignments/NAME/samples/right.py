"""A sample submission that is right; `gradkit demo NAME` grades what lies in this folder."""

import numpy as np


def mean_square(x):
    return np.sum(x * x) / x.size


class RunningMean:
    def __init__(self):
        self.mean, self.count = 0.0, 0

    def show(self, number):
        self.count += 1
        self.mean += (number - self.mean) / self.count
        return self.mean
