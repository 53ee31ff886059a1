"""The right Affine that MultiLayerNet is given in place of a student's own."""

from common.layers import Affine

__all__ = ["Affine"]
