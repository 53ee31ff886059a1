"""The right SoftmaxWithLoss that MultiLayerNet is given in place of a student's own."""

from common.layers import SoftmaxWithLoss

__all__ = ["SoftmaxWithLoss"]
