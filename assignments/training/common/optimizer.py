"""The optimizers, which you write in the notebook: ``common.optimizer.Adam`` is your own Adam."""

from common.own import written_by_the_student

__getattr__ = written_by_the_student(__name__, "SGD", "Momentum", "AdaGrad", "RMSprop", "Adam")
