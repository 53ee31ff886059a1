"""Batches for BatchNormalization, and what it has to make of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from draws import arrays, attempt, chosen, is_right
from hypothesis import strategies as st
from trainings import Step

from autograder.checks import Text, a_row_more, assert_close, unshown


class Normal(NamedTuple):
    """A layer's settings, and batches for it."""

    gamma: np.ndarray
    beta: np.ndarray
    momentum: float
    batches: list[np.ndarray]
    dout: np.ndarray
    """A gradient for the last batch."""

    def layer(self, make: Any) -> Any:
        """Return a layer of these settings."""
        words = {} if self.momentum == 0.9 else {"momentum": self.momentum}  # 0.9 is the default
        return make(self.gamma.copy(), self.beta.copy(), **words)


@st.composite
def normals(draw: st.DrawFn, most_batches: int = 1, most: tuple[int, int] = (5, 3)) -> Normal:
    """Draw a layer and batches, whose columns all have a variance of 1/4 or more.

    Now and then there are many rows, one of them far from the others, or columns are all but flat,
    or the batches before the last one have another size, or the last one comes twice, as in a
    training on all there is.
    """
    rows, columns = draw(st.integers(2, most[0])), draw(st.integers(2, most[1]))
    kind = draw(st.integers(0, 15))
    rows = 70 if kind >= 14 else rows
    count = draw(st.integers(1, most_batches))
    batches = [draw(_batches(rows, columns, turn)) for turn in range(count)]
    if kind == 15:
        for x in batches:
            x[0] += 5.0 * len(x)
    if kind == 13:
        batches = [x / (32.0 * len(x)) for x in batches]
    if kind in (11, 12):
        batches = [*(np.concatenate([x, x[:1] + 1.0]) for x in batches[:-1]), batches[-1]]
    if kind in (9, 10):
        batches.append(batches[-1].copy())
    return Normal(
        gamma=draw(chosen((columns,), (1.0, 2.0, 0.5, 1.5, -1.0, 0.25))),
        beta=draw(arrays((columns,), -2, 2)),
        momentum=draw(st.sampled_from((0.9, 0.5, 0.75, 0.25, 0.0, 0.99))),
        batches=batches,
        dout=draw(arrays((rows, columns), -2, 2)),
    )


def _batches(rows: int, columns: int, turn: int) -> st.SearchStrategy[np.ndarray]:
    """Draw numbers within 1 of 0, 3, 6, …, every one of these once in a column."""
    ladder = 3.0 * np.add.outer(np.arange(rows), np.arange(columns) + turn) % (3.0 * rows)
    return arrays((rows, columns), -1, 1).map(lambda x: x + ladder)


def spreads(variance: np.ndarray) -> list[np.ndarray]:
    """Return the standard deviation as it is usual, and with the extremes of what is accepted.

    No epsilon, 1e-5 in the root, and 1e-5 behind it: what is divided by them is between the three.
    """
    std = np.sqrt(variance)
    return [np.sqrt(variance + 1e-7), std, np.sqrt(variance + 1e-5), std + 1e-5]


def between(values: Sequence[np.ndarray]) -> Step:
    """Return the first of several accepted values, and how far the others are from it.

    Rounding of means of up to 70 products below 300 stays below 1e-11.
    """
    first = values[0]
    return Step(first, np.max(np.abs(np.array(values) - first), axis=0) * 1.01 + 1e-9)


def assert_one_of(actual: Any, answers: Sequence[Step], *, what: Text) -> None:
    """Demand one of the ``answers``; where it is none, the first is told."""
    __tracebackhide__ = True
    for answer in answers[1:]:
        if is_right(actual, answer.change, answer.tolerance):
            return
    assert_close(actual, expected=answers[0].change, tolerance=answers[0].tolerance, what=what)


def normalised(case: Normal, x: np.ndarray) -> Step:
    """Return what the layer makes of a batch in training."""
    mean, variance = x.mean(axis=0), x.var(axis=0)
    return between([case.gamma * (x - mean) / std + case.beta for std in spreads(variance)])


