"""A sample submission with two mistakes: a sum for a mean, and a list that all objects share."""

import numpy as np


def mean_square(x):
    return np.sum(x * x)


class RunningMean:
    shown = []

    def show(self, number):
        self.shown.append(number)
        return sum(self.shown) / len(self.shown)
