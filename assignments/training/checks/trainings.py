"""Trainings of a few steps for the optimizers, and the steps that are right."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
from draws import Arrays, arrays, chosen
from hypothesis import strategies as st

from autograder.checks import Text, assert_array, assert_close, expect

# Gradients of different sizes and signs. One is far below 1/16, for who never divides by less than
# some 0.01; an epsilon of 1e-6 inside the root, which is accepted, changes its step by 3 %.
_GRADIENTS = (
    1.0,
    -1.0,
    0.5,
    -2.0,
    0.25,
    -0.25,
    3.0,
    -0.0625,
    8.0,
    0.0,
    -40.0,
    0.125,
    2.0**-8,
    700.0,
)
# What there is to train, the simplest first. Keys of one shape are told apart by their whole names
# only: by no letter, number or length of them, and not by which of them is asked for first.
_LAYOUTS: tuple[dict[str, tuple[int, ...]], ...] = (
    {"W": (2,), "b": (1, 2)},
    {"W": (2, 2), "b": (2,)},
    {"b": (2,), "gamma": (2,), "W": (3, 2)},
    {"W1": (2, 1), "b1": (1,), "W2": (1,), "b2": (1,)},
    {"W": (2,), "W1": (2,), "W10": (2,), "w1": (2,), "b1": (2,), "beta": (1, 2)},
    {f"{kind}{i}": shape for i in range(1, 7) for kind, shape in (("W", (1, 2)), ("b", (2,)))},
    {"filters": (2, 1, 2, 2), "b": (1,), "W": (1, 1), "kernel": (1, 2, 2)},
)
RATES = (0.5, 0.1, 1.0, 0.01, 0.001, 1e-4, 1e-5)
SHARES = (0.5, 0.9, 0.25, 0.0, 0.99)
SQUARES = (0.5, 0.999, 0.9, 0.75)
"""Shares of the past in a mean of squares."""


class Training(NamedTuple):
    """Parameters to begin with, and the gradients of every step; the same keys in all of them."""

    start: Arrays
    gradients: list[Arrays]


@st.composite
def trainings(draw: st.DrawFn, least: int = 2, most: int = 4) -> Training:
    """Draw parameters of two shapes at least and their gradients, those of one zero at first.

    In every other training there is a step at which all gradients are zero.
    """
    shapes = draw(st.sampled_from(_LAYOUTS))
    steps = draw(st.integers(least, most))
    still = draw(st.integers(0, 2))
    size = sum(math.prod(shape) for shape in shapes.values())
    gradients = [_parted(row, shapes) for row in draw(chosen((steps, size), _GRADIENTS))]
    for given in gradients[:still]:
        given[list(shapes)[1]][...] = 0.0
    idle = draw(st.integers(0, 2 * steps))
    for g in gradients[idle - 1].values() if 1 <= idle <= steps else ():
        g[...] = 0.0
    return Training(_parted(draw(arrays((size,), -3, 3)), shapes), gradients)


def _parted(numbers: np.ndarray, shapes: dict[str, tuple[int, ...]]) -> Arrays:
    """Return the parameters that a row of all their numbers makes."""
    ends = np.cumsum([math.prod(shape) for shape in shapes.values()])[:-1]
    pieces = np.split(numbers, ends)
    return {
        k: p.reshape(shape).copy() for (k, shape), p in zip(shapes.items(), pieces, strict=True)
    }


LONG = Training(
    {"W": np.array([1.0, -2.0]), "b": np.array([[0.5, 3.0]])},
    [_parted(row, _LAYOUTS[0]) for row in np.resize(_GRADIENTS, (132, 4))],
)
"""Long enough for what only wears off."""


class Step(NamedTuple):
    """By how much a parameter has to change, and how far off that may be."""

    change: np.ndarray
    tolerance: np.ndarray


Formula = Callable[[Sequence[np.ndarray]], Iterator[Step]]
"""Takes the gradients of one parameter, step by step, and yields the changes."""


def sgd(lr: float) -> Formula:
    """Return the steps of x ← x - lr g."""

    def steps(gradients: Sequence[np.ndarray]) -> Iterator[Step]:
        for g in gradients:
            yield Step(-lr * g, np.zeros(g.shape))

    return steps


def momentum(lr: float, share: float) -> Formula:
    """Return the steps of v ← share v - lr g, x ← x + v."""

    def steps(gradients: Sequence[np.ndarray]) -> Iterator[Step]:
        v = np.zeros(gradients[0].shape)
        for g in gradients:
            v = share * v - lr * g
            yield Step(v, np.zeros(g.shape))

    return steps


def adagrad(lr: float) -> Formula:
    """Return the steps of h ← h + g², x ← x - lr g / √h."""

    def steps(gradients: Sequence[np.ndarray]) -> Iterator[Step]:
        h = np.zeros(gradients[0].shape)
        for g in gradients:
            h = h + g**2
            yield _scaled(lr, g, h)

    return steps


def rmsprop(lr: float, decay: float) -> Formula:
    """Return the steps of h ← decay h + (1 - decay) g², x ← x - lr g / √h."""

    def steps(gradients: Sequence[np.ndarray]) -> Iterator[Step]:
        h = np.zeros(gradients[0].shape)
        for g in gradients:
            h = decay * h + (1 - decay) * g**2
            yield _scaled(lr, g, h)

    return steps


def adam(lr: float, beta1: float, beta2: float) -> Formula:
    """Return the steps of Adam with bias correction.

    Where the epsilon is added before the correction, it counts 1 / √(1 - beta2ᵗ) times as much.
    """

    def steps(gradients: Sequence[np.ndarray]) -> Iterator[Step]:
        m, v = np.zeros(gradients[0].shape), np.zeros(gradients[0].shape)
        for t, g in enumerate(gradients, start=1):
            m = beta1 * m + (1 - beta1) * g
            v = beta2 * v + (1 - beta2) * g**2
            left = 1 - beta2**t
            yield _scaled(lr, m / (1 - beta1**t), v / left, weight=1 / math.sqrt(left))

    return steps


def _scaled(lr: float, direction: np.ndarray, squares: np.ndarray, weight: float = 1.0) -> Step:
    """Return -lr direction / (√squares + ε), tolerant of any ε up to 1e-6, in or behind the root.

    A step shrinks as ε grows, so the extremes are those without it and with 1e-6 at each place;
    ``weight`` is by how much ε may count for more. Where nothing has been summed up, there is no
    direction either, and the step is 0 (0 / 0 without an ε is no number, and wrong).
    """
    roots = np.sqrt(squares)
    widest = [roots, roots + 1e-6 * weight, np.sqrt(squares + 1e-6 * weight**2)]
    moves = np.array([lr * _ratio(direction, root) for root in widest])
    change = -lr * direction / (roots + 1e-7)
    return Step(change, np.max(np.abs(moves + change), axis=0))


def _ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    return np.divide(above, below, out=np.zeros(above.shape), where=below > 0)


class Race:
    """An optimizer of the student's, on its way through a training.

    What is right is one row of all parameters' numbers: to look at each parameter by itself would
    take as long as the update. Only where the row is wrong it is taken apart.
    """

    def __init__(self, optimizer: Any, training: Training, formula: Formula) -> None:
        """Begin with copies of the training's parameters."""
        self._optimizer = optimizer
        self._gradients = training.gradients
        self.params = {key: value.copy() for key, value in training.start.items()}
        self._shapes = {key: value.shape for key, value in training.start.items()}
        self._expected = list(formula([_row(given.values()) for given in training.gradients]))
        self._largest = np.zeros(self._expected[0].change.shape)

    def update(self, k: int) -> None:
        """Make the k-th update (0, 1, …) and demand the right change of every parameter."""
        __tracebackhide__ = True
        old = _row(self.params[key] for key in self._shapes)
        grads = {key: g.copy() for key, g in self._gradients[k].items()}
        # A gradient belongs to a parameter by its key, wherever in the dict it stands.
        grads = dict(reversed(grads.items())) if k % 2 else grads
        self._optimizer.update(self.params, grads)
        change, tolerance = self._expected[k]
        self._largest = np.maximum(self._largest, np.abs(change))
        if (new := self._now()) is not None:
            allowed = tolerance + _rounding(old, new, self._largest)
            if (np.abs(new - old - change) <= allowed).all():
                return
        self._demand_each(k, old)

    def _now(self) -> np.ndarray | None:
        """Return the row of all parameters, if each is an array like the one that was there."""
        values = [self.params.get(key) for key in self._shapes]
        for value, shape in zip(values, self._shapes.values(), strict=True):
            if not isinstance(value, np.ndarray) or value.shape != shape or value.dtype != float:
                return None
        return _row(values)

    def _demand_each(self, k: int, old: np.ndarray) -> None:
        """Demand one parameter after another: the first that is wrong is named."""
        __tracebackhide__ = True
        rows = (old, *self._expected[k], self._largest)
        parts = [_parted(row, self._shapes) for row in rows]
        for key, shape in self._shapes.items():
            was, change, tolerance, largest = (part[key] for part in parts)
            name = f'params["{key}"]'
            what = Text(f"{name} after update {k + 1}", f"{k + 1}번째 update 뒤의 {name}")
            new = assert_array(self.params.get(key), shape=shape, what=what)
            assert_close(
                new - was,
                expected=change,
                tolerance=tolerance + _rounding(was, new, largest),
                what=Text(
                    f"the change of {name} at update {k + 1}",
                    f"{k + 1}번째 update에서 {name}의 변화량",
                ),
            )