class Line(NamedTuple):
    """What a student's layer makes of the columns of a batch, where that is p x̂ + q.

    x̂ is the normalised batch: a right layer has p = γ and q = β. One that forgets γ, or takes
    another mean or spread, is judged in its other parts by what it makes of a column itself.
    """

    p: np.ndarray
    q: np.ndarray
    mean: np.ndarray
    """What it seems to subtract from a column."""
    std: np.ndarray
    """What it seems to divide by; negative where it turns γ round."""


def own_line(case: Normal, x: np.ndarray, out: Any) -> Line | None:
    """Return the line that a student's layer puts columns on; None where that says nothing."""
    if not isinstance(out, np.ndarray) or out.shape != x.shape or out.dtype.kind != "f":
        return None
    mean, std = x.mean(axis=0), x.std(axis=0)
    x_hat = (x - mean) / std
    q = out.mean(axis=0)
    p = np.mean((out - q) * x_hat, axis=0)
    is_line = np.isfinite(out).all() and np.all(np.abs(out - (p * x_hat + q)) <= 1e-6)
    if not is_line or np.any(np.abs(p) <= 1e-3):
        return None
    return Line(p, q, mean - std * (q - case.beta) / p, std * case.gamma / p)


def in_test_mode(case: Normal, x: np.ndarray, own: Sequence[Line | None]) -> list[Step]:
    """Return what the layer makes of ``x`` after it has been trained with the case's batches.

    ``own`` has a student's line for each batch. Their test mode may go with that of their training.
    """
    mean, variance = _running(case, [(b.mean(axis=0), b.var(axis=0)) for b in case.batches])
    answers = [between([case.gamma * (x - mean) / s + case.beta for s in spreads(variance)])]
    lines = [line for line in own if line is not None]
    if len(lines) < len(case.batches):
        return answers
    last = lines[-1]
    answers.append(between([last.p * (x - mean) / s + last.q for s in spreads(variance)]))
    # An epsilon of any size, in the root or behind it, as their training has it.
    trained = case.batches[-1].var(axis=0)
    for std in (
        np.sqrt(np.maximum(variance + last.std**2 - trained, 0)),
        np.sqrt(variance) + np.abs(last.std) - np.sqrt(trained),
    ):
        if np.all(std > 0):
            answers.append(between([case.gamma * (x - mean) / std + case.beta]))
    mean, variance = _running(case, [(line.mean, line.std**2) for line in lines])
    gamma = case.gamma * np.sign(last.std)
    answers.append(between([gamma * (x - mean) / s + case.beta for s in spreads(variance)]))
    return answers


def _running(
    case: Normal, statistics: Sequence[tuple[np.ndarray, np.ndarray]]
) -> tuple[np.ndarray, np.ndarray]:
    keep = case.momentum
    mean, variance = np.zeros(case.gamma.shape), np.zeros(case.gamma.shape)
    for batch_mean, batch_variance in statistics:
        mean = keep * mean + (1 - keep) * batch_mean
        variance = keep * variance + (1 - keep) * batch_variance
    return mean, variance


def gradients_by_x(case: Normal, own: Line | None) -> list[Step]:
    """Return the gradient by the last batch: of the right layer, and of the student's own.

    The own one may be derived rightly, or by the usual formula with its own mean and spread.
    """
    x = case.batches[-1]
    mean, all_spreads = x.mean(axis=0), spreads(x.var(axis=0))
    answers = [between([_by_x(case.gamma * case.dout, x - mean, s) for s in all_spreads])]
    if own is not None:
        answers.append(between([_by_x(own.p * case.dout, x - mean, s) for s in all_spreads]))
        own_spreads = [np.sign(own.std) * s for s in spreads(own.std**2)]
        d = case.gamma * case.dout
        answers.append(between([_by_x(d, x - own.mean, s) for s in own_spreads]))
    return answers


def _by_x(d: np.ndarray, centred: np.ndarray, std: np.ndarray) -> np.ndarray:
    away = d / std - centred * np.mean(d * centred, axis=0) / std**3
    return np.asarray(away - away.mean(axis=0))


