"""The reference solution of "How networks are made to learn": the formulas of the chapter, once.

It must never hold more than the formulas: no checks, no tolerances, no points. The build takes its
definitions over, one by one, as the solution cells of the notebook, so each uses only `np` and what
`common` gives, and can be read by itself.
"""

from __future__ import annotations

import numpy as np
from common.layers import Affine, Relu, Sigmoid, SoftmaxWithLoss


class SGD:
    """x ← x - η g."""

    def __init__(self, lr: float = 0.01) -> None:
        """Keep the learning rate η."""
        self.lr = lr

    def update(self, params: dict[str, np.ndarray], grads: dict[str, np.ndarray]) -> None:
        """Change every array of `params` in place; `grads` has the same keys and shapes."""
        for key in params:
            params[key] -= self.lr * grads[key]


class Momentum:
    """v ← α v - η g,   x ← x + v."""

    def __init__(self, lr: float = 0.01, momentum: float = 0.9) -> None:
        """Keep η and α; the velocities v begin at 0 when the first gradients come."""
        self.lr = lr
        self.momentum = momentum
        self.v: dict[str, np.ndarray] = {}

    def update(self, params: dict[str, np.ndarray], grads: dict[str, np.ndarray]) -> None:
        """Change every array of `params` in place; `grads` has the same keys and shapes."""
        for key, g in grads.items():
            v = self.v.setdefault(key, np.zeros_like(g))
            v[...] = self.momentum * v - self.lr * g
            params[key] += v


class AdaGrad:
    """h ← h + g²,   x ← x - η g / (√h + ε)."""

    def __init__(self, lr: float = 0.01) -> None:
        """Keep η; the sums of squares h begin at 0 when the first gradients come."""
        self.lr = lr
        self.h: dict[str, np.ndarray] = {}

    def update(self, params: dict[str, np.ndarray], grads: dict[str, np.ndarray]) -> None:
        """Change every array of `params` in place; `grads` has the same keys and shapes."""
        for key, g in grads.items():
            h = self.h.setdefault(key, np.zeros_like(g))
            h += g**2
            params[key] -= self.lr * g / (np.sqrt(h) + 1e-7)


class RMSprop:
    """h ← ρ h + (1 - ρ) g²,   x ← x - η g / (√h + ε)."""

    def __init__(self, lr: float = 0.01, decay_rate: float = 0.99) -> None:
        """Keep η and ρ; the means of squares h begin at 0 when the first gradients come."""
        self.lr = lr
        self.decay_rate = decay_rate
        self.h: dict[str, np.ndarray] = {}

    def update(self, params: dict[str, np.ndarray], grads: dict[str, np.ndarray]) -> None:
        """Change every array of `params` in place; `grads` has the same keys and shapes."""
        for key, g in grads.items():
            h = self.h.setdefault(key, np.zeros_like(g))
            h[...] = self.decay_rate * h + (1 - self.decay_rate) * g**2
            params[key] -= self.lr * g / (np.sqrt(h) + 1e-7)


class Adam:
    """m ← β₁ m + (1 - β₁) g,   v ← β₂ v + (1 - β₂) g²,   x ← x - η m̂ / (√v̂ + ε).

    m̂ = m / (1 - β₁ᵗ) and v̂ = v / (1 - β₂ᵗ) at the t-th update, t = 1, 2, …
    """

    def __init__(self, lr: float = 0.001, beta1: float = 0.9, beta2: float = 0.999) -> None:
        """Keep η, β₁ and β₂; t, m and v begin at 0."""
        self.lr = lr
        self.beta1 = beta1
        self.beta2 = beta2
        self.t = 0
        self.m: dict[str, np.ndarray] = {}
        self.v: dict[str, np.ndarray] = {}

    def update(self, params: dict[str, np.ndarray], grads: dict[str, np.ndarray]) -> None:
        """Change every array of `params` in place; `grads` has the same keys and shapes."""
        self.t += 1
        for key, g in grads.items():
            m = self.m.setdefault(key, np.zeros_like(g))
            v = self.v.setdefault(key, np.zeros_like(g))
            m[...] = self.beta1 * m + (1 - self.beta1) * g
            v[...] = self.beta2 * v + (1 - self.beta2) * g**2
            m_hat = m / (1 - self.beta1**self.t)
            v_hat = v / (1 - self.beta2**self.t)
            params[key] -= self.lr * m_hat / (np.sqrt(v_hat) + 1e-7)


def weight_std(n_in: int, activation: str) -> float:
    """√(2 / n_in) for "relu" and "he", √(1 / n_in) for "sigmoid", "tanh" and "xavier".

    Raises ValueError for any other `activation`. Sources: He et al. (2015), Glorot and Bengio
    (2010), the latter as the textbook shortens it.
    """
    if activation in ("relu", "he"):
        return float(np.sqrt(2 / n_in))
    if activation in ("sigmoid", "tanh", "xavier"):
        return float(np.sqrt(1 / n_in))
    raise ValueError(f"no standard deviation is known for the activation {activation!r}")


