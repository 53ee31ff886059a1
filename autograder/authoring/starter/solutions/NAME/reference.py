"""The reference solution: full marks, and what hidden checks compare with."""

import numpy as np


def mean_square(x):
    """Return the mean of x**2, a number."""
    return np.mean(x**2)


class RunningMean:
    """The mean of the numbers shown so far; 0.0 before the first one."""

    def __init__(self):
        self.numbers = []

    def show(self, number):
        """Take one more number in; return the mean so far."""
        self.numbers.append(number)
        return sum(self.numbers) / len(self.numbers)
