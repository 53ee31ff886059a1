"""The loop in which a network learns: mini-batches, updates, and how well it does.

It never looks into the network: it asks for ``loss``, ``accuracy`` and ``gradient``, and hands
``params`` to an optimizer.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from common import optimizer as optimizers

FloatArray = NDArray[np.float64]
_SPELLINGS = {name.lower(): name for name in ("SGD", "Momentum", "AdaGrad", "RMSprop", "Adam")}


class Trainer:
    """Trains a network, and keeps what a picture of the training needs.

    ``train_loss_list`` has the loss of its mini-batch for each step, ``train_acc_list`` and
    ``test_acc_list`` the accuracies after each epoch.
    """

    def __init__(
        self,
        network: Any,
        x_train: FloatArray,
        t_train: FloatArray,
        x_test: FloatArray,
        t_test: FloatArray,
        epochs: int = 20,
        mini_batch_size: int = 100,
        optimizer: Any = "SGD",
        optimizer_param: Mapping[str, float] | None = None,
        evaluate_sample_num_per_epoch: int | None = None,
        verbose: bool = True,
    ) -> None:
        """Prepare a training; ``train()`` begins it.

        Args:
            network: has ``params``, and ``loss``, ``accuracy`` and ``gradient`` of (x, t).
            x_train, t_train, x_test, t_test: a sample a row, and its target.
            epochs: how often each sample has its turn.
            mini_batch_size: samples a step.
            optimizer: an optimizer, or the name of one that you have written ("adam").
            optimizer_param: what one that is named is made with, such as ``{"lr": 0.01}``.
            evaluate_sample_num_per_epoch: accuracies are of the first so many samples; of all
                if None.
            verbose: print a line an epoch.
        """
        self.network = network
        self.x_train, self.t_train = x_train, t_train
        self.x_test, self.t_test = x_test, t_test
        self.epochs, self.verbose = epochs, verbose
        self.batch_size = min(mini_batch_size, len(x_train))
        self.optimizer = _made(optimizer, optimizer_param or {})
        self.sampled = slice(evaluate_sample_num_per_epoch)
        self.train_loss_list: list[float] = []
        self.train_acc_list: list[float] = []
        self.test_acc_list: list[float] = []

    def train(self) -> None:
        """Train for all epochs; the lists grow while it does."""
        for epoch in range(1, self.epochs + 1):
            order = np.random.permutation(len(self.x_train))
            for start in range(0, len(order) - self.batch_size + 1, self.batch_size):
                self.train_step(order[start : start + self.batch_size])
            seen = self._accuracy(self.x_train, self.t_train)
            new = self._accuracy(self.x_test, self.t_test)
            self.train_acc_list.append(seen)
            self.test_acc_list.append(new)
            if self.verbose:
                loss = self.train_loss_list[-1]
                print(f"epoch {epoch:3}: loss {loss:.3f}, train {seen:.1%}, test {new:.1%}")

    def train_step(self, chosen: NDArray[np.intp]) -> None:
        """Update the parameters once, by the mini-batch of the ``chosen`` rows."""
        x, t = self.x_train[chosen], self.t_train[chosen]
        self.optimizer.update(self.network.params, self.network.gradient(x, t))
        self.train_loss_list.append(float(self.network.loss(x, t)))

    def _accuracy(self, x: FloatArray, t: FloatArray) -> float:
        return float(self.network.accuracy(x[self.sampled], t[self.sampled]))


def _made(optimizer: Any, settings: Mapping[str, float]) -> Any:
    """Return an optimizer; one that is named is made, of the class in the notebook."""
    if not isinstance(optimizer, str):
        return optimizer
    name = _SPELLINGS.get(optimizer.lower())
    if name is None:
        known = ", ".join(_SPELLINGS.values())
        raise ValueError(f"no optimizer is called {optimizer!r}; there are {known}")
    return getattr(optimizers, name)(**settings)
