"""Copies with rows of the unit matrix: a matrix can't be added, and a closure sees nothing."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "numerical_gradient"
IS = ""

numerical_gradient = lambda f, x, h=1e-4: np.array([(f(x + h * e) - f(x - h * e)) / 2 / h for e in np.eye(len(x))])
