"""Only the first row is looked at."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.accuracy"
IS = ""

class TwoLayerNet(TwoLayerNet):
    accuracy = lambda s, x, t: float(np.argmax(s.predict(x)[0]) == np.argmax(t[0]))
