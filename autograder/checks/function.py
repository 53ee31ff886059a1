"""The functions that checks hand to a student's code: a formula, its derivative, its domain.

A formula is the author's own text, evaluated as Python; it must never come from a submission.
"""

from __future__ import annotations

import functools
from types import CodeType
from typing import Any

import numpy as np

from autograder.base.language import Text
from autograder.protocol.outcomes import Refused
from autograder.protocol.values import Unknown


class Function:
    """A scalar function of an array, written as a formula in ``x``.

    ``Function("np.sum(x ** 2)", gradient="2 * x", shape=(3,))`` refuses every argument that is
    not a float64 array of that shape, or with ``rows=True`` one row of it (a sum over rows of a
    function of one row means the same for a row as for the array). With ``shape=None`` it
    ignores its argument, whatever that is: such a formula reads the constants. ``constants`` are
    the other names in the formula; arrays among them are read as they are at each call, so that
    a function can close over the very array that is perturbed.
    """

    def __init__(
        self,
        formula: str,
        *,
        shape: tuple[int, ...] | None,
        gradient: str | None = None,
        rows: bool = False,
        **constants: Any,
    ) -> None:
        self.formula = formula
        self.shape = shape
        self.constants = constants
        self.calls = 0
        """How often a student had it evaluated, as far as that is known for certain.

        One that ignores its argument is counted once for each state of the arrays that it reads.
        """
        self._rows = rows
        self._slope = gradient
        names = {"np": np, **constants}
        self._value = eval(_compiled(formula), names)
        self._gradient = None if gradient is None else eval(_compiled(gradient), names)

    def __call__(self, x: Any) -> float:
        """Evaluate at ``x``; raise Refused where ``x`` is no argument of this function."""
        with np.errstate(all="ignore"):
            return self.value(x)

    @property
    def is_watching(self) -> bool:
        """Whether a class of an author's looks on where it is called: nothing is foreseen then."""
        return type(self).__call__ is not Function.__call__

    def value(self, x: Any) -> float:
        """Evaluate at ``x``, where somebody has seen to NumPy's warnings for many such already."""
        self._check(x)
        self.calls += 1
        return float(self._value(x))

    def gradient(self, x: np.ndarray) -> np.ndarray | None:
        """Return the derivative at ``x`` by its formula, shaped as ``x``; None if none is known."""
        if self._gradient is None:
            return None
        with np.errstate(all="ignore"):
            value: np.ndarray = np.array(self._gradient(x), dtype=np.float64) * np.ones_like(x)
            return value

    def __reduce__(self) -> tuple[Any, ...]:
        """Copy with the constants: an array that is copied too stays the one that f closes over."""
        return _made, (self.formula, self.shape, self._slope, self._rows, self.constants)

    def _check(self, x: Any) -> None:
        if self.shape is None:
            return
        allowed = (self.shape, self.shape[1:]) if self._rows else (self.shape,)
        is_array = isinstance(x, np.ndarray)
        if is_array and x.shape in allowed and x.dtype == np.float64:
            return
        wanted = " or ".join(str(shape) for shape in allowed)
        if not is_array:
            kind = _kind(x)
            raise Refused(
                Text(
                    f"f takes an array of shape {wanted}, but was called with {kind.en}",
                    f"f에는 모양이 {wanted}인 배열을 넣어야 하는데 {kind.ko} 들어왔습니다",
                )
            )
        if x.shape not in allowed:
            raise Refused(
                Text(
                    f"f takes an array of shape {wanted}, but was called with shape {x.shape}",
                    f"f에는 모양이 {wanted}인 배열을 넣어야 하는데 {x.shape} 모양이 들어왔습니다",
                )
            )
        raise Refused(
            Text(
                f"f takes an array of float64, but was called with {x.dtype}",
                f"f에는 float64 배열을 넣어야 하는데 {x.dtype} 배열이 들어왔습니다",
            )
        )


def _made(
    formula: str,
    shape: tuple[int, ...] | None,
    gradient: str | None,
    rows: bool,
    constants: dict[str, Any],
) -> Function:
    return Function(formula, shape=shape, gradient=gradient, rows=rows, **constants)


@functools.lru_cache(maxsize=256)
def _compiled(formula: str) -> CodeType:
    return compile(f"lambda x: {formula}", "<formula>", "eval")


def _kind(x: Any) -> Text:
    if isinstance(x, (bool, int, float)):
        return Text("a single number", "숫자 하나가")
    name = x.kind if isinstance(x, Unknown) else type(x).__name__
    return Text(f"a {name}", f"{name} 값이")
