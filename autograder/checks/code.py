"""Values as code that can be pasted into a notebook.

Must never be given an object of a student's.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.base.text import (
    safe,
)
from autograder.protocol.values import Unknown

_LARGE = 40


def code_of(value: Any) -> str:
    """Return Python code that makes ``value``; a large array that repeats nothing is described."""
    if isinstance(value, np.ndarray):
        if value.size > _LARGE:
            return _repeated(value) or f"<{_large(value)}>"
        text = np.array2string(value, separator=", ", floatmode="unique", prefix="np.array(")
        return f"np.array({text})"
    if isinstance(value, (list, tuple)):
        inside = ", ".join(code_of(item) for item in value)
        closing = ",)" if isinstance(value, tuple) and len(value) == 1 else ")"
        return f"[{inside}]" if isinstance(value, list) else f"({inside}{closing}"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k!r}: {code_of(v)}" for k, v in value.items()) + "}"
    return safe(repr(value))


def _repeated(value: np.ndarray) -> str | None:
    """Return code that makes a large array of a few numbers that repeat; None where none do.

    Only of numbers that Python writes as they are: floats, integers, truth values.
    """
    flat = value.ravel()
    if value.dtype not in (np.float64, np.int64, np.bool_) or not np.isfinite(flat).all():
        return None
    for period in range(1, _LARGE + 1):
        if np.array_equal(flat, np.resize(flat[:period], flat.size)):
            numbers = flat[:period].tolist()
            if period == 1:
                return f"np.full({value.shape}, {numbers[0]!r})"
            return f"np.resize({numbers!r}, {value.shape})"
    return None


def shown(value: Any) -> str:
    """Return a value as it is set beside another one: nine digits, and what it is.

    It stands in sentences of any language: in code's words, never in English ones.
    """
    if isinstance(value, np.ndarray):
        if value.size > _LARGE:
            return _large(value)
        text = np.array2string(
            value, separator=", ", formatter={"float_kind": lambda number: f"{number:.9g}"}
        )
        return text if value.ndim else f"array({text})"
    if isinstance(value, float):
        return f"{value:.9g}"
    if isinstance(value, Unknown):
        return safe(repr(value))
    if isinstance(value, (list, tuple, dict)) and len(value) > 8:
        return f"{type(value).__name__}, len={len(value)}"
    return code_of(value)[:300]


def _large(value: np.ndarray) -> str:
    return f"array, shape={value.shape}"