def _row(values: Iterable[Any]) -> np.ndarray:
    """Return all numbers of some arrays, one after the other."""
    return np.concatenate([value.ravel() for value in values])


def _rounding(old: np.ndarray, new: np.ndarray, largest: np.ndarray) -> np.ndarray:
    """Return how far off a right change may be, where the steps have been so large so far.

    x - step is rounded to half an ulp of x, and its difference from x likewise; what is carried on
    (v, h, m) is rounded by some ulp of the largest step each time.
    """
    return 4.5e-16 * (np.abs(old) + np.abs(new)) + 1e-9 * largest


def assert_steps(optimizer: Any, training: Training, formula: Formula) -> None:
    """Demand every step of a training."""
    __tracebackhide__ = True
    race = Race(optimizer, training, formula)
    for k in range(len(training.gradients)):
        race.update(k)


def assert_steps_apart(
    optimizers: Sequence[Any], training: Training, formulas: Sequence[Formula]
) -> None:
    """Demand the steps of optimizers that take turns, the later ones on the training reversed."""
    __tracebackhide__ = True
    backwards = Training(training.start, training.gradients[::-1])
    races = [
        Race(optimizer, backwards if i else training, formula)
        for i, (optimizer, formula) in enumerate(zip(optimizers, formulas, strict=True))
    ]
    for k in range(len(training.gradients)):
        for race in races:
            race.update(k)


