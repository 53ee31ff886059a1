"""The sum of the squares is returned, not their mean."""

import numpy as np

# The part that is wrong: the first argument of @check.
PART = "mean_square"
# What a student is told: what the answers show, and a question that leads on. Never code.
HINT_EN = """
Your answer grows with the number of elements: it is as many times too large as there are elements.
A mean does not do that. What has to happen to the sum before it is returned?
"""


def mean_square(x):
    return np.sum(x**2)
