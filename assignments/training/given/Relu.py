"""The right Relu that MultiLayerNet is given in place of a student's own."""

from common.layers import Relu

__all__ = ["Relu"]