_KINDS: dict[str, tuple[int, ...]] = {
    "W": (2, 2),
    "b": (2,),
    "gamma": (2,),
    "b2": (1,),
    "W2": (1, 1),
    "kernel": (2, 1, 2),
    "filters": (2, 1, 1, 2),
}
_SIZE = sum(math.prod(shape) for shape in _KINDS.values())
IN_PLACE = Training(
    _parted(np.resize((1.0, -2.0, 0.5, 3.0, 0.25, -1.0, 2.0, -0.5), _SIZE), _KINDS),
    [_parted(row, _KINDS) for row in np.resize(_GRADIENTS, (4, _SIZE))],
)
"""Parameters of every number of dimensions, some of a single number."""
for _given in IN_PLACE.gradients[:2]:
    _given["gamma"][...] = 0.0


def assert_in_place(optimizer: Any) -> None:
    """Demand that the arrays in params are changed themselves, and those in grads are not."""
    __tracebackhide__ = True
    held = {key: value.copy() for key, value in IN_PLACE.start.items()}
    params = dict(held)
    for given in IN_PLACE.gradients:
        grads = {key: g.copy() for key, g in given.items()}
        optimizer.update(params, grads)
        expect(
            set(params) == set(held),
            otherwise=Text(
                "update should neither add an entry to params nor take one out",
                "update는 params에 항목을 더하거나 빼지 않아야 합니다",
            ),
            expected=", ".join(held),
            actual=", ".join(map(str, params)),
        )
        for key, array in held.items():
            expect(params.get(key) is array, otherwise=_unseen(key), actual=array)
            expect(
                np.array_equal(grads[key], given[key]),
                otherwise=Text(
                    f'grads["{key}"] is not as it was before the update',
                    f'grads["{key}"]: update를 부르기 전과 달라졌습니다',
                ),
                expected=given[key],
                actual=grads[key],
            )
    moves = any(bool(np.any(held[key] != start)) for key, start in IN_PLACE.start.items())
    values = np.concatenate([array.ravel() for array in held.values()])
    is_filled = bool(np.all(values == values[0]))  # with one number, which is no update
    expect(moves and not is_filled, otherwise=_unseen("W"), actual=held["W"])


def _unseen(key: str) -> Text:
    return Text(
        f'the array that was in params["{key}"] should change itself; whoever holds it, as a '
        "layer does, sees nothing of the update",
        f'params["{key}"]에 있던 배열 자체가 바뀌어야 합니다. 지금은 그 배열을 가진 계층에서 '
        "보면 아무것도 갱신되지 않았습니다",
    )
