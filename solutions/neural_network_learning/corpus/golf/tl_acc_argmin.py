"""The smallest probability counts as the answer."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.accuracy"
IS = ""

class TwoLayerNet(TwoLayerNet):
    accuracy = lambda s, x, t: np.mean(np.argmin(s.predict(x), axis=1) == np.argmax(t, axis=1))
