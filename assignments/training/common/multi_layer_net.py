"""The network that you write in the notebook: MultiLayerNet is your own."""

from common.own import written_by_the_student

__getattr__ = written_by_the_student(__name__, "MultiLayerNet")
