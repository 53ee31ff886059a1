"""The accuracy is rounded to a whole number."""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax

PART = "TwoLayerNet.accuracy"
IS = ""

class TwoLayerNet(TwoLayerNet):
    accuracy = lambda s, x, t: round(float(np.mean(s.predict(x).argmax(1) == t.argmax(1))))
