"""The examples of a check, drawn once per run and shown to every submission.

With a fixed seed Hypothesis draws the same for all; only where an example fails does it have to
search for the smallest one. Must never keep anything that a submission has touched.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from hypothesis.strategies import DataObject


class Examples:
    """What Hypothesis draws for one check: the keyword arguments of each example."""

    def __init__(self, drawn: list[dict[str, Any]], inner: Callable[..., None]) -> None:
        self._drawn = drawn
        self._inner = inner

    @classmethod
    def draw(cls, test: Any, fixtures: list[str]) -> Examples | None:
        """Draw the examples of a test; None where it draws in its body, or is no property."""
        handle = getattr(test, "hypothesis", None)
        if handle is None:
            return None
        inner = handle.inner_test
        drawn: list[dict[str, Any]] = []

        def record(**keywords: Any) -> None:
            drawn.append({name: v for name, v in keywords.items() if name not in fixtures})

        handle.inner_test = record
        try:
            test(**dict.fromkeys(fixtures))
        finally:
            handle.inner_test = inner
        if any(isinstance(value, DataObject) for one in drawn for value in one.values()):
            return None
        return cls(drawn, inner)

    def failure(self, fixtures: dict[str, Any]) -> Callable[[], None] | None:
        """Show all examples; return how to show the first one that fails again, or None."""
        for one in self._drawn:
            try:
                self._show(one, fixtures)
            except Exception:
                return lambda one=one: self._show(one, fixtures)  # type: ignore[misc]
        return None

    def _show(self, one: dict[str, Any], fixtures: dict[str, Any]) -> None:
        self._inner(**fixtures, **copy.deepcopy(one))
