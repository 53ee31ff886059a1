"""The right Sigmoid that MultiLayerNet is given in place of a student's own."""

from common.layers import Sigmoid

__all__ = ["Sigmoid"]
