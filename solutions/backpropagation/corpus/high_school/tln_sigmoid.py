"""relu 대신 sigmoid"""

import numpy as np
from common.functions import cross_entropy_error, sigmoid, softmax
from common.gradient import numerical_gradient

PART = "TwoLayerNet.predict"
IS = "two_layer_predict_sigmoid"

class TwoLayerNet(TwoLayerNet):
    def __init__(self, *a, **k):
        super().__init__(*a, **k)
        self.layers[1] = Sigmoid()