def gradients_by_gamma(case: Normal, out: Any) -> list[Step]:
    """Return the gradient by γ: with the right x̂, and with that of the student's own ``out``."""
    x = case.batches[-1]
    centred = x - x.mean(axis=0)
    right = [np.sum(case.dout * centred / s, axis=0) for s in spreads(x.var(axis=0))]
    answers = [between(right)]
    if isinstance(out, np.ndarray) and out.shape == x.shape and np.isfinite(out).all():
        x_hat = (out - case.beta) / case.gamma
        if np.all(np.ptp(x_hat, axis=0) > 1e-3):
            # Nobody's epsilon is in the way: it is in the student's own x̂ already.
            answers.append(between([np.sum(case.dout * x_hat, axis=0)]))
    return answers


# -- what is asked of a layer ----------------------------------------------------------------------


def assert_training(student: Any, case: Normal) -> None:
    """Demand that every batch is normalised by its own mean and variance, a single row as well.

    Of a single row nothing is left but beta, whatever the epsilon; without any it is 0 / 0.
    """
    __tracebackhide__ = True
    layer = case.layer(student.BatchNormalization)
    what = Text("forward(x, True)", "forward(x, True)")
    for batch in case.batches:
        expected = normalised(case, batch)
        out = layer.forward(batch.copy())
        assert_close(out, expected=expected.change, tolerance=expected.tolerance, what=what)
    row = case.batches[0][:1]
    out = layer.forward(row.copy())
    if not (isinstance(out, np.ndarray) and out.shape == row.shape and np.isnan(out).all()):
        assert_close(out, expected=case.beta[np.newaxis], tolerance=1e-9, what=what)


def assert_modes_in_turn(student: Any, case: Normal) -> None:
    """Demand the running mean and variance of this layer in test mode.

    Only forward in training changes them, test mode and backward do not. Before any training
    nothing is demanded of test mode: x is divided by the root of an epsilon there.
    """
    __tracebackhide__ = True
    layer, other = (case.layer(student.BatchNormalization) for _ in range(2))
    asked = case.batches[0][::-1] - 1.5
    attempt(layer.forward, asked.copy(), False)
    own = []
    for k, x in enumerate(case.batches, start=1):
        own.append(own_line(case, x, layer.forward(x.copy(), True)))
        other.forward(2.0 * x, True)
        with unshown(layer):
            for _ in range(2 * (k % 2)):  # after each forward once, it could change them as well
                attempt(layer.backward, np.ones(x.shape))
        if k < len(case.batches) and np.array_equal(x, case.batches[k]):
            continue  # nothing comes between a batch and the same once more
        so_far = case._replace(batches=case.batches[:k])
        for rows in (asked, asked[:1]):
            assert_one_of(
                layer.forward(rows.copy(), False),
                in_test_mode(so_far, rows, own),
                what=Text("forward(x, False)", "forward(x, False)"),
            )


def assert_backward_of_last(student: Any, case: Normal) -> None:
    """Demand the gradient by the last batch of this layer."""
    __tracebackhide__ = True
    layer, other = (case.layer(student.BatchNormalization) for _ in range(2))
    longer = a_row_more(case.batches[0])  # of a size of its own
    attempt(layer.forward, longer, True)
    attempt(layer.backward, np.ones(longer.shape))
    for x in case.batches:
        out = layer.forward(x.copy(), True)
        other.forward(2.0 * x, True)
    assert_one_of(
        layer.backward(case.dout.copy()),
        gradients_by_x(case, own_line(case, case.batches[-1], out)),
        what=Text("backward(dout)", "backward(dout)"),
    )


def assert_gradients_of_last(student: Any, case: Normal) -> None:
    """Demand dgamma and dbeta of the last batch alone, summed up over its rows."""
    __tracebackhide__ = True
    layer = case.layer(student.BatchNormalization)
    for x in case.batches:
        layer.forward(x.copy(), True)
        layer.backward(np.ones(x.shape))
    out = layer.forward(case.batches[-1].copy(), True)
    layer.backward(-2.0 * case.dout)
    layer.backward(case.dout.copy())
    assert_one_of(layer.dgamma, gradients_by_gamma(case, out), what=Text("dgamma", "dgamma"))
    # A sum of at most 70 numbers up to 2: rounding is below 70 * 140 * 1.1e-16 = 1.1e-12.
    expected = case.dout.sum(axis=0)
    assert_close(layer.dbeta, expected=expected, tolerance=1e-9, what=Text("dbeta", "dbeta"))
