"""What Dropout has to do to a batch, and what a random mask has to look like."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from draws import arrays, attempt, is_right
from hypothesis import strategies as st

from autograder.checks import Text, answers_of_many, assert_array, assert_close, expect

DROPPED = (60, 50)
"""The shape of a batch for Dropout: 3000 elements, so that a share is known to about 0.01."""
_NONE_OFF = Text("forward(x, True) with the ratio 0", "비율이 0일 때의 forward(x, True)")

RATIOS = (0.5, 0.25, 0.75, 0.1, 0.875)


def dropped_batches() -> st.SearchStrategy[np.ndarray]:
    """Draw a batch without zeros, of either sign; its rows are alike, so that it can be pasted."""
    row = arrays(DROPPED[1:], 0.25, 3)
    signs = np.where(np.arange(DROPPED[1]) % 2, 1.0, -1.0)
    return row.map(lambda x: np.tile(signs * x, (DROPPED[0], 1)))


def scale_of(x: np.ndarray, out: Any, ratio: float) -> float | None:
    """Return by what a Dropout multiplies what it lets through: 1, 1 / (1 - ratio) or None."""
    if not isinstance(out, np.ndarray) or out.shape != x.shape or out.dtype.kind != "f":
        return None
    let_through = out[out != 0] / x[out != 0]
    for scale in (1.0, 1 / (1 - ratio)):
        if let_through.size and np.all(np.abs(let_through - scale) <= 1e-9 * scale):
            return scale
    return None


def assert_masked(x: np.ndarray, out: Any, ratio: float) -> np.ndarray:
    """Demand that each element is 0 or what it was, and return which are 0.

    Of n = 3000 elements the share of zeros strays by √(r (1 - r) / n) <= 0.0092: seven of these
    are passed by chance once in 1e11.
    """
    __tracebackhide__ = True
    values = assert_array(out, shape=x.shape, what=Text("forward(x, True)", "forward(x, True)"))
    is_zero = values == 0
    expect(
        scale_of(x, out, ratio) in (1.0, None),
        otherwise=Text(
            "what is let through is made larger in training (inverted dropout); here it stays as "
            "it is in training, and everything is made smaller at test time",
            "훈련 때 통과한 값을 키웠습니다(역 드롭아웃, inverted dropout). 여기서는 훈련 때 "
            "그대로 두고 시험 때 전체를 줄입니다",
        ),
    )
    expect(
        bool(np.all(is_zero | (np.abs(values - x) <= 1e-12 * np.abs(x)))),
        otherwise=Text(
            "an element should be either 0 or what it was", "각 원소는 0이거나 원래 값이어야 합니다"
        ),
    )
    # The numbers are random: how they are off is told, not by how much.
    share, allowed = float(np.mean(is_zero)), 7 * math.sqrt(ratio * (1 - ratio) / x.size)
    wrong = Text("too many", "너무 많습니다") if share > ratio else Text("too few", "너무 적습니다")
    expect(
        abs(share - ratio) <= allowed,
        otherwise=Text(
            f"the share of zeros should be about {ratio:g}; there are {wrong.en}",
            f"0이 되는 비율이 {ratio:g}쯤이어야 하는데 {wrong.ko}",
        ),
    )
    return np.asarray(is_zero)


def assert_fresh(masks: list[np.ndarray]) -> None:
    """Demand that masks differ, and that within each the elements know nothing of each other.

    Zeros in a row of m elements, or in a column, vary by m r (1 - r) where they are independent:
    over the rows and columns of eight masks the mean of that strays by less than a tenth, and is
    0 or m times as much where rows, columns or numbers of zeros are alike.
    """
    __tracebackhide__ = True
    expect(
        len({mask.tobytes() for mask in masks}) == len(masks),
        otherwise=Text("two masks are the same", "마스크 두 개가 똑같습니다"),
    )
    # Of n = 3000 elements two masks correlate by 1 / sqrt(n) on average; the bound is seven of it.
    rows = np.array([mask.ravel() for mask in masks], dtype=float)
    expect(
        bool(np.max(np.abs(np.corrcoef(rows) - np.eye(len(rows)))) < 7 / math.sqrt(rows.shape[1])),
        otherwise=Text(
            "a mask is made from the one before it", "앞서 뽑은 마스크로 다음 마스크를 만들었습니다"
        ),
    )
    every = np.array(masks, dtype=float)
    each = float(every.mean() * (1 - every.mean()))
    for axis in (1, 2):
        variation = float(np.var(every.sum(axis=axis), axis=1).mean()) / every.shape[axis] / each
        expect(
            0.6 < variation < 1.6,
            otherwise=Text(
                "the elements of a mask are not drawn independently of each other",
                "마스크의 원소들을 서로 독립으로 뽑지 않았습니다",
            ),
        )
    expect(
        len({int(mask.sum()) for mask in masks}) > 1,
        otherwise=Text(
            "every mask has exactly as many zeros, so that its elements depend on each other",
            "마스크마다 0의 개수가 똑같아서 원소들이 서로 독립이 아닙니다",
        ),
    )


def assert_scaled_down(x: np.ndarray, trained: Any, ratio: float, out: Any) -> None:
    """Demand x (1 - ratio); x itself beside a training pass that scales by 1 / (1 - ratio)."""
    __tracebackhide__ = True
    if scale_of(x, trained, ratio) not in (1.0, None) and is_right(out, x, 1e-12 * np.abs(x)):
        return
    # A product, right to half an ulp.
    assert_close(
        out,
        expected=x * (1 - ratio),
        tolerance=1e-12,
        what=Text("forward(x, False)", "forward(x, False)"),
    )


def assert_own_mask(x: np.ndarray, out: Any, dout: np.ndarray, gradient: Any) -> None:
    """Demand dout where the last forward pass let something through, and 0 elsewhere.

    A mask that scales counts with its scale. Where the own forward pass switched nothing off, what
    the gradient lets through is all that can be seen of the mask.
    """
    __tracebackhide__ = True
    values = assert_array(gradient, shape=x.shape, what=Text("backward(dout)", "backward(dout)"))
    is_alike = isinstance(out, np.ndarray) and out.shape == x.shape
    own = np.divide(out, x, out=np.zeros(x.shape), where=x != 0) if is_alike else None
    if own is not None and np.any(own[x != 0] == 0):
        own = _with_zeros(own, x, dout, values)
    if own is None or np.all(own[x != 0] != 0):
        own = (values != 0).astype(float)
    expect(
        bool(np.any(own == 0) and np.any(own != 0)),
        otherwise=Text("the mask switches nothing off", "마스크가 아무것도 끄지 않습니다"),
    )
    expect(
        any(is_right(values, dout * mask) for mask in ((own != 0).astype(float), own)),
        otherwise=Text(
            "backward should let through what the last forward pass let through, and nothing else",
            "backward는 마지막 forward에서 통과시킨 자리만 통과시켜야 합니다",
        ),
    )


def _with_zeros(own: np.ndarray, x: np.ndarray, dout: np.ndarray, values: np.ndarray) -> np.ndarray:
    """Return a mask with what is seen of it where x is 0: there only the gradient tells.

    Some of the elements that are 0 have to be let through, as some of the others are.
    """
    __tracebackhide__ = True
    through = np.divide(values, dout, out=np.zeros(x.shape), where=dout != 0)
    is_zero = x == 0
    expect(
        not is_zero.any() or bool(np.any(through[is_zero] != 0)),
        otherwise=Text(
            "backward takes an x of 0 for one that was switched off",
            "backward가 0인 입력을 꺼진 원소로 여깁니다",
        ),
    )
    return np.where(is_zero, through, own)


def assert_fresh_masks(student: Any, x: np.ndarray, ratio: float) -> None:
    """Demand eight masks, of two layers in turn, that know nothing of each other.

    And none of a layer that switches nothing off, and no mask twice of one that is asked 40 times.
    Of n elements two masks are the same by chance once in 1 / (r² + (1 - r)²)^n: of 200, at a ratio
    of 0.1, once in 1e17, and two of 40 masks once in 2e14.
    """
    __tracebackhide__ = True
    every = student.Dropout(0.0).forward(x[:2].copy(), True)
    assert_close(every, expected=x[:2], tolerance=1e-12, what=_NONE_OFF)
    layers = [student.Dropout(ratio), student.Dropout(ratio)]
    answers = answers_of_many(layers[0].forward, x[:4].copy(), count=40)
    assert_fresh([assert_masked(x, layers[k % 2].forward(x.copy()), ratio) for k in range(8)])
    expect(
        len(answers) == 40,
        otherwise=Text("a mask comes back after a while", "앞서 쓴 마스크가 다시 나옵니다"),
    )


def assert_backward_of_last(student: Any, x: np.ndarray, dout: np.ndarray, ratio: float) -> None:
    """Demand the mask of this layer's last forward pass in training, whatever came before."""
    __tracebackhide__ = True
    layer, other = student.Dropout(ratio), student.Dropout(ratio)
    x = x.copy()
    x.flat[3::7] = 0.0
    for sign in (1.0, -1.0):
        out = layer.forward(sign * x, True)
        other.forward(x.copy(), True)
        attempt(layer.forward, x[:2].copy(), False)
        assert_own_mask(sign * x, out, dout, layer.backward(dout.copy()))
