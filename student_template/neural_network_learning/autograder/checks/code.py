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
    """Return Python code that makes ``value``; a large array is only described."""
    if isinstance(value, np.ndarray):
        if value.size > _LARGE:
            return f"<array of shape {value.shape}>"
        text = np.array2string(value, separator=", ", floatmode="unique", prefix="np.array(")
        return f"np.array({text})"
    if isinstance(value, (list, tuple)):
        inside = ", ".join(code_of(item) for item in value)
        closing = ",)" if isinstance(value, tuple) and len(value) == 1 else ")"
        return f"[{inside}]" if isinstance(value, list) else f"({inside}{closing}"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k!r}: {code_of(v)}" for k, v in value.items()) + "}"
    return safe(repr(value))


def shown(value: Any) -> str:
    """Return a value as it is set beside another one: nine digits, and what it is."""
    if isinstance(value, np.ndarray):
        if value.size > _LARGE:
            return f"array of shape {value.shape}"
        text = np.array2string(
            value, separator=", ", formatter={"float_kind": lambda number: f"{number:.9g}"}
        )
        return text if value.ndim else f"{text} (0-d array)"
    if isinstance(value, float):
        return f"{value:.9g}"
    if isinstance(value, Unknown):
        return safe(f"a value of type {value.kind}")
    if isinstance(value, (list, tuple, dict)) and len(value) > 8:
        return f"{type(value).__name__} of length {len(value)}"
    return code_of(value)[:300]