class BatchNormalization:
    """y = γ x̂ + β with x̂ = (x - μ) / √(σ² + ε), column by column; μ, σ² of the batch (N, D)."""

    def __init__(self, gamma: np.ndarray, beta: np.ndarray, momentum: float = 0.9) -> None:
        """Hold γ (D,) and β (D,); the running mean and variance begin at 0."""
        self.gamma = gamma
        self.beta = beta
        self.momentum = momentum
        self.running_mean = np.zeros_like(gamma)
        self.running_var = np.zeros_like(gamma)

    def forward(self, x: np.ndarray, train_flg: bool = True) -> np.ndarray:
        """y of a batch (N, D): by its own μ and σ² in training, else by the running ones."""
        mean, var = self.running_mean, self.running_var
        if train_flg:
            mean, var = x.mean(axis=0), x.var(axis=0)
            keep = self.momentum
            self.running_mean = keep * self.running_mean + (1 - keep) * mean
            self.running_var = keep * self.running_var + (1 - keep) * var
        self.std = np.sqrt(var + 1e-7)
        self.x_hat = (x - mean) / self.std
        return self.gamma * self.x_hat + self.beta

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """∂L/∂x = (δ - mean(δ) - x̂ mean(δ x̂)) / σ with δ = γ dout; leaves dγ and dβ."""
        self.dgamma = np.sum(dout * self.x_hat, axis=0)
        self.dbeta = np.sum(dout, axis=0)
        d = self.gamma * dout
        dx: np.ndarray = (
            d - d.mean(axis=0) - self.x_hat * (d * self.x_hat).mean(axis=0)
        ) / self.std
        return dx


class Dropout:
    """y = x · mask in training, y = x · (1 - ratio) at test time; mask 0 with probability ratio."""

    def __init__(self, dropout_ratio: float = 0.5) -> None:
        """Keep the share of neurons that are switched off."""
        self.dropout_ratio = dropout_ratio

    def forward(self, x: np.ndarray, train_flg: bool = True) -> np.ndarray:
        """Switch neurons off at random in training; at test time scale all of them."""
        if not train_flg:
            return x * (1 - self.dropout_ratio)
        self.mask = np.random.rand(*x.shape) >= self.dropout_ratio
        return x * self.mask

    def backward(self, dout: np.ndarray) -> np.ndarray:
        """dout · mask, with the mask of the last forward pass in training."""
        return dout * self.mask


class MultiLayerNet:
    """Affine - activation - … - Affine - softmax with loss, and weight decay ½ λ Σ W²."""

    def __init__(
        self,
        input_size: int,
        hidden_size_list: list[int],
        output_size: int,
        activation: str = "relu",
        weight_init_std: str | float = "relu",
        weight_decay_lambda: float = 0,
    ) -> None:
        """W_l (n_{l-1}, n_l) ~ N(0, s²) with s a number or by n_{l-1}; b_l (n_l,) zero."""
        self.weight_decay_lambda = weight_decay_lambda
        sizes = [input_size, *hidden_size_list, output_size]
        self.depth = len(sizes) - 1
        self.params: dict[str, np.ndarray] = {}
        for i in range(1, len(sizes)):
            n_in, n_out = sizes[i - 1], sizes[i]
            std = weight_init_std
            if isinstance(std, str):
                std = weight_std(n_in, std)
            self.params[f"W{i}"] = std * np.random.randn(n_in, n_out)
            self.params[f"b{i}"] = np.zeros(n_out)
        self.activations = [{"relu": Relu, "sigmoid": Sigmoid}[activation]() for _ in sizes[2:]]

    def layers(self) -> list[Affine | Relu | Sigmoid]:
        """Return the layers in order, with the present parameters: A1, f1, A2, …, A_depth."""
        p = self.params
        self.affines = [Affine(p[f"W{i}"], p[f"b{i}"]) for i in range(1, self.depth + 1)]
        found: list[Affine | Relu | Sigmoid] = [self.affines[0]]
        for activation, affine in zip(self.activations, self.affines[1:], strict=True):
            found += [activation, affine]
        return found

    def predict(self, x: np.ndarray) -> np.ndarray:
        """Scores (N, K) of a batch (N, D), without softmax."""
        for layer in self.layers():
            x = layer.forward(x)
        return x

    def loss(self, x: np.ndarray, t: np.ndarray) -> float:
        """Cross entropy of the softmax of the scores, plus ½ λ Σ W² over every layer."""
        squares = sum(np.sum(self.params[f"W{i}"] ** 2) for i in range(1, self.depth + 1))
        cross_entropy = SoftmaxWithLoss().forward(self.predict(x), t)
        return float(cross_entropy + 0.5 * self.weight_decay_lambda * squares)

    def accuracy(self, x: np.ndarray, t: np.ndarray) -> float:
        """The share of rows whose largest score is the target's; `t` one-hot, or labels."""
        labels = t if t.ndim == 1 else np.argmax(t, axis=1)
        return float(np.mean(np.argmax(self.predict(x), axis=1) == labels))

    def gradient(self, x: np.ndarray, t: np.ndarray) -> dict[str, np.ndarray]:
        """∂L/∂W_l and ∂L/∂b_l by back-propagation, under the keys of `params`; + λ W_l."""
        layers = self.layers()
        for layer in layers:
            x = layer.forward(x)
        last = SoftmaxWithLoss()
        last.forward(x, t)
        dout = last.backward()
        for layer in reversed(layers):
            dout = layer.backward(dout)
        grads = {}
        for i, affine in enumerate(self.affines, start=1):
            grads[f"W{i}"] = affine.dW + self.weight_decay_lambda * affine.W
            grads[f"b{i}"] = affine.db
        return grads
