"""A network with batch normalisation, dropout and weight decay, for the lesson's experiments.

Its BatchNormalization and Dropout are the ones that you write in the notebook. It never changes
``x`` or ``t``, and works in training mode in ``loss`` only if asked, in ``gradient`` always.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from common import layers

FloatArray = NDArray[np.float64]
_ACTIVATIONS = {"relu": layers.Relu, "sigmoid": layers.Sigmoid}
_GAIN = {"relu": 2.0, "he": 2.0, "sigmoid": 1.0, "xavier": 1.0}


class MultiLayerNetExtend:
    """Blocks of Affine, (BatchNormalization), activation, (Dropout); the last is Affine alone.

    ``params`` has W1, b1, …, and gamma1, beta1, … with batch normalisation. The layers hold these
    very arrays, so an optimizer has to change them in place.
    """

    def __init__(
        self,
        input_size: int,
        hidden_size_list: Sequence[int],
        output_size: int,
        activation: str = "relu",
        weight_init_std: str | float = "relu",
        weight_decay_lambda: float = 0.0,
        use_dropout: bool = False,
        dropout_ration: float = 0.5,
        use_batchnorm: bool = False,
    ) -> None:
        """Make the layers.

        Args:
            input_size, hidden_size_list, output_size: how many numbers go in, neurons are in each
                hidden layer, and scores come out.
            activation: "relu" or "sigmoid".
            weight_init_std: the weights' standard deviation, or "relu", "he" (square root of 2 by
                the inputs), "sigmoid", "xavier" (of 1 by the inputs).
            weight_decay_lambda: the strength of the weight decay.
            use_dropout, dropout_ration: switch this share of the hidden neurons off in training.
                (The textbook spells it so.)
            use_batchnorm: normalise before each activation.
        """
        self.params: dict[str, FloatArray] = {}
        self.decay = weight_decay_lambda
        self.blocks: list[dict[str, Any]] = []
        widths = [input_size, *hidden_size_list, output_size]
        for i, fan_in in enumerate(widths[:-1], 1):
            spread = weight_init_std
            if isinstance(spread, str):
                spread = (_GAIN[spread.lower()] / fan_in) ** 0.5
            self.params[f"W{i}"] = np.random.normal(0.0, spread, (fan_in, widths[i]))
            self.params[f"b{i}"] = np.zeros(widths[i])
            affine = layers.Affine(self.params[f"W{i}"], self.params[f"b{i}"])
            self.blocks.append({"affine": affine})
        for i, block in enumerate(self.blocks[:-1], 1):
            if use_batchnorm:
                block["norm"] = self._norm(i, widths[i])
            block["activation"] = _ACTIVATIONS[activation.lower()]()
            if use_dropout:
                block["dropout"] = layers.Dropout(dropout_ration)
        self.last = layers.SoftmaxWithLoss()

    def _norm(self, i: int, width: int) -> Any:
        """Return the i-th BatchNormalization, whose parameters are among ``params``."""
        gamma = self.params[f"gamma{i}"] = np.ones(width)
        beta = self.params[f"beta{i}"] = np.zeros(width)
        return layers.BatchNormalization(gamma, beta)

    def predict(self, x: FloatArray, train_flg: bool = False) -> FloatArray:
        """Return the scores (N, K) of a batch (N, D)."""
        for block in self.blocks:
            for kind, layer in block.items():
                has_modes = kind in ("norm", "dropout")
                x = layer.forward(x, train_flg) if has_modes else layer.forward(x)
        return x

    def loss(self, x: FloatArray, t: NDArray[np.generic], train_flg: bool = False) -> float:
        """Return the cross entropy of the softmax of the scores, with the weight decay."""
        decay = sum(float(np.vdot(b["affine"].W, b["affine"].W)) for b in self.blocks)
        return self.last.forward(self.predict(x, train_flg), t) + self.decay / 2 * decay

    def accuracy(self, x: FloatArray, t: NDArray[np.generic]) -> float:
        """Return the share of the rows that are read rightly; ``t`` one-hot, or labels."""
        truth = t.argmax(axis=1) if t.ndim > 1 else t
        return float((self.predict(x).argmax(axis=1) == truth).mean())

    def gradient(self, x: FloatArray, t: NDArray[np.generic]) -> dict[str, FloatArray]:
        """Return the gradient of the loss in training mode by each of ``params``."""
        self.loss(x, t, train_flg=True)
        slope = self.last.backward()
        found: dict[str, FloatArray] = {}
        for i, block in reversed(list(enumerate(self.blocks, 1))):
            for layer in reversed(block.values()):
                slope = layer.backward(slope)
            affine = block["affine"]
            found |= {f"W{i}": affine.dW + self.decay * affine.W, f"b{i}": affine.db}
            if "norm" in block:
                found |= {f"gamma{i}": block["norm"].dgamma, f"beta{i}": block["norm"].dbeta}
        return found
