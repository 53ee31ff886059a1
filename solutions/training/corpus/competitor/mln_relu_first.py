"""activation after the first layer only"""

import numpy as np
from common.layers import *

PART = "MultiLayerNet.predict"
IS = ""

class MultiLayerNet(MultiLayerNet):
    def layers(self):
        found = super().layers()
        return [found[0], found[1], *found[2::2]]
